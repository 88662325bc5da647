import { compareModels } from '../plan/compare';
import { findFailures, parseCondition } from '../plan/failOn';
import { UserError } from '../problems/problem';
import { estimateTarget } from '../request/estimates';
import { nameApart } from '../request/namesApart';
import type { CommonFlags } from '../request/setting';
import { type Context, EXIT, type Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';
import { readModels } from './targets';

export interface CompareFlags extends CommonFlags, PictureFlags {
  readonly failOn?: readonly string[];
}

/**
 * `compare A B...`: models side by side, with differences against the first, published scores and a verdict; with
 * `--fail-on`, exit code 1 where one of them meets a condition; with `--to` or `-o`, their picture or numbers.
 */
export async function compare(
  words: readonly string[],
  flags: CompareFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  const conditions = (flags.failOn ?? []).map(parseCondition);
  const targets = await readModels(words, flags, context.files);
  if (targets.length < 2) throw new UserError('compare-needs-two', {});
  const estimates = targets.map((target) => estimateTarget(target, flags));
  const names = nameApart(
    estimates.map(({ name }) => name),
    targets,
  );
  const models = estimates.map((model, i) => ({ ...model, name: names[i] as string }));
  const comparison = compareModels(models);
  const failures = findFailures(conditions, models);
  const { workload } = models[0] as (typeof models)[number];
  const draw = async () => {
    const { drawComparison, drawFailures } = await import('../report/compare');
    return [drawComparison(comparison, context.canvas), ...drawFailures(failures, context.canvas)].join(
      '\n\n',
    );
  };
  const payload = conditions.length > 0 ? { ...comparison, failures } : comparison;
  const exitCode = failures.length > 0 ? EXIT.finding : EXIT.fine;
  const exhibit = async () => (await import('../report/compareExhibit')).exhibitComparison(comparison);
  const answer = { command: 'compare', workload, payload, draw, models, exitCode, exhibit };
  // Its text says it all for two models: the picture comes on request.
  return deliver(answer, flags, started, context, 'table');
}
