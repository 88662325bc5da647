import { suggestShapes } from '../plan/suggest';
import { UserError } from '../problems/problem';
import { drawSuggestion } from '../report/suggest';
import { type BudgetFlags, readBudget } from './budget';
import { type Context, EXIT, type Outcome } from './context';
import { respond } from './envelope';
import { type CommonFlags, readSetting } from './setting';
import { readBase } from './targets';

/** `suggest --budget-... N`: the shapes to train within a budget; exit code 1 where there is none. */
export function suggest(flags: CommonFlags & BudgetFlags, context: Context): Outcome {
  const started = context.now();
  const budget = readBudget(flags);
  if (Object.keys(budget).length === 0) throw new UserError('no-budget', {});
  if (flags.base !== undefined) readBase(flags.base);
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
