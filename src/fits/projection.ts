import {
  coefficient,
  FLAT,
  FREE,
  type Reduction,
  reduce,
  type Solution,
  solveFace,
  WITHOUT_FLOOR,
} from './faces';
import { type Problem, powersOf } from './problem';

/** The best curve of one alpha. */
export interface Projection {
  readonly alpha: number;
  /** What the power law adds to eInf at the smallest size, 0 or above: Nc * smallest^alpha. */
  readonly amplitude: number;
  /** Coefficient of ln(s / reference s); 0 in a fit without shape. */
  readonly gamma: number;
  /** 0 or above. */
  readonly eInf: number;
  /** The sum of squared residuals. */
  readonly squares: number;
}

/**
 * Variable projection (Golub and Pereyra 1973): once alpha is given the model is linear in the rest, and least squares give
 * the best of it. An error cannot fall below 0 nor rise with the size: eInf and Nc are at least 0, and the best curve is on
 * that bound where the data would have it beyond.
 */
export function project(problem: Problem, alpha: number): Projection {
  const reduction = reduce(problem, alpha);
  const solution = bestFace(reduction);
  const of = (term: 'amplitude' | 'gamma' | 'eInf') => coefficient(solution, term);
  return {
    alpha,
    amplitude: of('amplitude'),
    gamma: of('gamma'),
    eInf: of('eInf'),
    squares: solution.squares,
  };
}

function bestFace(reduction: Reduction): Solution {
  const flat = () => solveFace(reduction, FLAT) as Solution;
  const free = solveFace(reduction, FREE);
  if (reduction.columns.amplitude === null || free === null || coefficient(free, 'amplitude') < 0)
    return flat();
  return coefficient(free, 'eInf') < 0 ? (solveFace(reduction, WITHOUT_FLOOR) ?? flat()) : free;
}

/** What the points lie above a curve. */
export function residualsOf(problem: Problem, { alpha, amplitude, gamma, eInf }: Projection): number[] {
  const powers = powersOf(problem, alpha);
  const { errors, logShapes } = problem;
  return errors.map(
    (error, i) => error - (eInf + gamma * (logShapes?.[i] ?? 0) + amplitude * (powers[i] as number)),
  );
}
