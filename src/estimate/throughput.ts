import type { ComputeCount } from '../census/compute';
import type { ParameterCount } from '../census/parameters';
import { sameMachine } from '../machine/machine';
import { familyOf } from '../model/family';
import {
  type Calibration,
  isBuiltIn,
  type MeasuredRange,
  type PredictedSeconds,
  predictSeconds,
} from '../steptime/calibration';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import type { Step } from '../steptime/step';
import { doubtOf } from './calibrationDoubt';
import { SLOWEST_VISION_STEP } from './visionSpeeds';

/** An interval wider than this, relative to the estimate, is that of a shape unlike the calibrated ones. */
const WIDEST_CALIBRATED_INTERVAL = 0.2;

/** A shape this many times smaller or larger than any calibrated one is far outside. */
const FARTHEST_SIZE_RATIO = 2;

/**
 * By which factor the interval of a calibrated machine is stretched on another one, both ways: a convention, since coefficients
 * of one machine's peaks say little about how near another comes to its own.
 */
const OTHER_MACHINE = 2;

/** Why an estimate is no calibrated one. */
export const EXTRAPOLATION_REASONS = [
  'machine',
  'family',
  'slice',
  'parameters',
  'tflops',
  'interval',
] as const;

export type ExtrapolationReason = (typeof EXTRAPOLATION_REASONS)[number];

/** The speed of a training step: estimate, interval, bounds at peak rates, and where the time goes. */
export interface Throughput {
  readonly stepsPerSecond: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'calibrated' | 'extrapolated';
  readonly extrapolatedBecause: readonly ExtrapolationReason[];
  /** What the coefficients were measured on: `Table 4`, or the file of a user's own calibration. */
  readonly calibration: string;
  /** Whether that is the program's own, on Table 4. */
  readonly calibrationIsBuiltIn: boolean;
  /** What speaks against the calibration itself: runs that disagree, or are missed when left out; null where nothing does. */
  readonly calibrationDoubt: string | null;
  readonly boundBy: FeatureName;
  /** 6 x MACs over what the slice's cores could do at peak. */
  readonly mfu: number;
  readonly lowerBoundSeconds: number;
  readonly upperBoundSeconds: number;
  readonly seconds: number;
  /** What the estimate adds to the ideal upper bound: elementwise traffic, optimizer, fixed costs; 0 where it stays below it. */
  readonly overheadSeconds: number;
  readonly featureSeconds: Readonly<Record<FeatureName, number>>;
}

/** Estimates the speed of a step with a calibration. */
export function estimateThroughput(
  step: Step,
  compute: ComputeCount,
  parameters: ParameterCount,
  calibration: Calibration,
): Throughput {
  const predicted = predictOn(step, calibration);
  const { seconds, least, most, byFeature } = predicted;
  const { lowerBoundSeconds, upperBoundSeconds } = step.roofline;
  const { machine, cores } = step.mesh.slice;
  const reasons = extrapolationReasons(step, compute, parameters, calibration, predicted);
  const largest = byFeature.indexOf(Math.max(...byFeature));
  return {
    stepsPerSecond: 1 / seconds,
    low: 1 / most,
    high: 1 / least,
    basis: reasons.length === 0 ? 'calibrated' : 'extrapolated',
    extrapolatedBecause: reasons,
    calibration: calibration.name,
    calibrationIsBuiltIn: isBuiltIn(calibration),
    calibrationDoubt: doubtOf(calibration),
    boundBy: FEATURE_NAMES[largest] as FeatureName,
    mfu: compute.trainFlopsPerStep / (seconds * cores * machine.peakFlopsPerCore),
    lowerBoundSeconds,
    upperBoundSeconds,
    seconds,
    overheadSeconds: Math.max(0, seconds - upperBoundSeconds),
    featureSeconds: Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, byFeature[i]])) as Record<
      FeatureName,
      number
    >,
  };
}

/** The seconds of a step; on another machine than the measured one with a wider interval, up to what the peak rates allow. */
function predictOn(step: Step, calibration: Calibration): PredictedSeconds {
  const { mesh, roofline } = step;
  const predicted = predictFamily(step, calibration);
  if (sameMachine(mesh.slice.machine, calibration.machine)) return predicted;
  const { seconds, least, most } = predicted;
  const fastest = Math.max(least / OTHER_MACHINE, roofline.lowerBoundSeconds);
  return { ...predicted, least: Math.min(seconds, fastest), most: most * OTHER_MACHINE };
}

/** The seconds of a step; of a Vision Transformer with an interval that holds the printed speeds of Table 5 too. */
function predictFamily({ shape, features }: Step, calibration: Calibration): PredictedSeconds {
  const predicted = predictSeconds(calibration, features);
  if (shape.vision === undefined || calibration.measured.families.includes('vit')) return predicted;
  return { ...predicted, most: predicted.most * SLOWEST_VISION_STEP };
}

/**
 * Whether the paper prints a speed of this very step, which may still leave a wide interval (1 is 0.5 to 1.5). Of a user's
 * runs nobody says which of two that contradict each other holds: their interval counts as any other's.
 */
function isPrinted({ features }: Step, calibration: Calibration): boolean {
  return (
    isBuiltIn(calibration) &&
    calibration.measured.steps.some((step) => features.every((feature, i) => feature === step[i]))
  );
}

function extrapolationReasons(
  step: Step,
  { tflops }: ComputeCount,
  { total }: ParameterCount,
  calibration: Calibration,
  { seconds, least, most }: PredictedSeconds,
): ExtrapolationReason[] {
  const { slice } = step.mesh;
  const { measured } = calibration;
  const isOther = !sameMachine(slice.machine, calibration.machine);
  const isWide = (most - least) / seconds > WIDEST_CALIBRATED_INTERVAL && !isPrinted(step, calibration);
  const applies: Readonly<Record<ExtrapolationReason, boolean>> = {
    machine: isOther,
    family: !measured.families.includes(familyOf(step.shape)),
    // Slices of different machines are no measure for each other.
    slice: !measured.chips.includes(slice.chips) && !isOther,
    parameters: isFar(total, measured.parameters),
    tflops: isFar(tflops, measured.tflops),
    // Of another machine the interval is wide by convention.
    interval: isWide && !isOther,
  };
  return EXTRAPOLATION_REASONS.filter((reason) => applies[reason]);
}

function isFar(value: number, { least, most }: MeasuredRange): boolean {
  return value * FARTHEST_SIZE_RATIO < least || value > most * FARTHEST_SIZE_RATIO;
}
