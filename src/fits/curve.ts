/** Why the data cannot tell a coefficient, in plain words. */
export interface Unidentified {
  readonly parameter: 'nc' | 'alpha' | 'eInf' | 'gamma';
  readonly reason: string;
}

/** How well each point is predicted by the curve through all the others. */
export interface LeaveOneOut {
  readonly meanAbsoluteError: number;
  readonly rmse: number;
  /**
   * 1 - squared errors over those of predicting the mean of the others: 1 is perfect, 0 is no better than the mean. It has no
   * unit, so it compares a loss with an error rate.
   */
  readonly r2: number;
  readonly predicted: readonly number[];
}

/** How well a curve predicts points that it has not seen; no list, for the points have it. */
export type LeaveOneOutError = Omit<LeaveOneOut, 'predicted'>;

/** Leave-one-out without its list. */
export function errorOf(leftOut: LeaveOneOut | null): LeaveOneOutError | null {
  if (leftOut === null) return null;
  const { meanAbsoluteError, rmse, r2 } = leftOut;
  return { meanAbsoluteError, rmse, r2 };
}

/** A fitted curve, and how well it does. */
export interface Curve {
  readonly nc: number;
  readonly alpha: number;
  readonly eInf: number;
  /** Coefficient of the shape term; 0 where there is none. */
  readonly gamma: number;
  /** The shape at which the shape term is 0: the geometric mean; null where there is no term. */
  readonly referenceShape: number | null;
  readonly fitted: readonly number[];
  /** e - fitted; 0 where that is rounding. */
  readonly residuals: readonly number[];
  /** The root of the mean squared residual. */
  readonly rmse: number;
  /** The share of the variance of e that the curve explains; 0 where e does not vary. */
  readonly r2: number;
}
