import type { Workload } from '../census/workload';
import { costOfTraining, knownUsd } from '../estimate/training';
import type { Slice } from '../machine/mesh';
import type { DepthCosts } from './depthCosts';

/** The limits that a plan must keep, each in base units; only those that are set count. */
export interface Budget {
  /** The paper's #TFlops of one step, in multiply-accumulates (11T = 11e12). */
  readonly flops?: number;
  readonly parameters?: number;
  readonly minStepsPerSecond?: number;
  /** Floating-point operations of the whole run (6 x MACs a step). */
  readonly trainFlops?: number;
  readonly hours?: number;
  readonly usd?: number;
  /** Bytes a core. */
  readonly memoryBytes?: number;
}

/** A limit of a budget. */
export type BudgetKey = keyof Budget;

/** The limits in the order in which they are reported. */
export const BUDGET_KEYS = [
  'flops',
  'parameters',
  'minStepsPerSecond',
  'trainFlops',
  'hours',
  'usd',
  'memoryBytes',
] as const satisfies readonly BudgetKey[];

/** What a shape spends of one limit: 1 is all of it, more is too much. The memory of a core is a limit of its own. */
export interface Spending {
  readonly key: BudgetKey | 'coreMemory';
  readonly limit: number;
  readonly share: number;
}

/**
 * What a shape with these costs spends of every limit that is set, and of a core's memory.
 * @throws UserError for a limit of dollars on a machine whose price is unknown
 */
export function spendingOf(budget: Budget, costs: DepthCosts, workload: Workload, slice: Slice): Spending[] {
  const training = costOfTraining(costs.seconds, workload, slice);
  const spent: Record<BudgetKey, number> = {
    flops: costs.forwardMacs,
    parameters: costs.parameters,
    minStepsPerSecond: costs.seconds,
    trainFlops: costs.trainFlops,
    hours: training.hours,
    usd: budget.usd === undefined ? 0 : knownUsd(training, slice.machine.name),
    memoryBytes: costs.perCoreBytes,
  };
  const ofBudget = BUDGET_KEYS.flatMap((key) => {
    const limit = budget[key];
    if (limit === undefined) return [];
    const share = key === 'minStepsPerSecond' ? spent[key] * limit : spent[key] / limit;
    return [{ key, limit, share }];
  });
  const memory = slice.machine.memoryBytesPerCore;
  return [...ofBudget, { key: 'coreMemory', limit: memory, share: costs.perCoreBytes / memory }];
}

/** The limit that a shape spends most of. */
export function tightest(spendings: readonly Spending[]): Spending {
  return (spendings as [Spending, ...Spending[]]).reduce((most, spending) =>
    spending.share > most.share ? spending : most,
  );
}

/** The limit of the budget itself that a shape spends most of. */
export function tightestOfBudget(spendings: readonly Spending[]): Spending {
  return tightest(spendings.filter(({ key }) => key !== 'coreMemory'));
}
