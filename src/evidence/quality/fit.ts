import assumptions from '../../../presets/quality/assumptions.json';
import type { ModelShape } from '../../model/shape';
import { exp, log } from '../../numerics/elementary';
import { dot, leastSquares, type Matrix, solve, type Vector } from '../../numerics/linearAlgebra';
import { studentQuantile } from '../../numerics/studentT';
import { deepestCredited, doubtsOf, featuresOf, RANGED, type Ranges, TERMS } from './features';
import type { Quality } from './quality';

/** A shape and its downstream average, in points. */
export interface ScoredPoint {
  readonly shape: ModelShape;
  readonly average: number;
}

/**
 * A fit of downstream averages: the odds of an error, (100 - average) / average, are
 * e^constant / (depth^a x dFf^b x dModel^c).
 */
export interface QualityFit {
  /** In the order of `TERMS`. */
  readonly coefficients: Vector;
  /** The inverse of the normal equations: how far a shape lies from the points. */
  readonly inverse: Matrix;
  /** The root mean square of what the logarithm of the odds of a point is off when the others predict it. */
  readonly scale: number;
  /** Student's t at the level of the interval. */
  readonly quantile: number;
  readonly ranges: Ranges;
}

/**
 * Fits the averages of some points by least squares in the logarithm of the odds of an error.
 * @throws Error where the points cannot tell the exponents apart
 */
export function fitQuality(points: readonly ScoredPoint[]): QualityFit {
  const rows = points.map(({ shape }) => featuresOf(shape));
  const target = points.map(({ average }) => logOdds(average));
  const columns = TERMS.map((_, j) => rows.map((row) => row[j] as number));
  const coefficients = leastSquares(columns, target);
  const inverse = invert(columns.map((a) => columns.map((b) => dot(a, b))));
  const leftOut = rows.map((row, i) => {
    const residual = (target[i] as number) - dot(row, coefficients);
    return residual / (1 - leverage(inverse, row));
  });
  const freedom = points.length - TERMS.length;
  return {
    coefficients,
    inverse,
    scale: Math.sqrt(dot(leftOut, leftOut) / points.length),
    quantile: studentQuantile(assumptions.level, freedom),
    ranges: rangesOf(points),
  };
}

/**
 * The average that a fit expects of a shape, with the prediction interval: of the left-out errors, wider with the distance
 * from the points, and of what the points do not tell.
 */
export function expectQuality(fit: QualityFit, shape: ModelShape): Quality {
  const { coefficients, inverse, scale, quantile, ranges } = fit;
  const deepest = deepestCredited(shape);
  const features = featuresOf(shape, deepest);
  const odds = dot(features, coefficients);
  const chance = quantile * scale;
  const { share, attention, beyond } = doubtsOf(shape, coefficients, ranges, deepest);
  const doubt = dot([share, attention, beyond], [share, attention, beyond]);
  const half = Math.sqrt(chance * chance * (1 + leverage(inverse, features)) + doubt);
  return {
    average: averageAt(odds),
    low: averageAt(odds + half),
    high: averageAt(odds - half),
    basis: 'fitted',
    level: assumptions.level,
    extrapolated: beyond > 0,
  };
}

/** What the others predict for each point: fits without it. */
export function leaveOneOut(points: readonly ScoredPoint[]): Quality[] {
  return leaveGroupsOut(points, (point) => point);
}

/** What the points of other groups predict for each point. */
export function leaveGroupsOut(
  points: readonly ScoredPoint[],
  groupOf: (point: ScoredPoint) => unknown,
): Quality[] {
  return points.map((point) => {
    const others = points.filter((other) => groupOf(other) !== groupOf(point));
    return expectQuality(fitQuality(others), point.shape);
  });
}

function logOdds(average: number): number {
  return log((100 - average) / average);
}

function averageAt(odds: number): number {
  return 100 / (1 + exp(odds));
}

function leverage(inverse: Matrix, features: Vector): number {
  return dot(
    features,
    inverse.map((row) => dot(row, features)),
  );
}

function invert(matrix: Matrix): Matrix {
  return matrix.map((_, i) => {
    const unit = matrix.map((_, j) => (i === j ? 1 : 0));
    const column = solve(matrix, unit);
    if (column === null) throw new Error('The points cannot tell the exponents apart');
    return column;
  });
}

function rangesOf(points: readonly ScoredPoint[]): Ranges {
  const ranges = RANGED.map((key) => {
    const values = points.map(({ shape }) => shape[key]);
    return [key, [Math.min(...values), Math.max(...values)]];
  });
  return Object.fromEntries(ranges);
}
