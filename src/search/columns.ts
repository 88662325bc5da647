import { COSTS } from './costs';
import type { SearchMetric } from './task';

type Cost = (typeof COSTS)[number];

/** What each metric goes by: a cost that orders shapes as it does, or the score. */
const COST_OF: Readonly<Record<SearchMetric, Cost | 'score'>> = {
  flops: 'forwardMacs',
  params: 'parameters',
  speed: 'seconds',
  quality: 'score',
  'train-flops': 'forwardMacs',
  hours: 'seconds',
  usd: 'seconds',
  memory: 'perCoreBytes',
};

/**
 * The order in which a search computes costs: those that it filters by first (coordinates, at most three), the others after them.
 * What is left of the metrics is the value that shapes of a cell compete by: the score, or else the last cost.
 */
export interface Columns {
  /** Places in `COSTS`, all of them. */
  readonly order: readonly number[];
  readonly coordinates: number;
  readonly isScored: boolean;
}

/** The columns of a search for these metrics. */
export function columnsOf(metrics: readonly SearchMetric[]): Columns {
  const wanted = new Set(metrics.map((metric) => COST_OF[metric]));
  const costs = COSTS.filter((cost) => wanted.has(cost));
  const isScored = wanted.has('score');
  const rest = COSTS.filter((cost) => !wanted.has(cost));
  const coordinates = isScored ? Math.min(costs.length, 3) : costs.length - 1;
  const last = isScored ? [] : costs.slice(-1);
  const order = [...costs.slice(0, coordinates), ...rest, ...last].map((cost) => COSTS.indexOf(cost));
  return { order, coordinates, isScored };
}

/** What a metric is read from: the place of its cost among the columns' order, or the score. */
export function costOf(metric: SearchMetric): Cost | 'score' {
  return COST_OF[metric];
}
