import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corners, nearestToOrigin, normalise, type Polytope } from '../../src/calibration/polytope';
import { dot, norm, type Vector } from '../../src/numerics/linearAlgebra';

/** The box from `low` to `high` in every dimension. */
function box(low: Vector, high: Vector): Polytope {
  const unit = (i: number, sign: number) => low.map((_, j) => (i === j ? sign : 0));
  return {
    rows: [...low.map((_, i) => unit(i, 1)), ...high.map((_, i) => unit(i, -1))],
    bounds: [...low, ...high.map((value) => -value)],
  };
}

/** Points with coordinates of at least 0 and a sum of at most 1. */
function simplex(dimensions: number): Polytope {
  const zeros = new Array<number>(dimensions).fill(0);
  return {
    rows: [...zeros.map((_, i) => zeros.map((_, j) => (i === j ? 1 : 0))), zeros.map(() => -1)],
    bounds: [...zeros, -1],
  };
}

const rounded = (points: readonly Vector[]) =>
  points.map((point) => point.map((value) => Number(value.toFixed(9)) + 0).join()).sort();

test('normalised rows have length one and the same half-spaces', () => {
  const { rows, bounds } = normalise({ rows: [[3, 4]], bounds: [10] });
  expect(rows).toEqual([[0.6, 0.8]]);
  expect(bounds).toEqual([2]);
});

describe('corners', () => {
  test.each([1, 2, 3, 4, 5])('a cube in %d dimensions has two to that power', (dimensions) => {
    const low = new Array<number>(dimensions).fill(-1);
    const high = new Array<number>(dimensions).fill(2);
    const found = corners(
      box(low, high),
      low.map((_, i) => 0.1 * i),
    );
    expect(found).toHaveLength(2 ** dimensions);
    expect(new Set(rounded(found)).size).toBe(2 ** dimensions);
    for (const corner of found) {
      for (const value of corner)
        expect(Math.min(Math.abs(value + 1), Math.abs(value - 2))).toBeLessThan(1e-12);
    }
  });

  test.each([1, 2, 3, 4, 6])(
    'a simplex in %d dimensions has one more: the origin and the unit points',
    (dimensions) => {
      const found = corners(simplex(dimensions), new Array<number>(dimensions).fill(0.5 / dimensions));
      const zeros = new Array<number>(dimensions).fill(0);
      const expected = [zeros, ...zeros.map((_, i) => zeros.map((_, j) => (i === j ? 1 : 0)))];
      expect(rounded(found)).toEqual(rounded(expected));
    },
  );

  test('a constraint that touches nothing adds no corner', () => {
    const { rows, bounds } = box([0, 0], [1, 1]);
    expect(corners({ rows: [...rows, [-1, -1]], bounds: [...bounds, -5] }, [0.5, 0.5])).toHaveLength(4);
  });

  test('a cut corner of a square becomes two', () => {
    const { rows, bounds } = box([0, 0], [1, 1]);
    const found = corners({ rows: [...rows, [-1, -1]], bounds: [...bounds, -1.5] }, [0.5, 0.5]);
    expect(rounded(found)).toEqual(['0,0', '0,1', '0.5,1', '1,0', '1,0.5']);
  });

  test('do not depend on the point that the walk starts from', () => {
    const inside = fc.array(fc.double({ min: 0.01, max: 0.3, noNaN: true }), { minLength: 3, maxLength: 3 });
    const { rows, bounds } = simplex(3);
    const cut = { rows: [...rows, [-1, 0.2, 0.1]], bounds: [...bounds, -0.9] };
    const expected = rounded(corners(cut, [0.1, 0.1, 0.1]));
    expect(expected.length).toBeGreaterThan(4);
    fc.assert(
      fc.property(inside, (start) => {
        expect(rounded(corners(cut, start))).toEqual(expected);
      }),
    );
  });

  test('an unbounded set is refused', () => {
    expect(() =>
      corners(
        {
          rows: [
            [1, 0],
            [0, 1],
          ],
          bounds: [0, 0],
        },
        [1, 1],
      ),
    ).toThrow('unbounded');
  });
});

describe('the point nearest to the origin', () => {
  const tenths = (min: number, max: number) => fc.integer({ min, max }).map((value) => value / 10);

  test('of a box is its bounds clamped to 0', () => {
    const interval = fc.tuple(tenths(-50, 50), tenths(1, 50));
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 6 }), (sides) => {
        const low = sides.map(([least]) => least);
        const high = sides.map(([least, width]) => least + width);
        const nearest = nearestToOrigin(box(low, high)) as number[];
        nearest.forEach((value, i) => {
          expect(value).toBeCloseTo(Math.min(Math.max(0, low[i] as number), high[i] as number), 6);
        });
      }),
    );
  });

  test('of a half-plane is the foot of the perpendicular', () => {
    const nearest = nearestToOrigin({ rows: [[3, 4]], bounds: [10] }) as number[];
    expect(nearest[0]).toBeCloseTo(1.2, 12);
    expect(nearest[1]).toBeCloseTo(1.6, 12);
  });

  test('of an empty set does not exist', () => {
    expect(
      nearestToOrigin({
        rows: [
          [1, 0],
          [-1, 0],
        ],
        bounds: [1, 1],
      }),
    ).toBeNull();
  });

  test('of random half-planes is inside all, and no point of a fine grid inside is nearer', () => {
    const plane = fc.record({
      angle: fc.integer({ min: 0, max: 359 }),
      // No two bounds are opposite, so that no set is a mere line.
      bound: fc.integer({ min: -200, max: 100 }).map((hundredths) => hundredths / 100 + 0.0033),
    });
    const grid = Array.from({ length: 61 * 61 }, (_, i) => [(i % 61) / 10 - 3, Math.floor(i / 61) / 10 - 3]);
    fc.assert(
      fc.property(fc.array(plane, { minLength: 1, maxLength: 8 }), (planes) => {
        const rows = planes.map(({ angle }) => [
          Math.cos((angle * Math.PI) / 180),
          Math.sin((angle * Math.PI) / 180),
        ]);
        const bounds = planes.map(({ bound }) => bound);
        const isInside = (point: Vector, slack: number) =>
          rows.every((row, i) => dot(row, point) >= (bounds[i] as number) - slack);
        const nearest = nearestToOrigin({ rows, bounds });
        const inGrid = grid.filter((point) => isInside(point, 0));
        if (nearest === null) {
          expect(inGrid).toHaveLength(0);
          return;
        }
        expect(isInside(nearest, 1e-6)).toBe(true);
        for (const point of inGrid) expect(norm(nearest)).toBeLessThanOrEqual(norm(point) + 1e-6);
      }),
    );
  });
});
