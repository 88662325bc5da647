import type { ModelEstimate } from '../../src/estimate/model';
import type { Budget } from '../../src/plan/budget';
import type { Role } from '../../src/plan/deepNarrow';
import type { Recommendation } from '../../src/plan/recommend';
import { type Suggestion, suggestShapes } from '../../src/plan/suggest';
import { type Changes, setting } from './settings';

/** What is suggested within a budget, on the paper's setting but for some changes. */
export function suggestWithin(budget: Budget, changes: Changes = {}): Suggestion {
  return suggestShapes(budget, setting(changes));
}

/** What is suggested within some #TFlops a step. */
export function suggestWithinTflops(tflops: number): Suggestion {
  return suggestWithin({ flops: tflops * 1e12 });
}

/** The names of the recommendations, best first. */
export function namesOf({ recommendations }: Suggestion): string[] {
  return recommendations.map(({ model }) => model.name);
}

/** The recommendation with this role, first or also. */
export function inRole({ recommendations }: Suggestion, wanted: Role): Recommendation | undefined {
  return recommendations.find(({ role, alsoRoles }) => [role, ...alsoRoles].includes(wanted));
}

/** The limits of a budget that a model breaks, by its own full estimate. */
export function brokenLimits(budget: Budget, model: ModelEstimate): string[] {
  const { compute, parameters, throughput, training, memory } = model;
  const atMost: [keyof Budget, number][] = [
    ['flops', compute.forwardMacs],
    ['parameters', parameters.total],
    ['trainFlops', compute.trainFlops],
    ['hours', training.hours],
    ['usd', training.usd ?? Number.NaN],
    ['memoryBytes', memory.perCoreBytes],
  ];
  const broken = atMost.filter(([key, spent]) => spent > (budget[key] ?? Number.POSITIVE_INFINITY));
  const tooSlow = throughput.stepsPerSecond < (budget.minStepsPerSecond ?? 0);
  return [
    ...broken.map(([key]) => key),
    ...(tooSlow ? ['minStepsPerSecond'] : []),
    ...(memory.fits ? [] : ['coreMemory']),
  ];
}
