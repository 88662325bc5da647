import type { LeaveOneOut } from './curve';
import type { Model } from './fitCurve';
import { countSizes, explainedShare, FEWEST_SIZES, type FitPoint } from './point';
import { predictLeftOut } from './predictLeftOut';

/**
 * How well each point is predicted by the best curve of the others; null where the others are too few for the model. What
 * is fitted to all points and what predicts one of them differ in nothing but that point.
 */
export function leaveOneOut(
  points: readonly FitPoint[],
  { problemOf, coefficients }: Model,
): LeaveOneOut | null {
  if (!areEnough(points, coefficients)) return null;
  const predicted = predictLeftOut(problemOf(points));
  const sum = (of: (point: FitPoint, i: number) => number) =>
    points.reduce((total, point, i) => total + of(point, i), 0);
  const all = sum(({ e }) => e);
  const error = ({ e }: FitPoint, i: number) => e - (predicted[i] as number);
  const ofMean = ({ e }: FitPoint) => e - (all - e) / (points.length - 1);
  const squares = sum((point, i) => error(point, i) * error(point, i));
  return {
    meanAbsoluteError: sum((point, i) => Math.abs(error(point, i))) / points.length,
    rmse: Math.sqrt(squares / points.length),
    r2: explainedShare(
      squares,
      sum((point) => ofMean(point) * ofMean(point)),
      points,
    ),
    predicted,
  };
}

/** Whether the others of every point are as many as the coefficients, and of different sizes enough. */
function areEnough(points: readonly FitPoint[], coefficients: number): boolean {
  const counts = countSizes(points);
  const isLone = [...counts.values()].some((count) => count === 1);
  return points.length > coefficients && counts.size - (isLone ? 1 : 0) >= FEWEST_SIZES;
}
