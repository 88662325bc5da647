import { log } from '../numerics/elementary';
import { METRICS } from '../plan/metrics';
import { inOrder } from '../plan/pareto';
import type { FrontierShape, SearchMetric } from './task';
import { demeritsOf } from './usable';

/** Shapes of a group are within this share of each other in every cost, and of the speed. */
export const COST_TOLERANCE = 0.05;

/** Shapes of a group are within this many points of each other in the score that they are told to reach. */
export const SCORE_TOLERANCE = 0.5;

/** Near-equal shapes of a frontier, and the one of them to train. */
export interface Group {
  readonly representative: FrontierShape;
  readonly members: readonly FrontierShape[];
}

/**
 * The shapes of a frontier in groups of near-equal ones: each metric is cut into bands as wide as its tolerance, and shapes
 * in the same band of every metric are a group. The most usable one (`USABILITY`) stands for it; of those the best in the
 * first metric in which they differ. Groups stand in the order of their first members.
 */
export function groupShapes(
  shapes: readonly FrontierShape[],
  metrics: readonly SearchMetric[],
  matrixUnitWidth: number,
): Group[] {
  const groups = new Map<string, FrontierShape[]>();
  for (const shape of shapes) {
    const key = metrics.map((metric, i) => bandOf(metric, shape.values[i] as number)).join();
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [shape]);
    else known.push(shape);
  }
  return [...groups.values()].map((members) => ({
    representative: mostUsable(members, metrics, matrixUnitWidth),
    members,
  }));
}

function bandOf(metric: SearchMetric, value: number): number {
  const width = metric === 'quality' ? SCORE_TOLERANCE : COST_BAND;
  return Math.floor((metric === 'quality' ? value : log(value)) / width);
}

const COST_BAND = log(1 + COST_TOLERANCE);

function mostUsable(
  members: readonly FrontierShape[],
  metrics: readonly SearchMetric[],
  matrixUnitWidth: number,
): FrontierShape {
  const ranked = members.map((shape) => ({
    shape,
    rank: [...demeritsOf(shape, matrixUnitWidth), ...costsOf(shape, metrics), shape.index],
  }));
  return ranked.reduce((best, one) => (inOrder(one.rank, best.rank) < 0 ? one : best)).shape;
}

/** The values of a shape, less being better. */
function costsOf({ values }: FrontierShape, metrics: readonly SearchMetric[]): number[] {
  return metrics.map((metric, i) => (METRICS[metric].moreIsBetter ? -1 : 1) * (values[i] as number));
}
