import { addScaled, dot, leastSquares, type Matrix, norm, type Vector } from '../numerics/linearAlgebra';

const TOLERANCE = 1e-12;

/**
 * The non-negative x that minimises |columns * x - target|, and what is left of the target.
 * Source: Lawson and Hanson, Solving Least Squares Problems, algorithm NNLS (chapter 23).
 */
export function nonNegativeLeastSquares(
  columns: Matrix,
  target: Vector,
): { x: number[]; residual: number[] } {
  let x = columns.map(() => 0);
  const free = new Set<number>();
  for (let round = 0; round < 20 * columns.length; round++) {
    const residual = residualOf(columns, x, target);
    const entering = steepest(columns, residual, free, magnitude(columns, x, target));
    if (entering === null) break;
    free.add(entering);
    x = stepInside(columns, target, x, free);
  }
  return { x, residual: residualOf(columns, x, target) };
}

function residualOf(columns: Matrix, x: Vector, target: Vector): number[] {
  return columns.reduce<number[]>(
    (rest, column, j) => addScaled(rest, -(x[j] as number), column),
    [...target],
  );
}

/** How large the terms are that cancel in a residual: what its rounding errors are relative to. */
function magnitude(columns: Matrix, x: Vector, target: Vector): number {
  return columns.reduce((sum, column, j) => sum + (x[j] as number) * norm(column), norm(target));
}

/**
 * The bound variable whose increase shrinks the residual fastest, or null where none does. A slope within rounding errors
 * is none: a column that depends on the free ones must not join them.
 */
function steepest(
  columns: Matrix,
  residual: Vector,
  free: ReadonlySet<number>,
  scale: number,
): number | null {
  let best: number | null = null;
  let bestSlope = 0;
  columns.forEach((column, j) => {
    const slope = free.has(j) ? 0 : dot(column, residual);
    if (slope <= bestSlope || slope <= TOLERANCE * scale * norm(column)) return;
    best = j;
    bestSlope = slope;
  });
  return best;
}

/** Moves towards the least-squares solution of the free variables, dropping those that reach zero on the way. */
function stepInside(columns: Matrix, target: Vector, start: Vector, free: Set<number>): number[] {
  let x = [...start];
  for (;;) {
    const indices = [...free].sort((a, b) => a - b);
    const solution = leastSquares(
      indices.map((j) => columns[j] as Vector),
      target,
    );
    const goal = x.map(() => 0);
    indices.forEach((j, i) => {
      goal[j] = solution[i] as number;
    });
    const blocking = indices.filter((j) => (goal[j] as number) <= 0);
    if (blocking.length === 0) return goal;
    const step = Math.min(
      ...blocking.map((j) => (x[j] === 0 ? 0 : (x[j] as number) / ((x[j] as number) - (goal[j] as number)))),
    );
    x = x.map((value, j) => value + step * ((goal[j] as number) - value));
    for (const j of blocking) {
      if ((x[j] as number) > TOLERANCE) continue;
      x[j] = 0;
      free.delete(j);
    }
  }
}
