import { suggestShapes } from '../plan/suggest';
import { UserError } from '../problems/problem';
import { type BudgetFlags, readBudget } from '../request/budget';
import { type CommonFlags, readSetting } from '../request/setting';
import { readBase } from '../request/targets';
import { type Context, EXIT, type Outcome } from './context';
import { respond } from './envelope';
import type { SearchFlags } from './searchFlags';

/** `suggest --budget-... N`: the shapes to train within a budget; exit code 1 where there is none. */
export async function suggest(
  flags: CommonFlags & BudgetFlags & SearchFlags,
  context: Context,
): Promise<Outcome> {
  if (await asksForWide(flags)) return (await import('./searchWide')).suggestWide(flags, context);
  const { runUnoptimised } = context;
  // Where the mesh follows the shape, every shape of the grid takes censuses of its own.
  if (runUnoptimised === undefined || flags.modelParallelism === 'auto') return suggestNear(flags, context);
  // Code that was compiled with the optimiser is of no use without it: it is loaded first.
  if (!flags.json) await import('../report/suggest');
  return runUnoptimised(() => suggestNear(flags, context));
}

async function suggestNear(flags: CommonFlags & BudgetFlags, context: Context): Promise<Outcome> {
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
      draw: async () => (await import('../report/suggest')).drawSuggestion(suggestion, context.canvas),
      models: suggestion.recommendations.map(({ model }) => model),
      exitCode: suggestion.recommendations.length === 0 ? EXIT.finding : EXIT.fine,
    },
    flags,
    started,
    context,
  );
}

/** The flags of a search are read only where there are any. */
async function asksForWide(flags: SearchFlags): Promise<boolean> {
  const { search, vary, frontier, jobs } = flags;
  if ([search, vary, frontier, jobs].every((flag) => flag === undefined)) return false;
  return (await import('./searchFlags')).isWideSearch(flags);
}
