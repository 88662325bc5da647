import { describe, expect, test } from 'vitest';
import { fitShape, fitSize, type Model, SIZE, SIZE_AND_SHAPE } from '../../src/fits/fitCurve';
import { leaveOneOut } from '../../src/fits/leaveOneOut';
import type { FitPoint } from '../../src/fits/point';
import { fitPowerLaw, predict } from '../../src/fits/powerLaw';
import { withoutPoint } from '../../src/fits/problem';
import { type Design, gaussian, pointsOn, type Truth } from './synthetic';

/** What every point is said to be by a whole search of its own through the others. */
function searchEach(points: readonly FitPoint[], { problemOf }: Model): number[] {
  const problem = problemOf(points);
  return points.map((_, i) =>
    predict(
      fitPowerLaw(withoutPoint(problem, i)),
      problem.logSizes[i] as number,
      problem.logShapes?.[i] ?? 0,
    ),
  );
}

function expectSame(points: readonly FitPoint[], model: Model): void {
  const predicted = leaveOneOut(points, model)?.predicted ?? [];
  expect(predicted).toHaveLength(points.length);
  const scale = points.reduce((most, { e }) => Math.max(most, e), 0);
  searchEach(points, model).forEach((value, i) => {
    expect(Math.abs((predicted[i] as number) - value)).toBeLessThan(1e-8 * Math.max(scale, Math.abs(value)));
  });
}

const DESIGNS: readonly (readonly [string, Truth, Design, number])[] = [
  ['a few points', { amplitude: 1, alpha: -0.3, eInf: 0.5 }, { points: 6, smallest: 1e6, decades: 2 }, 0.01],
  ['many', { amplitude: 1, alpha: -0.2, eInf: 1 }, { points: 60, smallest: 1e6, decades: 3 }, 0.02],
  [
    'no floor, so that some curves are on it',
    { amplitude: 1, alpha: -0.15, eInf: 0 },
    { points: 12, smallest: 1e3, decades: 4 },
    0.03,
  ],
  ['steep', { amplitude: 1, alpha: -2.5, eInf: 1 }, { points: 9, smallest: 1, decades: 1 }, 0.01],
  [
    'noise that hides the curve',
    { amplitude: 0.02, alpha: -0.1, eInf: 1 },
    { points: 9, smallest: 1, decades: 2 },
    0.1,
  ],
  ['sizes far apart', { amplitude: 1, alpha: -0.1, eInf: 1 }, { points: 8, smallest: 1, decades: 30 }, 0.01],
  ['no noise', { amplitude: 1, alpha: -0.3, eInf: 0.5 }, { points: 8, smallest: 1e6, decades: 3 }, 0],
];

describe('all points at once are left out as each in a search of its own', () => {
  test.each(DESIGNS)('%s', (_, truth, design, noise) => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = gaussian(seed);
      const points = pointsOn(truth, design, () => noise * random()).map((point, i) => ({
        ...point,
        e: Math.max(0, point.e),
        s: [6, 12, 24, 8, 48, 16, 30][(i * seed) % 7] as number,
      }));
      expectSame(points, SIZE);
      expectSame(points, SIZE_AND_SHAPE);
    }
  });

  test('a point without which all shapes are the same', () => {
    const random = gaussian(8);
    const points = pointsOn(
      { amplitude: 1, alpha: -0.3, eInf: 0.5 },
      { points: 8, smallest: 1e6, decades: 2 },
      () => 0.01 * random(),
    ).map((point, i) => ({ ...point, s: i === 5 ? 12 : 6 }));
    expectSame(points, SIZE_AND_SHAPE);
  });
});

test('points of three sizes are left out only where each size is there twice', () => {
  const three = [1, 2, 4].map((n) => ({ name: null, n, e: 1 + 1 / n, s: null }));
  expect(leaveOneOut(three, SIZE)).toBeNull();
  expect(leaveOneOut([...three, ...three.slice(1)], SIZE)).toBeNull();
  expect(leaveOneOut([...three, ...three], SIZE)?.meanAbsoluteError).toBeLessThan(1e-9);
});

test('ten thousand points are fitted and left out within seconds', () => {
  const random = gaussian(9);
  const points = pointsOn(
    { amplitude: 1, alpha: -0.3, eInf: 0.5 },
    { points: 10_000, smallest: 1e6, decades: 3 },
    () => 0.02 * random(),
  ).map((point, i) => ({ ...point, s: 4 + ((i * 7919) % 45) }));
  const left = leaveOneOut(points, SIZE_AND_SHAPE);
  const { rmse } = fitSize(points);
  expect(fitShape(points)?.rmse).toBeLessThanOrEqual(rmse);
  expect(left?.rmse).toBeGreaterThan(0.0195);
  expect(left?.rmse).toBeLessThan(0.0205);
}, 30_000);
