import type { Curve } from './curve';
import { distinctSizes, explainedShare, type FitPoint } from './point';
import { coefficientOf, fitPowerLaw } from './powerLaw';
import { type Problem, type Projection, problemOfShape, problemOfSize } from './projection';

/** The fewest different sizes that Nc, alpha and eInf are found from. */
export const FEWEST_SIZES = 3;

/** How a curve is fitted: to the size alone, or to size and shape. */
export interface Model {
  readonly problemOf: (points: readonly FitPoint[]) => Problem;
  readonly coefficients: number;
}

/** e = Nc * N^alpha + eInf. */
export const SIZE: Model = { problemOf: problemOfSize, coefficients: 3 };

/**
 * e = Nc * N^alpha + gamma * ln(s / s0) + eInf. The shape term is added, not a factor s^beta on the power law: the model then
 * stays linear but for alpha, so that its best curve is found as surely as that of the size alone, and gamma is what e changes
 * by where s grows e-fold at the same size.
 */
export const SIZE_AND_SHAPE: Model = { problemOf: problemOfShape, coefficients: 4 };

/** A curve with the problem that it solves, for those who ask how certain it is. */
export interface FittedCurve extends Curve {
  readonly problem: Problem;
  readonly projection: Projection;
}

/** The best curve of the size alone. There must be `FEWEST_SIZES` different sizes. */
export function fitSize(points: readonly FitPoint[]): FittedCurve {
  return fitCurve(points, SIZE);
}

/** The best curve of size and shape, or null where the points are too few or their shapes all the same. */
export function fitShape(points: readonly FitPoint[]): FittedCurve | null {
  const first = points[0]?.s ?? null;
  const isTold = points.every(({ s }) => s !== null) && points.some(({ s }) => s !== first);
  return isTold && isEnough(points, SIZE_AND_SHAPE) ? fitCurve(points, SIZE_AND_SHAPE) : null;
}

/** Whether points are enough for a model: as many as it has coefficients, and of three different sizes. */
export function isEnough(points: readonly FitPoint[], { coefficients }: Model): boolean {
  return points.length >= coefficients && distinctSizes(points).length >= FEWEST_SIZES;
}

function fitCurve(points: readonly FitPoint[], model: Model): FittedCurve {
  const problem = model.problemOf(points);
  const projection = fitPowerLaw(problem);
  const { alpha, amplitude, eInf, gamma, residuals, squares } = projection;
  const spread = squaresAround(points.map(({ e }) => e));
  return {
    nc: coefficientOf(problem, amplitude, alpha),
    alpha,
    eInf,
    gamma,
    referenceShape: problem.referenceShape,
    fitted: points.map(({ e }, i) => e - (residuals[i] as number)),
    rmse: Math.sqrt(squares / points.length),
    r2: explainedShare(squares, spread, points),
    problem,
    projection,
  };
}

function squaresAround(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
}
