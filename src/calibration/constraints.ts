import { dot, type Vector } from '../numerics/linearAlgebra';
import { FEATURE_NAMES, type Features } from '../steptime/features';
import { nearestToOrigin, type Polytope } from './polytope';
import { LEAST, LIKELIEST, MARGIN_SHARE, MOST_UNMEASURED } from './priors';

/** A measured speed: the features of its step, and the interval of steps a second that its rounding or noise allows. */
export interface MeasuredSpeed {
  readonly features: Features;
  readonly least: number;
  readonly most: number;
}

/** The seconds a step that a measured speed allows: its interval, shrunk by a margin. */
export function secondsOf({ least, most }: MeasuredSpeed): { least: number; most: number } {
  const margin = MARGIN_SHARE * ((most - least) / 2);
  return { least: 1 / (most - margin), most: 1 / (least + margin) };
}

/**
 * The constraints on r, where a coefficient is likeliest x (1 + r): each step within its interval, widened by a share of
 * both ends, each coefficient above its least, and below its most where no step has its feature.
 */
export function relativeConstraints(speeds: readonly MeasuredSpeed[], widening = 0): Polytope {
  const rows: Vector[] = [];
  const bounds: number[] = [];
  const atLeast = (row: Vector, bound: number) => {
    rows.push(row.map((value, i) => value * (LIKELIEST[i] as number)));
    bounds.push(bound - dot(row, LIKELIEST));
  };
  for (const speed of speeds) {
    const { least, most } = secondsOf(speed);
    const slower = speed.features.map((value) => -value);
    atLeast(speed.features, least * (1 - widening));
    atLeast(slower, -most * (1 + widening));
  }
  LEAST.forEach((least, i) => {
    atLeast(unit(i, 1), least);
  });
  for (const i of unmeasuredFeatures(speeds)) {
    const most = MOST_UNMEASURED[i] as number;
    if (Number.isFinite(most)) atLeast(unit(i, -1), -most);
  }
  return { rows, bounds };
}

/** The features that no measured step has, by their place in FEATURE_NAMES. */
export function unmeasuredFeatures(speeds: readonly MeasuredSpeed[]): number[] {
  return FEATURE_NAMES.flatMap((_, i) => (speeds.some(({ features }) => features[i] !== 0) ? [] : [i]));
}

function unit(at: number, size: number): number[] {
  return FEATURE_NAMES.map((_, i) => (i === at ? size : 0));
}

/** The coefficient of a relative one; the last bit of a corner may fall short of the least value that it lies on. */
export function toCoefficient(relative: number, i: number): number {
  return Math.max(LEAST[i] as number, (LIKELIEST[i] as number) * (1 + relative));
}

/**
 * The coefficients nearest to the physical priors, in relative terms, that put every measured speed inside its widened
 * interval and beat no peak of the hardware; null where no coefficients do.
 */
export function fitCoefficients(speeds: readonly MeasuredSpeed[], widening = 0): number[] | null {
  return nearestToOrigin(relativeConstraints(speeds, widening))?.map(toCoefficient) ?? null;
}
