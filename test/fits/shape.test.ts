import { describe, expect, test } from 'vitest';
import { SIZE } from '../../src/fits/fitCurve';
import type { OpenInterval } from '../../src/fits/intervals';
import { leaveOneOut } from '../../src/fits/leaveOneOut';
import type { FitPoint } from '../../src/fits/point';
import { compareShape, type ShapeFit } from '../../src/fits/shape';
import { gaussian, pointsOn } from './synthetic';

const compare = (points: readonly FitPoint[]): ShapeFit => {
  const fit = compareShape(points, leaveOneOut(points, SIZE), 'depth', 0.95);
  if (fit === null) throw new Error('There is no shape to fit.');
  return fit;
};

const TRUTH = { amplitude: 1, alpha: -0.3, eInf: 1 };
const DEPTHS = [4, 6, 8, 12, 16, 24, 32, 48];

/** Points whose depths are drawn, with an effect of theirs. */
function drawn(seed: number, count: number, noise: number, gamma = 0): FitPoint[] {
  const random = gaussian(seed);
  const design = { points: count, smallest: 1e7, decades: 2 };
  return pointsOn(TRUTH, design, () => noise * random()).map((point) => {
    const s = DEPTHS[Math.floor(Math.abs(1000 * random())) % DEPTHS.length] as number;
    return { ...point, s, e: point.e + gamma * Math.log(s / 12) };
  });
}

const holds = ({ low, high }: OpenInterval, value: number) =>
  (low ?? Number.NEGATIVE_INFINITY) <= value && value <= (high ?? Number.POSITIVE_INFINITY);

describe('under the null, where depth does nothing', () => {
  const SETS = 400;
  test.each([
    [10, 0.01],
    [15, 0.03],
  ])('%d points with noise %d seldom say that it does', (count, noise) => {
    let preferred = 0;
    let held = 0;
    for (let seed = 1; seed <= SETS; seed++) {
      const fit = compare(drawn(1000 * count + seed, count, noise));
      if (fit.preferred !== null) preferred++;
      if (holds(fit.intervals.gamma, 0)) held++;
    }
    expect(preferred / SETS).toBeLessThanOrEqual(0.07);
    // 95% give or take 3.29 standard deviations of the binomial.
    expect(held / SETS).toBeGreaterThan(0.914);
    expect(held / SETS).toBeLessThan(0.986);
  });
});

test('intervals hold gamma, and exclude 0 where it is far from it', () => {
  const SETS = 200;
  let held = 0;
  let preferred = 0;
  for (let seed = 1; seed <= SETS; seed++) {
    const fit = compare(drawn(seed, 15, 0.01, -0.03));
    if (holds(fit.intervals.gamma, -0.03)) held++;
    if (fit.preferred === 'size and shape') preferred++;
  }
  expect(held / SETS).toBeGreaterThan(0.9);
  expect(preferred / SETS).toBeGreaterThan(0.95);
});

test('the ends of gamma are those of the profile', () => {
  const points = drawn(3, 12, 0.02, 0.02);
  const { intervals, gamma, rmse } = compare(points);
  const { low, high } = intervals.gamma as { low: number; high: number };
  expect(low).toBeLessThan(gamma);
  expect(high).toBeGreaterThan(gamma);
  // t of 8 degrees of freedom, from a table.
  const limit = 12 * rmse * rmse * (1 + 2.306004 ** 2 / 8);
  for (const end of [low, high]) {
    const without = points.map((point) => ({
      ...point,
      e: point.e - end * Math.log((point.s as number) / 12),
    }));
    const left = leastSquaresOfSize(without);
    expect(left / limit).toBeCloseTo(1, 4);
  }
});

/** The smallest sum of squares of a curve of size, by brute force over alpha. */
function leastSquaresOfSize(points: readonly FitPoint[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let alpha = -2; alpha < -0.002; alpha += 0.0005) {
    const powers = points.map(({ n }) => (n / 1e7) ** alpha);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const [p, e] = [mean(powers), mean(points.map((point) => point.e))];
    const spread = powers.reduce((sum, power) => sum + (power - p) ** 2, 0);
    const slope =
      points.reduce((sum, point, i) => sum + ((powers[i] as number) - p) * (point.e - e), 0) / spread;
    const squares = points.reduce(
      (sum, point, i) => sum + (point.e - e - slope * ((powers[i] as number) - p)) ** 2,
      0,
    );
    least = Math.min(least, squares);
  }
  return least;
}

describe('what the points cannot tell of the shape is said', () => {
  const reasons = ({ unidentified }: ShapeFit) => unidentified.map(({ reason }) => reason).join(' ');

  test('a depth that is a power of the size', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const fit = compare(drawn(seed, 10, 0.01).map((point) => ({ ...point, s: point.n ** 0.3 / 10 })));
      expect(fit.correlation).toBeCloseTo(1, 9);
      expect(fit.preferred).toBeNull();
      expect(reasons(fit)).toContain(
        'nearly a function of the size (the correlation of ln N and ln s is 1.000)',
      );
    }
  });

  test('one point of another shape', () => {
    const points = drawn(2, 10, 0.01).map((point, i) => ({ ...point, s: i === 4 ? 12 : 6, name: `m${i}` }));
    const fit = compare(points.map((point, i) => ({ ...point, e: point.e + (i === 4 ? 0.2 : 0) })));
    expect(fit.preferred).toBeNull();
    expect(reasons(fit)).toContain('there are 2 different shapes');
    expect(reasons(fit)).toMatch(/one point carries it: \d+% of .* is 'm4'/);
  });

  test('one point far from the other shapes', () => {
    const shapes = [6, 6, 7, 6, 48, 7, 6, 7, 6, 7];
    const points = drawn(2, 10, 0.01, -0.05).map((point, i) => ({ ...point, s: shapes[i] as number }));
    expect(reasons(compare(points))).toMatch(/one point carries it: \d+% of .* is the point with shape 48/);
    expect(compare(points).preferred).toBeNull();
  });

  test('nothing of shapes that are drawn', () => {
    expect(compare(drawn(5, 15, 0.01)).unidentified).toEqual([]);
  });
});
