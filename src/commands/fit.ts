import { PAPER_WORKLOAD } from '../census/workload';
import type { FitReport } from '../fits/analyse';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { drawFit } from '../report/fit';
import { exhibitFits } from '../report/fitExhibit';
import { type CommonFlags, readSetting } from '../request/setting';
import type { FitColumns } from '../study/fitData';
import type { Context, Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';

export interface FitFlags extends CommonFlags, PictureFlags, FitColumns {
  readonly published?: boolean;
  readonly level?: string;
}

/** The levels of confidence that are of use, in percent. */
const USUAL_LEVEL = 95;
const LEAST_LEVEL = 50;
const MOST_LEVEL = 99.9;

/** `fit FILE`: a power law through the user's points; `fit --published`: through the paper's own. */
export async function fit(words: readonly string[], flags: FitFlags, context: Context): Promise<Outcome> {
  const started = context.now();
  const level = readLevel(flags.level);
  const answer = flags.published
    ? await fitPublished(words, flags, level, context)
    : await fitTable(words, flags, level, context);
  const { exhibit, ...rest } = answer;
  const common = { command: 'fit', workload: PAPER_WORKLOAD, models: [] };
  return deliver({ ...common, ...rest, exhibit }, flags, started, context);
}

async function fitTable(
  words: readonly string[],
  flags: FitFlags,
  level: number,
  { canvas, files }: Context,
) {
  const [path, ...others] = words;
  if (path === undefined) throw new UserError('fit-no-points', {});
  if (others.length > 0) throw new UserError('fit-one-table', { length: words.length });
  const { readTable } = await import('../tables/table');
  const { readFitData } = await import('../study/fitData');
  const { analyseFit } = await import('../fits/analyse');
  const { name, text } = files.read(path);
  const data = readFitData(readTable({ path: name, text }), flags, readSetting({}));
  const found: FitReport = analyseFit(data, level);
  const { x, y } = found;
  const title = `${y.column} against ${x.column}`;
  return {
    payload: found,
    draw: () => drawFit(found, canvas),
    exhibit: () => exhibitFits(title, [{ name: title, fit: found }], []),
  };
}

async function fitPublished(words: readonly string[], flags: FitFlags, level: number, { canvas }: Context) {
  const isAlone = [flags.x, flags.y, flags.shape, flags.accuracy].every((flag) => flag === undefined);
  if (words.length > 0 || !isAlone) throw new UserError('fit-published-alone', {});
  const { publishedFits } = await import('../evidence/publishedFits');
  const { drawPublishedFits } = await import('../report/fitPublished');
  const fits = publishedFits(level);
  // The keys of the contract are those of the fit to the loss.
  const { name: _, ...upstream } = fits[0] as (typeof fits)[number];
  const payload: FitReport & { readonly fits: typeof fits } = { ...upstream, fits };
  const source =
    'Table 4 and NL12-XXL of Table 3 (Scale Efficiently, arXiv 2109.10686); parameters computed.';
  return {
    payload,
    draw: () => drawPublishedFits(fits, canvas),
    exhibit: () => {
      const titled = fits.map((one) => ({ name: one.name, fit: one }));
      return exhibitFits("The paper's errors against parameters", titled, [source]);
    },
  };
}

/** The level of confidence as a fraction, from a percentage. */
function readLevel(text: string | undefined): number {
  if (text === undefined) return USUAL_LEVEL / 100;
  const percent = /^\d+(?:\.\d+)?%?$/.test(text) ? Number(text.replace('%', '')) : Number.NaN;
  if (percent >= LEAST_LEVEL && percent <= MOST_LEVEL) return percent / 100;
  const place = wholeOf(text);
  throw new UserError('fit-level', { text, least: LEAST_LEVEL, most: MOST_LEVEL }, place);
}
