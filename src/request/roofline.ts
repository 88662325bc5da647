import { estimateStep, type ModelEstimate, type SliceUse } from '../estimate/model';
import { groupRoofline, type StepRoofline } from '../estimate/roofline';
import { layOutTarget } from './estimates';
import type { CommonFlags } from './setting';
import type { Target } from './targets';

/** The roofline of a model: where the time of its step goes, and what that estimate rests on. */
export interface NamedRoofline extends StepRoofline {
  readonly name: string;
  readonly slice: SliceUse;
  readonly stepsPerSecond: number;
  readonly basis: 'calibrated' | 'extrapolated';
  /** What the estimate was calibrated on. */
  readonly calibration: string;
  readonly calibrationIsBuiltIn: boolean;
}

/** A model and its roofline. */
interface RooflineEstimate {
  readonly model: ModelEstimate;
  readonly roofline: NamedRoofline;
}

/**
 * The estimate of a target with the roofline of its step.
 * @throws UserError for flags that cannot be read, and where it cannot be laid out
 */
export function rooflineOf(target: Target, flags: CommonFlags): RooflineEstimate {
  const { setting, step } = layOutTarget(target, flags);
  const model = estimateStep(step, setting, target.fileName, target.notes);
  const { stepsPerSecond, basis, calibration, calibrationIsBuiltIn } = model.throughput;
  const found = groupRoofline(step, setting.calibration);
  const speed = { stepsPerSecond, basis, calibration, calibrationIsBuiltIn };
  return { model, roofline: { name: model.name, slice: model.slice, ...found, ...speed } };
}
