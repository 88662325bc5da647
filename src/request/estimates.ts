import { estimateModel, type ModelEstimate } from '../estimate/model';
import { layOutStep } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import type { Step } from '../steptime/step';
import { withPlaceOf } from './placed';
import { type CommonFlags, readSetting } from './setting';
import type { Target } from './targets';

/** A target's step, and the setting that it is laid out in. */
export interface LaidOut {
  readonly setting: Setting;
  readonly step: Step;
}

/**
 * The step of a target in the setting that the flags and its own file describe.
 * @throws UserError for flags that cannot be read, and where it cannot be laid out
 */
export function layOutTarget(target: Target, flags: CommonFlags): LaidOut {
  return withPlaceOf(target, flags, () => {
    const setting = readSetting(flags, target.run);
    return { setting, step: layOutStep(target.shape, setting) };
  });
}

/**
 * The estimate of a target in the setting that the flags and its own file describe.
 * @throws UserError for flags that cannot be read, and where it cannot be laid out
 */
export function estimateTarget(target: Target, flags: CommonFlags): ModelEstimate {
  const { shape, run, fileName, notes } = target;
  return withPlaceOf(target, flags, () => estimateModel(shape, readSetting(flags, run), fileName, notes));
}
