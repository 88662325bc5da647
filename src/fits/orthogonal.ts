import { addScaled, dot, type Matrix, norm, type Vector } from '../numerics/linearAlgebra';

/** What must be left of a column beside those before it, as a share of its length: less is rounding. */
const LEAST_SHARE = 1e-10;

/** A vector as its parts along directions and what is left of it. */
export interface Parts {
  readonly along: Vector;
  readonly rest: Vector;
}

/** Columns as orthogonal directions of length 1 and the triangle that gives the columns back, column by column. */
export interface Frame {
  readonly directions: Matrix;
  readonly triangle: Matrix;
}

/** Takes a vector apart along directions, twice, so that what is left is at right angles to the last digits (Gram-Schmidt). */
export function takeApart(directions: Matrix, vector: Vector): Parts {
  let rest = vector;
  const along = directions.map(() => 0);
  for (let pass = 0; pass < 2; pass++) {
    directions.forEach((direction, i) => {
      const part = dot(direction, rest);
      along[i] = (along[i] as number) + part;
      rest = addScaled(rest, -part, direction);
    });
  }
  return { along, rest };
}

/** The direction in which a column adds to others, and its length there; null where it is a combination of them. */
export function newDirection(
  { rest }: Parts,
  column: Vector,
): { readonly direction: Vector; readonly length: number } | null {
  const length = norm(rest);
  if (!(length > LEAST_SHARE * norm(column))) return null;
  return { direction: rest.map((value) => value / length), length };
}

/** The frame of columns, or null where one is a combination of those before it. */
export function frameOf(columns: Matrix): Frame | null {
  const directions: Vector[] = [];
  const triangle: Vector[] = [];
  for (const column of columns) {
    const parts = takeApart(directions, column);
    const added = newDirection(parts, column);
    if (added === null) return null;
    directions.push(added.direction);
    triangle.push([...parts.along, added.length]);
  }
  return { directions, triangle };
}

/** The combination of columns that has these parts along their directions. */
export function combine(triangle: Matrix, along: Vector): number[] {
  const solution = new Array<number>(along.length).fill(0);
  for (let i = along.length - 1; i >= 0; i--) {
    let rest = along[i] as number;
    for (let j = i + 1; j < along.length; j++) rest -= (triangle[j]?.[i] as number) * (solution[j] as number);
    solution[i] = rest / (triangle[i]?.[i] as number);
  }
  return solution;
}

/** Variances and covariances of the coefficients of columns, in units of the variance of an error. */
export function covariances({ triangle }: Frame): number[][] {
  const inverse = triangle.map((_, i) =>
    combine(
      triangle,
      triangle.map((_, j) => (i === j ? 1 : 0)),
    ),
  );
  return triangle.map((_, a) =>
    triangle.map((_, b) =>
      inverse.reduce((sum, column) => sum + (column[a] as number) * (column[b] as number), 0),
    ),
  );
}
