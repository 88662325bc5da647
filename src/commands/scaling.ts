import type { Machine } from '../machine/machine';
import { type ParallelismChoice, type ScaledModel, scaleModel } from '../plan/scaling';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { drawScaling } from '../report/scaling';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import type { Target } from './targets';

const RANGE = /^\s*(\d{1,9})\s*\.\.\s*(\d{1,9})\s*$/;

/** What is written with these is meant as several slices: `16,64`, `16-64`, `16..`. */
const SEVERAL = /\.\.|[,;:\s-]/;

/** Models that are told of at once: each is a page, and a search over slices. */
const MOST_SCALED = 50;

/** `describe NAME... --scaling`: how the step of each model grows over the slices of a machine. */
export function describeScaling(
  targets: readonly Target[],
  flags: CommonFlags,
  context: Context,
  started: number,
): Outcome {
  if (targets.length > MOST_SCALED) {
    throw new UserError('too-many-scaled', { count: targets.length, limit: MOST_SCALED });
  }
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
  const ofOneSlice = chips !== undefined && !SEVERAL.test(chips.trim());
  const setting = ofOneSlice ? readSetting(flags, run) : readSetting(otherFlags, otherRun);
  const slices = ofOneSlice ? [setting.slice.chips] : slicesWithin(chips, setting.slice.machine);
  const choice: ParallelismChoice = flags.modelParallelism === undefined ? 'every' : setting.modelParallelism;
  return scaleModel({ shape, fileName, notes }, setting, slices, choice);
}

/**
 * The slices of a machine in a range, smallest first; all of them where there is none.
 * @throws UserError for what is no range, for one that ends before it begins, and for one without slices
 */
function slicesWithin(range: string | undefined, { name, slices }: Machine): number[] {
  const sorted = [...slices].sort((a, b) => a - b);
  if (range === undefined) return sorted;
  const place = wholeOf(range);
  const [, from, to] = RANGE.exec(range) ?? [];
  const [least, most] = [Number(from), Number(to)];
  if (from === undefined || least === 0)
    throw new UserError('chips-range-unreadable', { text: range }, place);
  if (most < least) throw new UserError('chips-range-reversed', { least, most }, place);
  const within = sorted.filter((chips) => least <= chips && chips <= most);
  if (within.length > 0) return within;
  throw new UserError('chips-range-empty', { text: range, machine: name, slices }, place);
}
