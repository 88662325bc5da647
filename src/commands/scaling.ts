import type { Machine } from '../machine/machine';
import { type ParallelismChoice, type ScaledModel, scaleModel } from '../plan/scaling';
import { UserError } from '../problems/problem';
import { drawScaling } from '../report/scaling';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import type { Target } from './targets';

const RANGE = /^\s*(\d{1,9})\s*\.\.\s*(\d{1,9})\s*$/;

/** Whether the chips are a range of slices, `16..1024`. */
export function isRange(chips: string | undefined): chips is string {
  return chips !== undefined && RANGE.test(chips);
}

/** `describe NAME... --scaling`: how the step of each model grows over the slices of a machine. */
export function describeScaling(
  targets: readonly Target[],
  flags: CommonFlags,
  context: Context,
  started: number,
): Outcome {
  const scaled = targets.map((target) => withPlaceOf(target, flags, () => scaleTarget(target, flags)));
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

function scaleTarget(target: Target, flags: CommonFlags): ScaledModel {
  const { run, shape, fileName, notes } = target;
  const { chips, ...otherFlags } = flags;
  const { chips: _, ...otherRun } = run;
  const ofOneSlice = chips !== undefined && !isRange(chips);
  const setting = ofOneSlice ? readSetting(flags, run) : readSetting(otherFlags, otherRun);
  const slices = ofOneSlice ? [setting.slice.chips] : slicesWithin(chips, setting.slice.machine);
  const choice: ParallelismChoice = flags.modelParallelism === undefined ? 'every' : setting.modelParallelism;
  return scaleModel({ shape, fileName, notes }, setting, slices, choice);
}

/** The slices of a machine in a range, smallest first; all of them where there is none. */
function slicesWithin(range: string | undefined, { name, slices }: Machine): number[] {
  const sorted = [...slices].sort((a, b) => a - b);
  if (range === undefined) return sorted;
  const [, from, to] = RANGE.exec(range) as unknown as [string, string, string];
  const [least, most] = [Math.min(Number(from), Number(to)), Math.max(Number(from), Number(to))];
  const within = sorted.filter((chips) => least <= chips && chips <= most);
  if (within.length > 0) return within;
  const place = { text: range, start: 0, end: range.length };
  throw new UserError('chips-range-empty', { text: range, machine: name, slices }, place);
}
