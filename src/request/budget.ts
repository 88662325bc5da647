import { BUDGET_KEYS, type Budget, type BudgetKey } from '../plan/budget';
import { parseQuantity, type QuantityKind } from '../units/quantity';

/** The flags that set limits, as typed. */
export interface BudgetFlags {
  readonly budgetFlops?: string;
  readonly budgetParams?: string;
  readonly minStepsPerSecond?: string;
  readonly budgetTrainFlops?: string;
  readonly budgetHours?: string;
  readonly budgetUsd?: string;
  readonly budgetMemory?: string;
}

/** The flag of every limit: its key, what messages call it, and what it counts. */
export const BUDGET_FLAGS: Readonly<
  Record<BudgetKey, { key: keyof BudgetFlags; flag: string; kind: QuantityKind }>
> = {
  flops: { key: 'budgetFlops', flag: '--budget-flops', kind: 'count' },
  parameters: { key: 'budgetParams', flag: '--budget-params', kind: 'count' },
  minStepsPerSecond: { key: 'minStepsPerSecond', flag: '--min-steps-per-second', kind: 'count' },
  trainFlops: { key: 'budgetTrainFlops', flag: '--budget-train-flops', kind: 'count' },
  hours: { key: 'budgetHours', flag: '--budget-hours', kind: 'count' },
  usd: { key: 'budgetUsd', flag: '--budget-usd', kind: 'count' },
  memoryBytes: { key: 'budgetMemory', flag: '--budget-memory', kind: 'bytes' },
};

/**
 * The limits that the flags set; there may be none.
 * @throws UserError for a quantity that cannot be read
 */
export function readBudget(flags: BudgetFlags): Budget {
  const entries = BUDGET_KEYS.flatMap((budget) => {
    const { key, flag, kind } = BUDGET_FLAGS[budget];
    const text = flags[key];
    return text === undefined ? [] : [[budget, parseQuantity(text, { flag, kind })]];
  });
  return Object.fromEntries(entries);
}
