import type { ModelEstimate } from '../estimate/model';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { type Place, UserError } from '../problems/problem';

/** What models can be ranked by, as written after `--frontier`. */
export const METRIC_NAMES = [
  'flops',
  'params',
  'speed',
  'quality',
  'train-flops',
  'hours',
  'usd',
  'memory',
] as const;

/** What models can be ranked by. */
export type MetricName = (typeof METRIC_NAMES)[number];

/** How a metric is read from a model: its value in base units, and whether more of it is better. */
export interface Metric {
  /** Null where nobody knows it. */
  readonly valueIn: (model: ModelEstimate) => number | null;
  readonly moreIsBetter: boolean;
}

/** The metrics that a frontier can be drawn over: the paper's three, the score, and what a run takes. */
export const METRICS: Readonly<Record<MetricName, Metric>> = {
  flops: { valueIn: ({ compute }) => compute.tflops, moreIsBetter: false },
  params: { valueIn: ({ parameters }) => parameters.total, moreIsBetter: false },
  speed: { valueIn: ({ throughput }) => throughput.stepsPerSecond, moreIsBetter: true },
  quality: { valueIn: ({ quality }) => quality?.average ?? null, moreIsBetter: true },
  'train-flops': { valueIn: ({ compute }) => compute.trainFlops, moreIsBetter: false },
  hours: { valueIn: ({ training }) => training.hours, moreIsBetter: false },
  usd: { valueIn: ({ training }) => training.usd, moreIsBetter: false },
  memory: { valueIn: ({ memory }) => memory.perCoreBytes, moreIsBetter: false },
};

const FEWEST = 2;
const MOST = 3;

/**
 * The metrics of `--frontier flops,quality`: two or more different ones, up to three unless told.
 * @throws UserError for another name or number of metrics
 */
export function parseMetrics(text: string, most = MOST): MetricName[] {
  const whole = wholeOf(text);
  const metrics: MetricName[] = [];
  let start = 0;
  for (const part of text.split(',')) {
    const end = start + part.length;
    const metric = metricNamed(part.trim(), { text, start, end });
    if (metrics.includes(metric)) throw new UserError('metric-twice', { metric, most }, { text, start, end });
    metrics.push(metric);
    start = end + 1;
  }
  if (metrics.length >= FEWEST && metrics.length <= most) return metrics;
  throw new UserError('frontier-metrics', { names: METRIC_NAMES, most }, whole);
}

function metricNamed(name: string, place: Place): MetricName {
  const known = METRIC_NAMES.find((metric) => metric === name.toLowerCase());
  if (known !== undefined) return known;
  const nearest = nearestSpellings(name, METRIC_NAMES);
  throw new UserError('frontier-metric', { metric: name, nearest, names: METRIC_NAMES }, place);
}

/** What a model has of every metric, in base units; null where nobody knows it. */
export type MetricValues = Readonly<Record<MetricName, number | null>>;

/** Reads every metric from a model. */
export function readMetrics(model: ModelEstimate): MetricValues {
  const entries = METRIC_NAMES.map((metric) => [metric, METRICS[metric].valueIn(model)]);
  return Object.fromEntries(entries) as MetricValues;
}

/** What a unit of cost is: a metric of which less is better, as a ratio of one model to another (speed: seconds a step). */
export function costRatio(metric: MetricName, from: ModelEstimate, to: ModelEstimate): number {
  const { valueIn, moreIsBetter } = METRICS[metric];
  const [before, after] = [valueIn(from) as number, valueIn(to) as number];
  return moreIsBetter ? before / after : after / before;
}
