import type { FitReport } from '../fits/analyse';
import { UserError } from '../problems/problem';
import { fitTable, type PublishedFitReport, readLevel, fitPublished as runPublished } from '../request/fit';
import type { FitColumns } from '../study/fitData';
import { amountText, checkKeys, checkText, type Given, kindOf } from './checks';
import { frozenCopy } from './frozen';
import type { Amount } from './options';
import { type MeasuredTable, tableSource } from './tables';

/** How sure the intervals of a fit are. */
export interface LevelOptions {
  /** Confidence level of the intervals in percent, 50 to 99.9: 95 unless told. */
  readonly level?: Amount;
}

/** The options of `fit`. */
export interface FitOptions extends LevelOptions {
  /** The column of sizes; or `params`, `flops` or `tflops`, computed from a column of models. */
  readonly x?: string;
  /** The column of losses or accuracies. */
  readonly y?: string;
  /** The y column is an accuracy: 1 - accuracy is fitted. */
  readonly accuracy?: boolean;
  /** The column of the shape term: the depth, where there is one, unless told. */
  readonly shape?: string;
  /** What messages call the table. */
  readonly name?: string;
}

/**
 * A power law e = Nc * N^alpha + eInf through measured points (Appendix A of the paper, Equation 1). The object that
 * `scaleplan fit FILE --json` prints, without its envelope.
 *
 * @param table the text of a CSV or JSON file, or rows: `[{ parameters: 60e6, loss: 2.02 }, ...]`
 * @param options which columns are fitted, and the level of the intervals
 * @returns coefficients with intervals, errors on points left out, and what the points cannot tell
 * @throws {@link UserError} with line and place, for columns and values that cannot be used, and for fewer than three sizes
 * @example
 * ```js
 * const law = (n) => 40 * n ** -0.25 + 0.5;
 * const points = [1e6, 4e6, 2e7, 1e8].map((n) => ({ parameters: n, loss: law(n) }));
 * Math.abs(fit(points).alpha + 0.25) < 1e-6; // true
 * ```
 */
export function fit(table: MeasuredTable, options: FitOptions = {}): FitReport {
  const given = checkKeys('options', options, ['x', 'y', 'accuracy', 'shape', 'level', 'name']);
  const name = 'name' in given ? checkText('name', given['name']) : 'table';
  return frozenCopy(fitTable(tableSource('table', table, name), columnsOf(given), levelOf(given)));
}

/**
 * The power laws of Appendix A through the rows that the paper prints. The object that `scaleplan fit --published --json`
 * prints, without its envelope.
 *
 * @param options the level of the intervals
 * @returns the fit to the loss, and under `fits` that to each of the paper's measures
 * @throws {@link UserError} for a level that cannot be
 * @example
 * ```js
 * fitPublished({ level: 90 }).fits.length; // 3
 * ```
 */
export function fitPublished(options: LevelOptions = {}): PublishedFitReport {
  return frozenCopy(runPublished(levelOf(checkKeys('options', options, ['level']))));
}

function levelOf({ level }: Given): number {
  return readLevel(level === undefined ? undefined : amountText('level', level));
}

function columnsOf({ accuracy = false, ...given }: Given): FitColumns {
  if (typeof accuracy !== 'boolean') {
    throw new UserError('option-kind', {
      name: 'accuracy',
      expected: 'true or false',
      found: kindOf(accuracy),
    });
  }
  const named = ['x', 'y', 'shape'].filter((key) => key in given);
  return { accuracy, ...Object.fromEntries(named.map((key) => [key, checkText(key, given[key])])) };
}
