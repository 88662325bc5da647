import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitShape, fitSize } from '../../src/fits/fitCurve';
import { type Design, ncOf, pointsOn, type Truth } from './synthetic';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const truth: fc.Arbitrary<Truth> = fc.record({
  amplitude: between(0.05, 5),
  alpha: between(-1, -0.03),
  eInf: between(0.02, 3),
});

const design: fc.Arbitrary<Design> = fc.record({
  points: fc.integer({ min: 4, max: 30 }),
  smallest: between(1e3, 1e12),
  decades: between(1, 6),
});

const relative = (found: number, wanted: number) => Math.abs(found / wanted - 1);

test('points without noise give the coefficients back to a millionth', () => {
  fc.assert(
    fc.property(truth, design, (curve, at) => {
      const found = fitSize(pointsOn(curve, at));
      expect(relative(found.nc, ncOf(curve, at))).toBeLessThan(1e-6);
      expect(relative(found.alpha, curve.alpha)).toBeLessThan(1e-6);
      expect(relative(found.eInf, curve.eInf)).toBeLessThan(1e-6);
    }),
    { numRuns: 300 },
  );
});

test('and with a shape term its coefficient too', () => {
  const gammas = between(0.001, 0.05);
  fc.assert(
    fc.property(truth, design, gammas, fc.constantFrom(-1, 1), (curve, at, size, sign) => {
      const gamma = sign * size;
      const shapes = [4, 48, 12, 30, 7];
      const points = pointsOn(curve, { ...at, points: at.points + 4 }).map((point, i) => {
        const s = shapes[i % shapes.length] as number;
        return { ...point, s, e: point.e + gamma * Math.log(s / 12) };
      });
      const found = fitShape(points);
      if (found === null || points.some(({ e }) => e < 0)) return;
      const reference = found.referenceShape as number;
      expect(relative(found.gamma, gamma)).toBeLessThan(1e-6);
      expect(relative(found.alpha, curve.alpha)).toBeLessThan(1e-6);
      expect(found.eInf).toBeCloseTo(curve.eInf + gamma * Math.log(reference / 12), 6);
    }),
    { numRuns: 100 },
  );
});

test('sizes in other units change Nc alone, errors in other units all but alpha', () => {
  const points = pointsOn(
    { amplitude: 1, alpha: -0.2, eInf: 1 },
    { points: 9, smallest: 1e7, decades: 3 },
  ).map((point, i) => ({ ...point, e: point.e + 0.01 * ((i * 7) % 5) }));
  const found = fitSize(points);
  const inMillions = fitSize(points.map((point) => ({ ...point, n: point.n / 1e6 })));
  const inPercent = fitSize(points.map((point) => ({ ...point, e: 100 * point.e })));
  expect(inMillions.alpha).toBeCloseTo(found.alpha, 9);
  expect(inMillions.eInf).toBeCloseTo(found.eInf, 9);
  expect(inMillions.nc).toBeCloseTo(found.nc * 1e6 ** found.alpha, 9);
  expect(inPercent.alpha).toBeCloseTo(found.alpha, 9);
  expect(inPercent.eInf).toBeCloseTo(100 * found.eInf, 7);
  expect(inPercent.r2).toBeCloseTo(found.r2, 12);
});

test('no curve near the best one has a smaller sum of squares', () => {
  const points = pointsOn(
    { amplitude: 1, alpha: -0.3, eInf: 0.5 },
    { points: 12, smallest: 1e6, decades: 3 },
  ).map((point, i) => ({ ...point, e: point.e + 0.02 * Math.sin(5 * i) }));
  const { nc, alpha, eInf, rmse } = fitSize(points);
  const rmseOf = (a: number, b: number, c: number) =>
    Math.sqrt(points.reduce((sum, { n, e }) => sum + (e - a * n ** b - c) ** 2, 0) / points.length);
  expect(rmseOf(nc, alpha, eInf)).toBeCloseTo(rmse, 12);
  for (const step of [1e-2, 1e-3, -1e-3, -1e-2]) {
    expect(rmseOf(nc * (1 + step), alpha, eInf)).toBeGreaterThan(rmse);
    expect(rmseOf(nc, alpha * (1 + step), eInf)).toBeGreaterThan(rmse);
    expect(rmseOf(nc, alpha, eInf * (1 + step))).toBeGreaterThan(rmse);
  }
});
