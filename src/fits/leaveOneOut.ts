import { log } from '../numerics/elementary';
import type { LeaveOneOut } from './curve';
import { isEnough, type Model } from './fitCurve';
import { explainedShare, type FitPoint } from './point';
import { fitPowerLaw, predict } from './powerLaw';

/**
 * How well each point is predicted by the best curve of the others; null where the others are too few for the model. What
 * is fitted to all points and what predicts one of them differ in nothing but that point.
 */
export function leaveOneOut(points: readonly FitPoint[], model: Model): LeaveOneOut | null {
  const predictions = points.map((point) => {
    const others = points.filter((other) => other !== point);
    return isEnough(others, model) ? { ...predictFrom(others, model, point), e: point.e } : null;
  });
  const known = predictions.filter((prediction) => prediction !== null);
  if (known.length < points.length) return null;
  const sum = (of: (prediction: (typeof known)[number]) => number) =>
    known.reduce((total, prediction) => total + of(prediction), 0);
  const squares = sum(({ e, predicted }) => (e - predicted) * (e - predicted));
  const squaresOfMean = sum(({ e, mean }) => (e - mean) * (e - mean));
  return {
    meanAbsoluteError: sum(({ e, predicted }) => Math.abs(e - predicted)) / points.length,
    rmse: Math.sqrt(squares / points.length),
    r2: explainedShare(squares, squaresOfMean, points),
    predicted: known.map(({ predicted }) => predicted),
  };
}

function predictFrom(
  others: readonly FitPoint[],
  model: Model,
  { n, s }: FitPoint,
): { predicted: number; mean: number } {
  const problem = model.problemOf(others);
  const logShape = problem.referenceShape === null ? 0 : log((s as number) / problem.referenceShape);
  const predicted = predict(fitPowerLaw(problem), log(n) - problem.logSmallest, logShape);
  return { predicted, mean: others.reduce((sum, { e }) => sum + e, 0) / others.length };
}
