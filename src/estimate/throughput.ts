import type { ComputeCount } from '../census/compute';
import type { ParameterCount } from '../census/parameters';
import { TABLE_4 } from '../evidence/published';
import { stepOfRow } from '../evidence/speeds';
import { PAPER_MACHINE } from '../machine/machine';
import { formatName } from '../names/format';
import { type Calibration, type PredictedSeconds, predictSeconds } from '../steptime/calibration';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import type { Step } from '../steptime/step';
import { printedValue } from '../units/printed';

/** An interval wider than this, relative to the estimate, is that of a shape unlike the calibrated ones. */
const WIDEST_CALIBRATED_INTERVAL = 0.2;

/** A shape this many times smaller or larger than any calibrated one is far outside. */
const FARTHEST_SIZE_RATIO = 2;

/** Why an estimate is no calibrated one. */
export type ExtrapolationReason = 'machine' | 'slice' | 'parameters' | 'tflops' | 'interval';

/** The speed of a training step: estimate, interval, bounds at peak rates, and where the time goes. */
export interface Throughput {
  readonly stepsPerSecond: number;
  readonly low: number;
  readonly high: number;
  readonly basis: 'calibrated' | 'extrapolated';
  readonly extrapolatedBecause: readonly ExtrapolationReason[];
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

const CALIBRATED_CHIPS: readonly number[] = [...new Set(TABLE_4.map(({ chips }) => chips ?? 0))];
const CALIBRATED_RANGES = {
  parameters: rangeOf(TABLE_4.map(({ figures }) => printedValue(figures.parameters as string))),
  tflops: rangeOf(TABLE_4.map(({ figures }) => printedValue(figures.tflops as string))),
};

function rangeOf(values: readonly number[]): { least: number; most: number } {
  return { least: Math.min(...values), most: Math.max(...values) };
}

/** Estimates the speed of a step with a calibration. */
export function estimateThroughput(
  step: Step,
  compute: ComputeCount,
  parameters: ParameterCount,
  calibration: Calibration,
): Throughput {
  const predicted = predictSeconds(calibration, step.features);
  const { seconds, least, most, byFeature } = predicted;
  const { lowerBoundSeconds, upperBoundSeconds } = step.roofline;
  const { machine, cores } = step.mesh.slice;
  const reasons = extrapolationReasons(step, compute, parameters, predicted);
  const largest = byFeature.indexOf(Math.max(...byFeature));
  return {
    stepsPerSecond: 1 / seconds,
    low: 1 / most,
    high: 1 / least,
    basis: reasons.length === 0 ? 'calibrated' : 'extrapolated',
    extrapolatedBecause: reasons,
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

/** Whether the paper measured this very step; its printed speed may still leave a wide interval (1 is 0.5 to 1.5). */
function isMeasured({ shape, mesh, features }: Step): boolean {
  const row = TABLE_4.find(({ name }) => name === formatName(shape));
  if (row === undefined || row.chips !== mesh.slice.chips) return false;
  return stepOfRow(row).features.every((feature, i) => feature === features[i]);
}

function extrapolationReasons(
  step: Step,
  { tflops }: ComputeCount,
  { total }: ParameterCount,
  { seconds, least, most }: PredictedSeconds,
): ExtrapolationReason[] {
  const { slice } = step.mesh;
  const far = (value: number, range: { least: number; most: number }) =>
    value * FARTHEST_SIZE_RATIO < range.least || value > range.most * FARTHEST_SIZE_RATIO;
  const reasons: [ExtrapolationReason, boolean][] = [
    ['machine', slice.machine.name !== PAPER_MACHINE.name],
    ['slice', !CALIBRATED_CHIPS.includes(slice.chips)],
    ['parameters', far(total, CALIBRATED_RANGES.parameters)],
    ['tflops', far(tflops, CALIBRATED_RANGES.tflops)],
    ['interval', (most - least) / seconds > WIDEST_CALIBRATED_INTERVAL && !isMeasured(step)],
  ];
  return reasons.filter(([, applies]) => applies).map(([reason]) => reason);
}
