import { compareShapes } from '../plan/compare';
import { UserError } from '../problems/problem';
import { drawComparison } from '../report/compare';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import { readModels } from './models';
import { type CommonFlags, readSetting } from './setting';

/** `compare A B...`: models side by side, with differences against the first, published scores and a verdict. */
export function compare(names: readonly string[], flags: CommonFlags, context: Context): Outcome {
  const started = context.now();
  const setting = readSetting(flags);
  const shapes = readModels(names, flags.base);
  if (shapes.length < 2) throw new UserError('compare-needs-two', {});
  const comparison = compareShapes(shapes, setting);
  const { workload } = setting;
  const draw = () => drawComparison(comparison, context.canvas);
  const answer = { command: 'compare', workload, payload: comparison, draw, models: comparison.models };
  return respond(answer, flags, started, context);
}
