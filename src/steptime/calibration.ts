import type { Machine } from '../machine/machine';
import type { Family } from '../model/family';
import type { Features } from './features';

/** The smallest and the largest of some measured values. */
export interface MeasuredRange {
  readonly least: number;
  readonly most: number;
}

/** What the runs of a calibration were: an estimate within it is a calibrated one. */
export interface MeasuredSteps {
  /** Chips of the slices, ascending. */
  readonly chips: readonly number[];
  readonly families: readonly Family[];
  readonly parameters: MeasuredRange;
  readonly tflops: MeasuredRange;
  /** The features of each measured step: a step with the very same ones was itself measured. */
  readonly steps: readonly Features[];
}

/** How well the runs of a user's calibration agree with the step time that it makes of them. */
export interface Agreement {
  readonly runs: number;
  /** The smallest share of a step by which all intervals must give way for some coefficients to give all speeds; 0 for none. */
  readonly disagreement: number;
  /** Mean absolute relative error of what the other runs say about each. */
  readonly leaveOneOutError: number;
}

/** Coefficients of the step-time features, and the corners of the set of all coefficients that fit the measurements. */
export interface Calibration {
  /** What an estimate names as its basis: `Table 4`, or the file of a user's own calibration. */
  readonly name: string;
  /** How well its runs agree; null of the program's own calibration, whose errors `backtest` tells. */
  readonly agreement: Agreement | null;
  /** The machine that was measured. */
  readonly machine: Machine;
  /** The best single choice, in the order of FEATURE_NAMES. */
  readonly coefficients: readonly number[];
  /** Corners of the set of coefficients that give every measured speed: predictions are extreme in a corner. */
  readonly corners: readonly (readonly number[])[];
  readonly measured: MeasuredSteps;
}

/** Whether a calibration is the program's own, on the paper's Table 4. */
export function isBuiltIn({ agreement }: Pick<Calibration, 'agreement'>): boolean {
  return agreement === null;
}

/** Predicted seconds of a step: the best choice, and the smallest and largest over all coefficients that fit. */
export interface PredictedSeconds {
  readonly seconds: number;
  readonly least: number;
  readonly most: number;
  /** Each feature's share of `seconds`, in the order of FEATURE_NAMES. */
  readonly byFeature: readonly number[];
}

/** Applies a calibration to the features of a step. */
export function predictSeconds(
  { coefficients, corners }: Pick<Calibration, 'coefficients' | 'corners'>,
  features: Features,
): PredictedSeconds {
  const byFeature = features.map((feature, i) => feature * (coefficients[i] as number));
  const seconds = byFeature.reduce((sum, part) => sum + part, 0);
  let least = seconds;
  let most = seconds;
  for (const corner of corners) {
    let extreme = 0;
    for (let i = 0; i < features.length; i++) extreme += (features[i] as number) * (corner[i] as number);
    if (extreme < least) least = extreme;
    if (extreme > most) most = extreme;
  }
  return { seconds, least, most, byFeature };
}
