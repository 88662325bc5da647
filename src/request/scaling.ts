import type { Machine } from '../machine/machine';
import { type ParallelismChoice, type ScaledModel, scaleModel } from '../plan/scaling';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import type { Target } from './targets';

const RANGE = /^\s*(\d{1,9})\s*\.\.\s*(\d{1,9})\s*$/;

/** What is written with these is meant as several slices: `16,64`, `16-64`, `16..`. */
const SEVERAL = /\.\.|[,;:\s-]/;

/**
 * How the step of a target grows over the slices that the flags ask for: all of the machine, a range, or one.
 * @throws UserError where it can be laid out on none of them, and for flags that cannot be read
 */
export function scaleTarget(target: Target, flags: CommonFlags): ScaledModel {
  return withPlaceOf(target, flags, () => scaleUnplaced(target, flags));
}

function scaleUnplaced(target: Target, flags: CommonFlags): ScaledModel {
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
