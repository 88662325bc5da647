import type { LeaveOneOut, LeaveOneOutError, Unidentified } from './curve';
import { errorOf } from './curve';
import { fitShape, SIZE_AND_SHAPE } from './fitCurve';
import { findIntervals, type OpenInterval, type ShapeIntervals } from './intervals';
import { leaveOneOut } from './leaveOneOut';
import { type FitPoint, isNotable } from './point';
import { correlateShape, findUntoldShape } from './shapeTold';

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
  readonly intervals: ShapeIntervals;
  readonly leaveOneOut: LeaveOneOutError | null;
  /** Of ln N and ln s. */
  readonly correlation: number;
  /** Why the points cannot tell gamma. */
  readonly unidentified: readonly Unidentified[];
  /**
   * The curve with the shape where the points tell that the shape matters: they can tell gamma, its interval excludes 0, and
   * points left out are predicted better with it. Else null: they cannot tell.
   */
  readonly preferred: 'size and shape' | null;
  /** By what share the shape term makes the mean leave-one-out error smaller; below 0 where it makes it larger. */
  readonly improvement: number | null;
}

/** Equation 1 of the paper (Appendix A) with a term of the shape s. */
const MODEL_OF_SHAPE = 'e = Nc * N^alpha + gamma * ln(s / s0) + eInf';

/** The fit with a shape term, and whether the points tell that the shape matters; null where there is none to fit. */
export function compareShape(
  points: readonly FitPoint[],
  without: LeaveOneOut | null,
  column: string,
  level: number,
): ShapeFit | null {
  const curve = fitShape(points);
  if (curve === null) return null;
  const { nc, alpha, gamma, referenceShape, eInf, rmse, r2 } = curve;
  const leftOut = leaveOneOut(points, SIZE_AND_SHAPE);
  const improvement = improvementOf(without, leftOut, points);
  const intervals = findIntervals(curve.problem, curve.projection, level);
  const unidentified = findUntoldShape(points, curve);
  const isTold = unidentified.length === 0 && excludesZero(intervals.gamma);
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
    intervals,
    leaveOneOut: errorOf(leftOut),
    correlation: correlateShape(points),
    unidentified,
    preferred: isTold && improvement !== null && improvement > 0 ? 'size and shape' : null,
    improvement,
  };
}

function improvementOf(
  without: LeaveOneOut | null,
  withShape: LeaveOneOut | null,
  points: readonly FitPoint[],
): number | null {
  const before = without?.meanAbsoluteError;
  const after = withShape?.meanAbsoluteError;
  if (before === undefined || after === undefined || !isNotable(before, points)) return null;
  return 1 - after / before;
}

function excludesZero({ low, high }: OpenInterval): boolean {
  return (low !== null && low > 0) || (high !== null && high < 0);
}
