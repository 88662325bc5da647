import { FLOPS_PER_MAC, PASSES_PER_STEP } from '../census/compute';
import { costOfTraining, knownUsd } from '../estimate/training';
import { inOrder } from '../plan/pareto';
import { columnsOf, costOf } from './columns';
import { COSTS } from './costs';
import { pointAt } from './grid';
import { scoreAt } from './quality';
import type { Found, FrontierShape, SearchMetric, SearchTask } from './task';

/**
 * The shapes of a frontier, with their metrics in the units of METRICS (quality: the score that a shape is told to reach): by
 * the first metric from the least on, then the next ones, then the grid index.
 */
export function frontierShapes(task: SearchTask, { points: { indices, columns } }: Found): FrontierShape[] {
  const shapes = Array.from(indices, (index, i) => ({
    ...pointAt(task.grid, index),
    index,
    values: task.metrics.map((metric) => valueIn(metric, task, columnOf(metric, task, columns)[i] as number)),
  }));
  return shapes.sort((a, b) => inOrder(a.values, b.values) || a.index - b.index);
}

function columnOf(
  metric: SearchMetric,
  { metrics }: SearchTask,
  columns: readonly Float64Array[],
): Float64Array {
  const { order, coordinates } = columnsOf(metrics);
  const cost = costOf(metric);
  const place = cost === 'score' ? -1 : order.indexOf(COSTS.indexOf(cost));
  const last = columns.length - 1;
  return columns[place >= 0 && place < coordinates ? place : last] as Float64Array;
}

/** A metric from the number that the search compares by. */
function valueIn(metric: SearchMetric, { setting: { workload, slice } }: SearchTask, own: number): number {
  const training = () => costOfTraining(own, workload, slice);
  const values: Readonly<Record<SearchMetric, () => number>> = {
    flops: () => own / 1e12,
    params: () => own,
    speed: () => 1 / own,
    quality: () => scoreAt(own),
    'train-flops': () => FLOPS_PER_MAC * PASSES_PER_STEP * own * workload.trainSteps,
    hours: () => training().hours,
    usd: () => knownUsd(training(), slice.machine.name),
    memory: () => own,
  };
  return values[metric]();
}
