import assumptions from '../../../presets/quality/assumptions.json';
import type { ModelShape } from '../../model/shape';
import { log } from '../../numerics/elementary';
import { dot, leastSquares, type Matrix, solve } from '../../numerics/linearAlgebra';
import { studentQuantile } from '../../numerics/studentT';
import { featuresOf, measuresOf, RANGED, type Ranges, TERMS } from './features';
import { expectQuality, leverage, type QualityFit } from './position';
import type { Quality } from './quality';

/** A shape and its downstream average, in points. */
export interface ScoredPoint {
  readonly shape: ModelShape;
  readonly average: number;
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

function invert(matrix: Matrix): Matrix {
  return matrix.map((_, i) => {
    const unit = matrix.map((_, j) => (i === j ? 1 : 0));
    const column = solve(matrix, unit);
    if (column === null) throw new Error('The points cannot tell the exponents apart');
    return column;
  });
}

function rangesOf(points: readonly ScoredPoint[]): Ranges {
  const measures = points.map(({ shape }) => measuresOf(shape));
  const ranges = RANGED.map((key) => {
    const values = measures.map((one) => one[key]);
    return [key, [Math.min(...values), Math.max(...values)]];
  });
  return Object.fromEntries(ranges);
}
