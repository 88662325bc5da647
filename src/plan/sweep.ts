import type { ModelEstimate } from '../estimate/model';
import { UserError } from '../problems/problem';
import { METRICS, type MetricName, type MetricValues, readMetrics } from './metrics';
import { type Costs, paretoFrontier } from './pareto';
import { findSeries, type Row, type Series } from './series';
import { summariseFrontier, summariseSeries } from './sweepWords';

/** A model that has no place in a sweep, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** A series, and what it shows in words. */
export interface SummarisedSeries extends Series {
  readonly summary: string;
}

/** Many models at once: which of them no other one beats, and what each knob costs and buys. */
export interface Sweep {
  /** Each has a name of its own. */
  readonly models: readonly ModelEstimate[];
  /** What each model has of every metric, in the order of the models. */
  readonly values: readonly MetricValues[];
  /** What the frontier is drawn over. */
  readonly metrics: readonly MetricName[];
  /** The names of the models that no other one beats, in the order of the models. */
  readonly frontier: readonly string[];
  /** How the frontier goes, and what its scores rest on. */
  readonly frontierSummary: string;
  /** What added cost is measured in: the first metric that is one. */
  readonly cost: MetricName;
  readonly series: readonly SummarisedSeries[];
  /** Models that cannot be laid out in the setting. */
  readonly leftOut: readonly LeftOut[];
}

/** What a sweep is asked for beside its models. */
export interface SweepOptions {
  readonly metrics?: readonly MetricName[] | undefined;
  /** The model that knobs were turned around, null where it could not be laid out, and all that came of it. */
  readonly around?:
    | { readonly centre: ModelEstimate | null; readonly turned: ReadonlySet<ModelEstimate> }
    | undefined;
}

/**
 * Ranks models and finds the series among them.
 * `metrics` is what the frontier is drawn over: by #TFlops and score where most models have one, else by #TFlops and speed
 * @throws UserError where a metric is asked for that no model has
 */
export function takeSweep(
  models: readonly ModelEstimate[],
  leftOut: readonly LeftOut[],
  { metrics = defaultMetrics(models), around }: SweepOptions = {},
): Sweep {
  const values = models.map(readMetrics);
  for (const metric of metrics) checkKnown(metric, values);
  const isOnFrontier = paretoFrontier(values.map((own) => costsOf(own, metrics)));
  const cost = metrics.find((metric) => metric !== 'quality') as MetricName;
  const rows = findSeries(models, cost).filter((row) => isMeant(row, around));
  const frontier = models.filter((_, i) => isOnFrontier[i]);
  const onFrontier = new Set(frontier);
  return {
    models,
    values,
    metrics,
    frontier: frontier.map(({ name }) => name),
    frontierSummary: summariseFrontier(models, { frontier, metrics, cost, rows }),
    cost,
    series: rows.map((row) => ({ ...row.series, summary: summariseSeries(row, cost, onFrontier) })),
    leftOut,
  };
}

/** Where knobs are turned around a model, two values of two knobs may happen to lie in a line beside it: no series. */
function isMeant({ estimates }: Row, around: SweepOptions['around']): boolean {
  if (around === undefined) return true;
  return estimates.some((one) => one === around.centre) || !estimates.some((one) => around.turned.has(one));
}

/** Few scores make no frontier: then it is drawn over what is known of all. */
function defaultMetrics(models: readonly ModelEstimate[]): MetricName[] {
  const scored = models.filter(({ quality }) => quality !== null).length;
  return ['flops', 2 * scored > models.length ? 'quality' : 'speed'];
}

function checkKnown(metric: MetricName, values: readonly MetricValues[]): void {
  if (values.some((own) => own[metric] !== null)) return;
  if (metric === 'quality') throw new UserError('frontier-without-scores', {});
  throw new UserError('frontier-without-values', { metric });
}

function costsOf(values: MetricValues, metrics: readonly MetricName[]): Costs | null {
  const costs: number[] = [];
  for (const metric of metrics) {
    const value = values[metric];
    if (value === null) return null;
    costs.push(METRICS[metric].moreIsBetter ? -value : value);
  }
  return costs;
}
