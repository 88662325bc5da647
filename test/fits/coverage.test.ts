import { describe, expect, test } from 'vitest';
import { findIntervals, type OpenInterval } from '../../src/fits/intervals';
import { fitPowerLaw } from '../../src/fits/powerLaw';
import { problemOfSize } from '../../src/fits/problem';
import { gaussian, ncOf, pointsOn } from './synthetic';

const SETS = 400;
const COEFFICIENTS = ['nc', 'alpha', 'eInf'] as const;

/** Of 400 sets, 95% lie outside this with a probability of 0.1%: 3.29 standard deviations of the binomial. */
const TOLERANCE = 3.29;

const contains = ({ low, high }: OpenInterval, value: number) =>
  (low ?? Number.NEGATIVE_INFINITY) <= value && value <= (high ?? Number.POSITIVE_INFINITY);

/** The shares of sets whose intervals hold the coefficients that made the set. */
function coverage(alpha: number, points: number, noise: number, decades: number, level: number): number[] {
  const random = gaussian(20_210_922 + points);
  const truth = { amplitude: 1, alpha, eInf: 1 };
  const design = { points, smallest: 1e7, decades };
  const wanted = { nc: ncOf(truth, design), alpha, eInf: 1 };
  const held = { nc: 0, alpha: 0, eInf: 0 };
  for (let i = 0; i < SETS; i++) {
    const problem = problemOfSize(pointsOn(truth, design, () => noise * random()));
    const intervals = findIntervals(problem, fitPowerLaw(problem), level);
    for (const key of COEFFICIENTS) if (contains(intervals[key], wanted[key])) held[key]++;
  }
  return COEFFICIENTS.map((key) => held[key] / SETS);
}

function band(level: number): readonly [number, number] {
  const reach = TOLERANCE * Math.sqrt((level * (1 - level)) / SETS);
  return [level - reach, level + reach];
}

describe('intervals hold the coefficients that noisy points were made with, as often as they say', () => {
  test.each([
    [-0.05, 30, 0.005, 3, 0.95],
    [-0.1, 20, 0.01, 3, 0.95],
    [-0.2, 12, 0.01, 2, 0.95],
    [-0.3, 8, 0.02, 2.5, 0.95],
    [-0.5, 10, 0.03, 2, 0.95],
    [-0.2, 15, 0.02, 3, 0.8],
  ])(
    'alpha %d, %d points, noise %d, %d decades, at a level of %d',
    (alpha, points, noise, decades, level) => {
      const [least, most] = band(level);
      for (const share of coverage(alpha, points, noise, decades, level)) {
        expect(share).toBeGreaterThanOrEqual(least);
        expect(share).toBeLessThanOrEqual(most);
      }
    },
  );

  test('also where noise hides the curve: the intervals open, and are held at least as often', () => {
    for (const share of coverage(-0.08, 8, 0.05, 2, 0.95))
      expect(share).toBeGreaterThanOrEqual(band(0.95)[0]);
  });
});

test('the ends are those of the profile: no curve within the limit is outside, some are at the ends', () => {
  const random = gaussian(7);
  const points = pointsOn(
    { amplitude: 1, alpha: -0.2, eInf: 0.8 },
    { points: 10, smallest: 1, decades: 2 },
    () => 0.02 * random(),
  );
  const problem = problemOfSize(points);
  const projection = fitPowerLaw(problem);
  const { nc, alpha, eInf } = findIntervals(problem, projection, 0.95);
  // t of 7 degrees of freedom, from a table.
  const limit = projection.squares * (1 + 2.364624 ** 2 / 7);
  const ends = { nc: [Infinity, -Infinity], alpha: [Infinity, -Infinity], eInf: [Infinity, -Infinity] };
  const see = (key: keyof typeof ends, value: number) => {
    const [low, high] = ends[key] as [number, number];
    ends[key] = [Math.min(low, value), Math.max(high, value)];
  };
  const grid = (from: number, to: number) =>
    Array.from({ length: 161 }, (_, i) => from + ((to - from) * i) / 160);
  const around = ({ low, high }: OpenInterval) => {
    const [from, to] = [low as number, high as number];
    return grid(from - 0.1 * (to - from), to + 0.1 * (to - from));
  };
  for (const a of around(nc))
    for (const b of around(alpha)) {
      const powers = points.map(({ n }) => a * n ** b);
      for (const c of around(eInf)) {
        let squares = 0;
        for (let i = 0; i < points.length; i++)
          squares += ((points[i] as { e: number }).e - (powers[i] as number) - c) ** 2;
        if (squares > limit) continue;
        see('nc', a);
        see('alpha', b);
        see('eInf', c);
      }
    }
  for (const [key, interval] of Object.entries({ nc, alpha, eInf }) as [keyof typeof ends, OpenInterval][]) {
    const [low, high] = [interval.low as number, interval.high as number];
    const [seenLow, seenHigh] = ends[key] as [number, number];
    // Steps of the grid: 0.75% of the interval; its points seldom hit a corner of the region.
    expect(seenLow).toBeGreaterThanOrEqual(low - 1e-9);
    expect(seenHigh).toBeLessThanOrEqual(high + 1e-9);
    expect(seenLow).toBeLessThan(low + 0.08 * (high - low));
    expect(seenHigh).toBeGreaterThan(high - 0.08 * (high - low));
  }
});
