import { exp, log } from '../numerics/elementary';
import { addScaled, dot, leastSquares, norm, type Vector } from '../numerics/linearAlgebra';
import type { FitPoint } from './point';

/** Points as vectors, their sizes as logarithms from the smallest on: N^alpha is then between 0 and 1. */
export interface Problem {
  /** ln(N / smallest N). */
  readonly logSizes: Vector;
  readonly logSmallest: number;
  readonly errors: Vector;
  /** ln(s / reference s), or null for a fit to the size alone. */
  readonly logShapes: Vector | null;
  /** The geometric mean of s, at which the shape term is 0; null where there is none. */
  readonly referenceShape: number | null;
}

/** The best curve of one alpha. */
export interface Projection {
  readonly alpha: number;
  /** What the power law adds to eInf at the smallest size, 0 or above: Nc * smallest^alpha. */
  readonly amplitude: number;
  /** Coefficient of ln(s / reference s); 0 in a fit without shape. */
  readonly gamma: number;
  /** 0 or above. */
  readonly eInf: number;
  readonly residuals: Vector;
  /** The sum of squared residuals. */
  readonly squares: number;
}

/** What must be left of the power law's column beside the others, as a share: less is rounding. */
const LEAST_SHARE = 1e-10;

/** The problem of fitting e to N, and to nothing else. */
export function problemOfSize(points: readonly FitPoint[]): Problem {
  const logs = points.map(({ n }) => log(n));
  const logSmallest = logs.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  return {
    logSizes: logs.map((value) => value - logSmallest),
    logSmallest,
    errors: points.map(({ e }) => e),
    logShapes: null,
    referenceShape: null,
  };
}

/** The problem of fitting e to N and s; to N alone where all shapes are the same. */
export function problemOfShape(points: readonly FitPoint[]): Problem {
  const problem = problemOfSize(points);
  const shapes = points.map(({ s }) => s ?? 1);
  if (shapes.every((s) => s === shapes[0])) return problem;
  const logs = shapes.map(log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return { ...problem, logShapes: logs.map((value) => value - mean), referenceShape: exp(mean) };
}

/** N^alpha over its value at the smallest size. */
export function powersOf({ logSizes }: Problem, alpha: number): number[] {
  return logSizes.map((size) => exp(alpha * size));
}

/**
 * Variable projection (Golub and Pereyra 1973): once alpha is given the model is linear in the rest, and least squares give
 * the best of it. An error cannot fall below 0 nor rise with the size: eInf and Nc are at least 0, and the best curve is on
 * that bound where the data would have it beyond.
 */
export function project(problem: Problem, alpha: number): Projection {
  const powers = powersOf(problem, alpha);
  if (isCombination(problem, powers)) return fitColumns(problem, alpha, null, true);
  const free = fitColumns(problem, alpha, powers, true);
  if (free.amplitude < 0) return fitColumns(problem, alpha, null, true);
  return free.eInf < 0 ? fitColumns(problem, alpha, powers, false) : free;
}

/** Whether the power law is no different from a constant and the shape term, up to rounding: then these stand for it. */
function isCombination({ logShapes }: Problem, powers: Vector): boolean {
  const others = [powers.map(() => 1), ...(logShapes === null ? [] : [logShapes])];
  const solution = leastSquares(others, powers);
  const rest = others.reduce(
    (left, column, j) => addScaled(left, -(solution[j] as number), column),
    [...powers],
  );
  return norm(rest) < LEAST_SHARE * norm(powers);
}

function fitColumns(problem: Problem, alpha: number, powers: Vector | null, hasFloor: boolean): Projection {
  const { errors, logShapes } = problem;
  const columns = [
    ...(hasFloor ? [errors.map(() => 1)] : []),
    ...(logShapes === null ? [] : [logShapes]),
    ...(powers === null ? [] : [powers]),
  ];
  const solution = leastSquares(columns, errors);
  const residuals = errors.map(
    (error, i) =>
      error - columns.reduce((sum, column, j) => sum + (solution[j] as number) * (column[i] as number), 0),
  );
  const next = [...solution];
  return {
    alpha,
    eInf: hasFloor ? (next.shift() as number) : 0,
    gamma: logShapes === null ? 0 : (next.shift() as number),
    amplitude: powers === null ? 0 : (next.shift() as number),
    residuals,
    squares: dot(residuals, residuals),
  };
}
