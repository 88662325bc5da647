import { mean } from '../numerics/mean';
import type { Curve } from './curve';
import { distinctSizes, explainedShare, FEWEST_SIZES, type FitPoint, withoutRounding } from './point';
import { coefficientOf, fitPowerLaw } from './powerLaw';
import { type Problem, problemOfShape, problemOfSize } from './problem';
import { type Projection, residualsOf } from './projection';

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
  const isEnough =
    points.length >= SIZE_AND_SHAPE.coefficients && distinctSizes(points).length >= FEWEST_SIZES;
  const isTold = points.every(({ s }) => s !== null) && points.some(({ s }) => s !== first);
  return isTold && isEnough ? fitCurve(points, SIZE_AND_SHAPE) : null;
}

function fitCurve(points: readonly FitPoint[], model: Model): FittedCurve {
  const problem = model.problemOf(points);
  const projection = fitPowerLaw(problem);
  const { alpha, amplitude, gamma, squares } = projection;
  const residuals = residualsOf(problem, projection).map((value) => withoutRounding(value, points));
  const spread = squaresAround(points.map(({ e }) => e));
  return {
    nc: coefficientOf(problem, amplitude, alpha),
    alpha,
    eInf: withoutRounding(projection.eInf, points),
    gamma,
    referenceShape: problem.referenceShape,
    fitted: points.map(({ e }, i) => e - (residuals[i] as number)),
    residuals,
    rmse: withoutRounding(Math.sqrt(squares / points.length), points),
    r2: explainedShare(squares, spread, points),
    problem,
    projection,
  };
}

function squaresAround(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0);
}
