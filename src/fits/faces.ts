import { dot, type Matrix, type Vector } from '../numerics/linearAlgebra';
import { combine, type Frame, frameOf, newDirection, takeApart } from './orthogonal';
import { type Problem, powersOf } from './problem';

/** The terms of a curve that are linear once alpha is given; the last is what the power law adds at the smallest size. */
export type Term = 'eInf' | 'gamma' | 'amplitude';

/** The terms that a curve may have: eInf and the amplitude are at least 0, and a curve on that bound lacks the term. */
export type Face = readonly Term[];

/** All terms; no error left at infinite size; no power law; neither. */
export const FREE: Face = ['eInf', 'gamma', 'amplitude'];
export const WITHOUT_FLOOR: Face = ['gamma', 'amplitude'];
export const FLAT: Face = ['eInf', 'gamma'];
export const FACES: readonly Face[] = [FREE, WITHOUT_FLOOR, FLAT, ['gamma']];

/**
 * The linear problem of one alpha, turned so that it has four numbers a column rather than one a point: inner products, and so
 * the least squares of every face, stay the same (the triangle of a QR decomposition).
 */
export interface Reduction {
  readonly alpha: number;
  /** By term; null for a term that the problem lacks, or for a power law that is a combination of the others. */
  readonly columns: Readonly<Record<Term, Vector | null>>;
  readonly errors: Vector;
}

/** The best curve of a face. */
export interface Solution {
  readonly terms: Face;
  readonly coefficients: Vector;
  /** The sum of squared residuals. */
  readonly squares: number;
  readonly frame: Frame;
}

/** Reduces a problem at one alpha. */
export function reduce(problem: Problem, alpha: number): Reduction {
  const { fixed, apart } = problem;
  const powers = powersOf(problem, alpha);
  const parts = takeApart(fixed.directions, powers);
  const added = newDirection(parts, powers);
  const along = added === null ? 0 : dot(added.direction, apart.rest);
  const left = added === null ? apart.rest : subtract(apart.rest, along, added.direction);
  const [constant, shapes] = fixed.triangle;
  const pad = (values: Vector) => [...values, 0, 0, 0, 0].slice(0, fixed.directions.length + 2);
  return {
    alpha,
    columns: {
      eInf: pad(constant as Vector),
      gamma: shapes === undefined ? null : pad(shapes),
      amplitude: added === null ? null : pad([...parts.along, added.length]),
    },
    errors: [...apart.along, along, Math.sqrt(dot(left, left))],
  };
}

function subtract(a: Vector, factor: number, b: Vector): number[] {
  return a.map((value, i) => value - factor * (b[i] as number));
}

/** The best curve of a face; null where its terms are no different from each other. A term that the problem lacks does not count. */
export function solveFace({ columns, errors }: Reduction, face: Face): Solution | null {
  const terms = face.filter((term) => columns[term] !== null);
  const matrix: Matrix = terms.map((term) => columns[term] as Vector);
  const frame = frameOf(matrix);
  if (frame === null) return null;
  const { along, rest } = takeApart(frame.directions, errors);
  return { terms, coefficients: combine(frame.triangle, along), squares: dot(rest, rest), frame };
}

/** The coefficient of a term, 0 of one that the curve lacks. */
export function coefficient({ terms, coefficients }: Solution, term: Term): number {
  return coefficients[terms.indexOf(term)] ?? 0;
}
