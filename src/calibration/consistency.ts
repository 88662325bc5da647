import { FEATURE_NAMES } from '../steptime/features';
import { type MeasuredSpeed, unmeasuredFeatures } from './constraints';
import { MOST_UNMEASURED } from './priors';
import { overshoot } from './widening';

/** What rounding may add to a share of a step, or to a coefficient. */
const TOLERANCE = 1e-6;

/** The runs that the corners of a calibration always keep to: of each feature, the first run that has it. */
export function boundingRuns(speeds: readonly MeasuredSpeed[]): number[] {
  const firsts = FEATURE_NAMES.map((_, i) => speeds.findIndex(({ features }) => features[i] !== 0));
  return [...new Set(firsts)].filter((place) => place >= 0).sort((a, b) => a - b);
}

/** The first run whose interval, widened, does not hold what some coefficients make of it; null where all do. */
export function runMissedBy(
  coefficients: readonly number[],
  speeds: readonly MeasuredSpeed[],
  widening: number,
): number | null {
  const missed = speeds.findIndex((speed) => !(overshoot(speed, coefficients) <= widening + TOLERANCE));
  return missed < 0 ? null : missed;
}

/** Whether coefficients that no run measures are as large at most as is thought possible. */
export function isPossibleUnmeasured(
  coefficients: readonly number[],
  speeds: readonly MeasuredSpeed[],
): boolean {
  return unmeasuredFeatures(speeds).every(
    (i) => (coefficients[i] as number) <= (MOST_UNMEASURED[i] as number) * (1 + TOLERANCE),
  );
}
