import { type NamedFit, publishedFits } from '../evidence/publishedFits';
import { analyseFit, type FitReport } from '../fits/analyse';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { type FitColumns, readFitData } from '../study/fitData';
import { readTable } from '../tables/table';
import { readSetting } from './setting';

/** The levels of confidence that are of use, in percent. */
const USUAL_LEVEL = 95;
const LEAST_LEVEL = 50;
const MOST_LEVEL = 99.9;

/** The fits of the paper's own measures, that to the loss first and its numbers in the report itself. */
export interface PublishedFitReport extends FitReport {
  readonly fits: readonly NamedFit[];
}

/**
 * The level of confidence as a fraction, from a percentage.
 * @throws UserError `fit-level`
 */
export function readLevel(text: string | undefined): number {
  if (text === undefined) return USUAL_LEVEL / 100;
  const percent = /^\d+(?:\.\d+)?%?$/.test(text) ? Number(text.replace('%', '')) : Number.NaN;
  if (percent >= LEAST_LEVEL && percent <= MOST_LEVEL) return percent / 100;
  const place = wholeOf(text);
  throw new UserError('fit-level', { text, least: LEAST_LEVEL, most: MOST_LEVEL }, place);
}

/**
 * A power law through the points of a table.
 * @throws UserError for what is no table, and for columns and values that cannot be used
 */
export function fitTable(
  source: { readonly name: string; readonly text: string },
  columns: FitColumns,
  level: number,
): FitReport {
  const table = readTable({ path: source.name, text: source.text });
  return analyseFit(readFitData(table, columns, readSetting({})), level);
}

/** Power laws through what the paper prints. */
export function fitPublished(level: number): PublishedFitReport {
  const fits = publishedFits(level);
  // The keys of the contract are those of the fit to the loss.
  const { name: _, ...upstream } = fits[0] as NamedFit;
  return { ...upstream, fits };
}
