import type { Curve, Intervals, LeaveOneOut, Unidentified } from './curve';
import { fitShape, fitSize, SIZE, SIZE_AND_SHAPE } from './fitCurve';
import { findUnidentified } from './identification';
import { findIntervals } from './intervals';
import { leaveOneOut } from './leaveOneOut';
import { type FitPoint, isNotable } from './point';

/** What a number of the points is: the column that it comes from, and what it counts. */
export interface Measure {
  readonly column: string;
  /** `parameters`, `multiply-accumulates of a step / 1e12`, `1 - accuracy`. */
  readonly unit: string;
}

/** The points and what their numbers are. */
export interface FitData {
  readonly points: readonly FitPoint[];
  readonly x: Measure;
  readonly y: Measure;
  readonly shape: Measure | null;
}

/** A point beside the curve. */
export interface Residual {
  readonly name: string | null;
  readonly n: number;
  readonly shape: number | null;
  readonly e: number;
  readonly fitted: number;
  /** e - fitted: above 0 where the model is worse than its size says. */
  readonly residual: number;
  /** What the curve through the other points says, or null where they are too few. */
  readonly leftOut: number | null;
}

/** How well a curve predicts points that it has not seen; no list, for the points have it. */
export type LeaveOneOutError = Omit<LeaveOneOut, 'predicted'>;

/** The fit with a shape term, beside the one without. */
export interface ShapeFit {
  readonly model: string;
  readonly column: string;
  readonly nc: number;
  readonly alpha: number;
  readonly gamma: number;
  readonly referenceShape: number;
  readonly eInf: number;
  readonly rmse: number;
  readonly r2: number;
  readonly leaveOneOut: LeaveOneOutError | null;
  /** Which of the two predicts points better that it has not seen; null where they are too few to say. */
  readonly preferred: 'size' | 'size and shape' | null;
  /** By what share the shape term makes the mean leave-one-out error smaller; below 0 where it makes it larger. */
  readonly improvement: number | null;
}

/** A power law through measured points: coefficients with intervals, errors, and what the points cannot tell. */
export interface FitReport {
  readonly model: string;
  readonly nc: number;
  readonly alpha: number;
  readonly eInf: number;
  readonly rmse: number;
  readonly r2: number;
  readonly points: number;
  readonly intervals: Intervals;
  readonly leaveOneOut: LeaveOneOutError | null;
  readonly withShape: ShapeFit | null;
  readonly unidentified: readonly Unidentified[];
  readonly x: Measure;
  readonly y: Measure;
  /** Largest first. */
  readonly residuals: readonly Residual[];
}

/** Equation 1 of the paper (Appendix A), and the same with a term of the shape s. */
export const MODEL_OF_SIZE = 'e = Nc * N^alpha + eInf';
export const MODEL_OF_SHAPE = 'e = Nc * N^alpha + gamma * ln(s / s0) + eInf';

/**
 * Fits e = Nc * N^alpha + eInf, with intervals at a level of confidence (a fraction), and the same with a shape term. There
 * must be three different sizes.
 */
export function analyseFit({ points, x, y, shape }: FitData, level: number): FitReport {
  const curve = fitSize(points);
  const leftOut = leaveOneOut(points, SIZE);
  const intervals = findIntervals(curve.problem, curve.projection, level);
  const { nc, alpha, eInf, rmse, r2 } = curve;
  return {
    model: MODEL_OF_SIZE,
    nc,
    alpha,
    eInf,
    rmse,
    r2,
    points: points.length,
    intervals,
    leaveOneOut: errorOf(leftOut),
    withShape: shape === null ? null : compareShape(points, leftOut, shape),
    unidentified: findUnidentified(points, curve, intervals),
    x,
    y,
    residuals: residualsOf(points, curve, leftOut),
  };
}

function errorOf(leftOut: LeaveOneOut | null): LeaveOneOutError | null {
  if (leftOut === null) return null;
  const { meanAbsoluteError, rmse, r2 } = leftOut;
  return { meanAbsoluteError, rmse, r2 };
}

function compareShape(
  points: readonly FitPoint[],
  without: LeaveOneOut | null,
  { column }: Measure,
): ShapeFit | null {
  const curve = fitShape(points);
  if (curve === null) return null;
  const { nc, alpha, gamma, referenceShape, eInf, rmse, r2 } = curve;
  const leftOut = leaveOneOut(points, SIZE_AND_SHAPE);
  const before = without?.meanAbsoluteError;
  const after = leftOut?.meanAbsoluteError;
  const isKnown = before !== undefined && after !== undefined && isNotable(before, points);
  return {
    model: MODEL_OF_SHAPE,
    column,
    nc,
    alpha,
    gamma,
    referenceShape: referenceShape as number,
    eInf,
    rmse,
    r2,
    leaveOneOut: errorOf(leftOut),
    preferred: isKnown ? (after < before ? 'size and shape' : 'size') : null,
    improvement: isKnown ? 1 - after / before : null,
  };
}

function residualsOf(
  points: readonly FitPoint[],
  { fitted }: Curve,
  leftOut: LeaveOneOut | null,
): Residual[] {
  const residuals = points.map(({ name, n, s, e }, i): Residual => {
    const value = fitted[i] as number;
    return {
      name,
      n,
      shape: s,
      e,
      fitted: value,
      residual: e - value,
      leftOut: leftOut?.predicted[i] ?? null,
    };
  });
  return residuals.sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual));
}
