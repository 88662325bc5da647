import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addScaled,
  dot,
  leastSquares,
  type Matrix,
  norm,
  solve,
  type Vector,
} from '../../src/numerics/linearAlgebra';

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const vector = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
const matrix = (rows: number, columns: number) =>
  fc.array(vector(columns), { minLength: rows, maxLength: rows });

const multiply = (rows: Matrix, x: Vector) => rows.map((row) => dot(row, x));
const combine = (columns: Matrix, x: Vector) =>
  columns.reduce<number[]>(
    (sum, column, j) => addScaled(sum, x[j] as number, column),
    (columns[0] as Vector).map(() => 0),
  );

/** A square matrix far from singular: random entries and a heavy diagonal, its rows in another order. */
const regular = (n: number) =>
  matrix(n, n).map((rows) =>
    rows.map((row, i) => row.map((value, j) => (i === j ? value + 50 : value))).reverse(),
  );

test('inner products, sums and lengths of vectors', () => {
  expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
  expect(addScaled([1, 2], -2, [3, 4])).toEqual([-5, -6]);
  expect(norm([3, 4])).toBe(5);
});

describe('square systems', () => {
  test('that need a pivot', () => {
    expect(
      solve(
        [
          [0, 2],
          [4, 0],
        ],
        [6, 8],
      ),
    ).toEqual([2, 3]);
  });

  test('that are singular have no solution', () => {
    expect(
      solve(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 2],
      ),
    ).toBeNull();
    expect(
      solve(
        [
          [0, 0],
          [0, 0],
        ],
        [0, 0],
      ),
    ).toBeNull();
  });

  test('that are regular: the solution gives the right side back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }).chain((n) => fc.tuple(regular(n), vector(n))),
        ([rows, right]) => {
          const solution = solve(rows, right) as number[];
          multiply(rows, solution).forEach((value, i) => {
            expect(value).toBeCloseTo(right[i] as number, 9);
          });
        },
      ),
    );
  });

  test('do not change what they are given', () => {
    const rows = [
      [0, 2],
      [4, 0],
    ];
    const right = [6, 8];
    solve(rows, right);
    expect([rows, right]).toEqual([
      [
        [0, 2],
        [4, 0],
      ],
      [6, 8],
    ]);
  });
});

describe('least squares', () => {
  test('the line through (0, 1), (1, 2), (2, 2) is 7/6 + x/2', () => {
    const [constant, slope] = leastSquares(
      [
        [1, 1, 1],
        [0, 1, 2],
      ],
      [1, 2, 2],
    );
    expect(constant).toBeCloseTo(7 / 6, 12);
    expect(slope).toBeCloseTo(1 / 2, 12);
  });

  test('leave a residual orthogonal to every column', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain((n) => fc.tuple(regular(n), matrix(n, 4), vector(n + 4))),
        ([square, more, target]) => {
          // Columns of a tall matrix of full rank: a regular block on top, anything below.
          const columns = square.map((row, j) => [...row, ...(more[j] as Vector)]);
          const residual = addScaled(target, -1, combine(columns, leastSquares(columns, target)));
          for (const column of columns)
            expect(Math.abs(dot(column, residual))).toBeLessThan(1e-9 * norm(column));
        },
      ),
    );
  });

  test('of nearly parallel columns are still orthogonal', () => {
    const columns = [
      [1, 1e-7, 0],
      [1, 0, 1e-7],
    ];
    const residual = addScaled([1, 2, 3], -1, combine(columns, leastSquares(columns, [1, 2, 3])));
    for (const column of columns) expect(Math.abs(dot(column, residual))).toBeLessThan(1e-7);
  });
});
