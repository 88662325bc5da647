import { type Curve, errorOf, type LeaveOneOut, type LeaveOneOutError, type Unidentified } from './curve';
import { fitSize, SIZE } from './fitCurve';
import { findUnidentified } from './identification';
import { findIntervals, type Intervals } from './intervals';
import { leaveOneOut } from './leaveOneOut';
import type { FitPoint } from './point';
import { compareShape, type ShapeFit } from './shape';

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

/** Equation 1 of the paper (Appendix A). */
const MODEL_OF_SIZE = 'e = Nc * N^alpha + eInf';

/**
 * Fits e = Nc * N^alpha + eInf, with intervals at a level of confidence (a fraction), and the same with a shape term. There
 * must be three different sizes.
 */
export function analyseFit({ points, x, y, shape }: FitData, level: number): FitReport {
  const curve = fitSize(points);
  const leftOut = leaveOneOut(points, SIZE);
  const { gamma: _, ...intervals } = findIntervals(curve.problem, curve.projection, level);
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
    withShape: shape === null ? null : compareShape(points, leftOut, shape.column, level),
    unidentified: findUnidentified(points, curve, intervals),
    x,
    y,
    residuals: residualsOf(points, curve, leftOut),
  };
}

function residualsOf(
  points: readonly FitPoint[],
  { fitted, residuals }: Curve,
  leftOut: LeaveOneOut | null,
): Residual[] {
  const rows = points.map(({ name, n, s, e }, i): Residual => {
    const value = fitted[i] as number;
    return {
      name,
      n,
      shape: s,
      e,
      fitted: value,
      residual: residuals[i] as number,
      leftOut: leftOut?.predicted[i] ?? null,
    };
  });
  return rows.sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual));
}
