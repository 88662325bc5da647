import type { ModelEstimate } from '../estimate/model';
import { knownUsd } from '../estimate/training';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { type Place, UserError } from '../problems/problem';
import { formatCount, formatPercent } from '../units/format';
import { parseQuantity } from '../units/quantity';

/** The metrics that a comparison can fail on, in base units, as they are called in the JSON. */
const METRICS: Readonly<Record<string, (model: ModelEstimate) => number>> = {
  tflops: ({ compute }) => compute.forwardMacs,
  parameters: ({ parameters }) => parameters.total,
  trainFlops: ({ compute }) => compute.trainFlops,
  stepsPerSecond: ({ throughput }) => throughput.stepsPerSecond,
  memory: ({ memory }) => memory.perCoreBytes,
  hours: ({ training }) => training.hours,
  usd: ({ training, slice }) => knownUsd(training, slice.machine),
};

/** The longest condition that is read, in characters. */
const LONGEST_CONDITION = 100;

/** What a condition can be about. */
export const CONDITION_METRICS: readonly string[] = Object.keys(METRICS);

/** A condition such as `tflops>+5%`, `stepsPerSecond<9` or `parameters>+10M`. */
interface Condition {
  readonly text: string;
  readonly metric: string;
  readonly isAbove: boolean;
  /** Of the value itself, of its change against the first model, or of that change in percent of the first. */
  readonly measure: 'value' | 'change' | 'percent';
  readonly limit: number;
}

/** A condition that a model meets against the first, and the figure that meets it. */
export interface Failure {
  readonly condition: string;
  readonly model: string;
  readonly actual: number;
  readonly message: string;
}

/**
 * Reads a condition: a metric, `>` or `<`, and a quantity; with a sign it is the change against the first model, with a
 * percent sign that change relative to it. A change may be 0: none at all. A plain number of tflops counts 1e12.
 * @throws UserError with the place
 */
export function parseCondition(text: string): Condition {
  const match = /^\s*([A-Za-z]+)\s*([<>])\s*([+-]?)\s*([^%\s]+)\s*(%?)\s*$/.exec(
    text.length > LONGEST_CONDITION ? '' : text,
  );
  if (!match) throw new UserError('fail-on-unreadable', { text }, wholeOf(text));
  const [, word, comparison, sign, quantity, percent] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const metric = CONDITION_METRICS.find((name) => name.toLowerCase() === word.toLowerCase());
  const place: Place = { text, start: text.indexOf(word), end: text.indexOf(word) + word.length };
  const names = CONDITION_METRICS;
  if (metric === undefined) {
    throw new UserError(
      'fail-on-metric',
      { metric: word, nearest: nearestSpellings(word, names), names },
      place,
    );
  }
  if (percent === '%' && sign === '') {
    throw new UserError('fail-on-unreadable', { text }, wholeOf(text));
  }
  const kind = metric === 'memory' ? 'bytes' : 'count';
  const isNoChange = sign !== '' && /^0+(?:\.0+)?$/.test(quantity);
  const size = isNoChange ? 0 : parseQuantity(quantity, { flag: '--fail-on', kind });
  const inUnits = metric === 'tflops' && percent === '' && /^[\d.]+$/.test(quantity) ? size * 1e12 : size;
  const measure = percent === '%' ? 'percent' : sign === '' ? 'value' : 'change';
  return { text, metric, isAbove: comparison === '>', measure, limit: sign === '-' ? 0 - inUnits : inUnits };
}

/** The conditions that models meet against the first of them. */
export function findFailures(conditions: readonly Condition[], models: readonly ModelEstimate[]): Failure[] {
  const [first, ...others] = models as [ModelEstimate, ...ModelEstimate[]];
  return others.flatMap((model) => conditions.flatMap((condition) => failureOf(condition, first, model)));
}

function failureOf(
  { text, metric, isAbove, measure, limit }: Condition,
  first: ModelEstimate,
  model: ModelEstimate,
): Failure[] {
  const read = METRICS[metric] as (model: ModelEstimate) => number;
  const value = read(model);
  const change = value - read(first);
  const actual = measure === 'value' ? value : measure === 'change' ? change : (100 * change) / read(first);
  if (isAbove ? actual <= limit : actual >= limit) return [];
  const shown = measure === 'percent' ? formatPercent(actual / 100) : formatCount(Math.abs(actual));
  const signed = measure === 'value' ? shown : `${actual < 0 ? '-' : '+'}${shown.replace('-', '')}`;
  return [
    {
      condition: text,
      model: model.name,
      actual,
      message: `${model.name} meets ${text}: ${metric} ${signed} against ${first.name}.`,
    },
  ];
}
