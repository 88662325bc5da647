import { FLOPS_PER_MAC, PASSES_PER_STEP } from '../census/compute';
import type { Setting } from '../estimate/setting';
import { type Budget, spendingOf, tightest } from '../plan/budget';
import type { DepthCosts } from '../plan/depthCosts';
import { COSTS } from './costs';

/**
 * How much more seconds than a limit allows are taken for as many, relatively: more than what the rounding of sums makes of
 * those of the estimator, so that a limit read off a shape keeps that shape. Other costs are whole numbers, and exact.
 */
export const SECONDS_SLACK = 1e-12;

/**
 * The largest value of each cost (in the order of `COSTS`) that keeps a budget and a core's memory: what `spendingOf` allows, to
 * the last bit, and of seconds `SECONDS_SLACK` more; infinite where nothing limits it.
 * @throws UserError for a limit of dollars on a machine whose price is unknown
 */
export function limitsOf(budget: Budget, setting: Setting): Float64Array {
  const isWithin = (costs: DepthCosts) =>
    tightest(spendingOf(budget, costs, setting.workload, setting.slice)).share <= 1;
  return Float64Array.from(COSTS, (cost) =>
    withSlack(
      cost,
      largestWithin((value) => isWithin(costsWith(cost, value, setting.workload.trainSteps))),
    ),
  );
}

function withSlack(cost: (typeof COSTS)[number], limit: number): number {
  return cost === 'seconds' ? limit * (1 + SECONDS_SLACK) : limit;
}

/** Nothing but one cost, and what follows from it. */
function costsWith(cost: (typeof COSTS)[number], value: number, trainSteps: number): DepthCosts {
  const none = { forwardMacs: 0, parameters: 0, seconds: 0, perCoreBytes: 0 };
  const costs = { ...none, [cost]: value };
  return { ...costs, trainFlops: FLOPS_PER_MAC * PASSES_PER_STEP * costs.forwardMacs * trainSteps };
}

/** Beyond what any shape of a grid costs. */
const UNLIMITED = 1e30;

/** The largest number that a monotone condition holds for, to the last bit; infinite where it holds for all. */
function largestWithin(isWithin: (value: number) => boolean): number {
  if (isWithin(UNLIMITED)) return Number.POSITIVE_INFINITY;
  let within = 0;
  let beyond = UNLIMITED;
  for (;;) {
    // The middle of the exponents first, so that small numbers are found as fast as large ones.
    const middle = beyond > 4 * within ? Math.sqrt(Math.max(within, 1e-30) * beyond) : (within + beyond) / 2;
    if (middle <= within || middle >= beyond) return within;
    if (isWithin(middle)) within = middle;
    else beyond = middle;
  }
}
