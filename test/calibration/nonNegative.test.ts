import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nonNegativeLeastSquares } from '../../src/calibration/nonNegative';
import {
  addScaled,
  dot,
  leastSquares,
  type Matrix,
  norm,
  type Vector,
} from '../../src/numerics/linearAlgebra';

const entry = fc.integer({ min: -1000, max: 1000 }).map((hundredths) => hundredths / 100);
const small = fc.integer({ min: -3, max: 3 });
const problems = (value: fc.Arbitrary<number>) =>
  fc
    .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 10 }) })
    .chain((size) => {
      const vector = fc.array(value, { minLength: size.rows, maxLength: size.rows });
      return fc.record({
        columns: fc.array(vector, { minLength: size.columns, maxLength: size.columns }),
        target: vector,
      });
    });

/** The conditions of Karush, Kuhn and Tucker, which only the minimum of a convex problem meets. */
function expectOptimal(columns: Matrix, target: Vector): void {
  const { x, residual } = nonNegativeLeastSquares(columns, target);
  const scale = 1e-9 * (1 + norm(target));
  const combined = columns.reduce<number[]>(
    (rest, column, j) => addScaled(rest, -(x[j] as number), column),
    [...target],
  );
  combined.forEach((value, i) => {
    expect(residual[i]).toBeCloseTo(value, 9);
  });
  columns.forEach((column, j) => {
    const slope = dot(column, residual);
    expect(x[j]).toBeGreaterThanOrEqual(0);
    expect(slope).toBeLessThanOrEqual(scale * (1 + norm(column)));
    if ((x[j] as number) > 0) expect(Math.abs(slope)).toBeLessThanOrEqual(scale * (1 + norm(column)));
  });
}

describe('non-negative least squares', () => {
  test('are the plain ones where those are non-negative', () => {
    const columns = [
      [1, 0, 0],
      [1, 1, 0],
    ];
    const { x, residual } = nonNegativeLeastSquares(columns, [3, 1, 5]);
    expect(x).toEqual(leastSquares(columns, [3, 1, 5]));
    expect(residual).toEqual([0, 0, 5]);
  });

  test('leave out a column that only a negative weight would use', () => {
    const columns = [
      [1, 0],
      [0, -1],
    ];
    expect(nonNegativeLeastSquares(columns, [2, 3])).toEqual({ x: [2, 0], residual: [0, 3] });
  });

  test('drop a column that entered first', () => {
    // The second column is steepest at the start, and of no use once the others are in.
    const columns = [
      [1, 0, 0],
      [3, 3, 1],
      [0, 1, 0],
    ];
    expectOptimal(columns, [1, 1, 0]);
    expect(nonNegativeLeastSquares(columns, [1, 1, 0]).x).toEqual([1, 0, 1]);
  });

  test('a column that depends on those in use does not join them by a rounding error', () => {
    const columns = [
      [-3.9, 0.01],
      [3.3, -0.02],
      [1.05, 0],
      [4.4, 0],
    ];
    expectOptimal(columns, [0.95, -2.49]);
  });

  test('of random problems meet the conditions of an optimum', () => {
    fc.assert(
      fc.property(problems(entry), ({ columns, target }) => expectOptimal(columns, target)),
      { numRuns: 500 },
    );
  });

  test('of degenerate problems (parallel, equal and zero columns) too', () => {
    fc.assert(
      fc.property(problems(small), ({ columns, target }) => expectOptimal(columns, target)),
      { numRuns: 500 },
    );
  });
});
