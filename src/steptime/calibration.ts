import type { Features } from './features';

/** Coefficients of the step-time features, and the corners of the set of all coefficients that fit the measurements. */
export interface Calibration {
  readonly machine: string;
  /** The best single choice, in the order of FEATURE_NAMES. */
  readonly coefficients: readonly number[];
  /** Corners of the set of coefficients that give every measured speed: predictions are extreme in a corner. */
  readonly corners: readonly (readonly number[])[];
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
export function predictSeconds({ coefficients, corners }: Calibration, features: Features): PredictedSeconds {
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
