import { UserError } from '../problems/problem';
import { drawScaling } from '../report/scaling';
import { scaleTarget } from '../request/scaling';
import type { CommonFlags } from '../request/setting';
import type { Target } from '../request/targets';
import type { Context, Outcome } from './context';
import { respond } from './envelope';

/** Models that are told of at once: each is a page, and a search over slices. */
const MOST_SCALED = 50;

/** `describe NAME... --scaling`: how the step of each model grows over the slices of a machine. */
export function describeScaling(
  targets: readonly Target[],
  flags: CommonFlags,
  context: Context,
  started: number,
): Promise<Outcome> {
  if (targets.length > MOST_SCALED) {
    throw new UserError('too-many-scaled', { count: targets.length, limit: MOST_SCALED });
  }
  const scaled = targets.map((target) => scaleTarget(target, flags));
  const models = scaled.map(({ model, ...scaling }) => ({ ...model, ...scaling }));
  const { workload } = models[0] as (typeof models)[number];
  const draw = () => scaled.map((one) => drawScaling(one, context.canvas)).join('\n\n\n');
  return respond(
    { command: 'describe', workload, payload: { models }, draw, models },
    flags,
    started,
    context,
  );
}
