import type { Vector } from '../numerics/linearAlgebra';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import { type MeasuredSpeed, unmeasuredFeatures } from './constraints';

/** A range as wide as the coefficient itself says little about it. */
const WIDEST_IDENTIFIED = 1;

/** A coefficient with the smallest and the largest that the measured speeds allow. */
export interface CoefficientRange {
  readonly name: FeatureName;
  readonly coefficient: number;
  readonly least: number;
  readonly most: number;
  /**
   * Why the speeds do not pin it down, or null where they do: no step has its feature, or its range is wider than the
   * coefficient itself.
   */
  readonly unidentified: 'unmeasured' | 'wide' | null;
}

/** The range of every coefficient over the corners of all that are possible, in the order of FEATURE_NAMES. */
export function rangesOf(
  coefficients: Vector,
  corners: readonly Vector[],
  speeds: readonly MeasuredSpeed[],
): CoefficientRange[] {
  const unmeasured = unmeasuredFeatures(speeds);
  return FEATURE_NAMES.map((name, i) => {
    const values = corners.map((corner) => corner[i] as number);
    const coefficient = coefficients[i] as number;
    const least = Math.min(coefficient, ...values);
    const most = Math.max(coefficient, ...values);
    const isWide = most - least > WIDEST_IDENTIFIED * coefficient;
    const unidentified = unmeasured.includes(i) ? 'unmeasured' : isWide ? 'wide' : null;
    return { name, coefficient, least, most, unidentified };
  });
}
