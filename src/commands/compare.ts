import { estimateModel } from '../estimate/model';
import { compareModels } from '../plan/compare';
import { findFailures, parseCondition } from '../plan/failOn';
import { UserError } from '../problems/problem';
import { drawComparison, drawFailures } from '../report/compare';
import { exhibitComparison } from '../report/compareExhibit';
import { type Context, EXIT, type Outcome } from './context';
import { deliver, type PictureFlags } from './deliver';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import { readModels } from './targets';

export interface CompareFlags extends CommonFlags, PictureFlags {
  readonly failOn?: readonly string[];
}

/**
 * `compare A B...`: models side by side, with differences against the first, published scores and a verdict; with
 * `--fail-on`, exit code 1 where one of them meets a condition; with `--to` or `-o`, their picture or numbers.
 */
export async function compare(
  names: readonly string[],
  flags: CompareFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  const conditions = (flags.failOn ?? []).map(parseCondition);
  const targets = await readModels(names, flags, context.files);
  if (targets.length < 2) throw new UserError('compare-needs-two', {});
  const models = targets.map((target) => {
    const { shape, run, fileName, notes } = target;
    return withPlaceOf(target, flags, () => estimateModel(shape, readSetting(flags, run), fileName, notes));
  });
  const comparison = compareModels(models);
  const failures = findFailures(conditions, models);
  const { workload } = models[0] as (typeof models)[number];
  const draw = () =>
    [drawComparison(comparison, context.canvas), ...drawFailures(failures, context.canvas)].join('\n\n');
  const payload = conditions.length > 0 ? { ...comparison, failures } : comparison;
  const exitCode = failures.length > 0 ? EXIT.finding : EXIT.fine;
  const exhibit = () => exhibitComparison(comparison);
  const answer = { command: 'compare', workload, payload, draw, models, exitCode, exhibit };
  // Its text says it all for two models: the picture comes on request.
  return deliver(answer, flags, started, context, 'table');
}
