import { BUDGET_KEYS, type Budget, type BudgetKey } from '../plan/budget';
import { suggestShapes } from '../plan/suggest';
import { UserError } from '../problems/problem';
import { drawSuggestion } from '../report/suggest';
import { parseQuantity, type QuantityKind } from '../units/quantity';
import { type Context, EXIT, type Outcome } from './context';
import { respond } from './envelope';
import { type CommonFlags, readSetting } from './setting';

export interface BudgetFlags {
  readonly budgetFlops?: string;
  readonly budgetParams?: string;
  readonly minStepsPerSecond?: string;
  readonly budgetTrainFlops?: string;
  readonly budgetHours?: string;
  readonly budgetUsd?: string;
  readonly budgetMemory?: string;
}

const FLAGS: Readonly<Record<BudgetKey, { key: keyof BudgetFlags; flag: string; kind: QuantityKind }>> = {
  flops: { key: 'budgetFlops', flag: '--budget-flops', kind: 'count' },
  parameters: { key: 'budgetParams', flag: '--budget-params', kind: 'count' },
  minStepsPerSecond: { key: 'minStepsPerSecond', flag: '--min-steps-per-second', kind: 'count' },
  trainFlops: { key: 'budgetTrainFlops', flag: '--budget-train-flops', kind: 'count' },
  hours: { key: 'budgetHours', flag: '--budget-hours', kind: 'count' },
  usd: { key: 'budgetUsd', flag: '--budget-usd', kind: 'count' },
  memoryBytes: { key: 'budgetMemory', flag: '--budget-memory', kind: 'bytes' },
};

/**
 * The budget that the flags set.
 * @throws UserError for a quantity that cannot be read, or where no budget is set
 */
export function readBudget(flags: BudgetFlags): Budget {
  const entries = BUDGET_KEYS.flatMap((budget) => {
    const { key, flag, kind } = FLAGS[budget];
    const text = flags[key];
    return text === undefined ? [] : [[budget, parseQuantity(text, { flag, kind })]];
  });
  if (entries.length === 0) throw new UserError('no-budget', {});
  return Object.fromEntries(entries);
}

/** `suggest --budget-... N`: the shapes to train within a budget; exit code 1 where there is none. */
export function suggest(flags: CommonFlags & BudgetFlags, context: Context): Outcome {
  const started = context.now();
  const budget = readBudget(flags);
  const setting = readSetting(flags);
  const suggestion = suggestShapes(budget, setting);
  const seconds = (context.now() - started) / 1000;
  const searched = flags.timings ? { ...suggestion.searched, seconds } : suggestion.searched;
  return respond(
    {
      command: 'suggest',
      workload: setting.workload,
      payload: { ...suggestion, searched },
      draw: () => drawSuggestion(suggestion, context.canvas),
      models: suggestion.recommendations.map(({ model }) => model),
      exitCode: suggestion.recommendations.length === 0 ? EXIT.finding : EXIT.fine,
    },
    flags,
    started,
    context,
  );
}
