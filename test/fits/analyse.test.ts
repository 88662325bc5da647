import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseFit, type FitData, type FitReport } from '../../src/fits/analyse';
import { fitSize, SIZE } from '../../src/fits/fitCurve';
import { leaveOneOut } from '../../src/fits/leaveOneOut';
import type { FitPoint } from '../../src/fits/point';
import { gaussian, pointsOn } from './synthetic';

const measure = { column: 'n', unit: 'n' };

function fitOf(points: readonly FitPoint[], hasShape = false): FitReport {
  const data: FitData = {
    points,
    x: measure,
    y: measure,
    shape: hasShape ? { column: 'depth', unit: 'layers' } : null,
  };
  return analyseFit(data, 0.95);
}

const point = (n: number, e: number, s: number | null = null): FitPoint => ({ name: null, n, e, s });
const reasonsOf = ({ unidentified }: FitReport, parameter: string) =>
  unidentified.filter((one) => one.parameter === parameter).map(({ reason }) => reason);

describe('what points cannot tell is said, and why', () => {
  test('three different sizes: a curve through them, and no interval', () => {
    const fit = fitOf([point(1, 3), point(2, 2.5), point(4, 2.25)]);
    expect(fit).toMatchObject({ rmse: expect.closeTo(0, 12), leaveOneOut: null });
    expect([fit.alpha, fit.eInf]).toEqual([expect.closeTo(-1, 9), expect.closeTo(2, 9)]);
    expect(fit.intervals.alpha).toEqual({ low: null, high: null });
    for (const parameter of ['nc', 'alpha', 'eInf'])
      expect(reasonsOf(fit, parameter)).toEqual([expect.stringContaining('3 different sizes')]);
  });

  test('three different sizes, each measured twice', () => {
    const points = [point(1, 3), point(2, 2.5), point(4, 2.25)];
    const fit = fitOf([...points, ...points.map((one) => ({ ...one, e: one.e + 0.01 }))]);
    expect(reasonsOf(fit, 'alpha')).toEqual([expect.stringContaining('3 different sizes')]);
  });

  test.each([
    ['the same everywhere', [3, 3, 3, 3], 'every error is the same'],
    [
      'the same everywhere, at sizes and numbers that round',
      [3.1, 3.1, 3.1, 3.1, 3.1, 3.1],
      'every error is the same',
    ],
    ['rising', [2, 2.2, 2.3, 3], 'does not fall'],
  ])('an error %s does not fall with the size', (_, errors, reason) => {
    const fit = fitOf(errors.map((e, i) => point(2 ** i, e)));
    expect(fit).toMatchObject({
      nc: expect.closeTo(0, 9),
      r2: expect.closeTo(0, 9),
      intervals: { alpha: { low: null, high: null } },
    });
    for (const parameter of ['nc', 'alpha', 'eInf'])
      expect(reasonsOf(fit, parameter)).toEqual([expect.stringContaining(reason)]);
  });

  test('sizes within a factor of two', () => {
    const fit = fitOf([1, 1.2, 1.4, 1.6, 1.9].map((n) => point(n, 2 + n ** -0.3)));
    expect(reasonsOf(fit, 'alpha')).toEqual([expect.stringContaining('only 1.90 times the smallest')]);
  });

  test('a floor that cannot be told from 0', () => {
    const fit = fitOf([3, 2, 1.4, 0.9, 0.62].map((e, i) => point(10 ** i, e)));
    expect(fit.intervals.eInf.low).toBe(0);
    expect(reasonsOf(fit, 'eInf')).toEqual([expect.stringContaining('cannot be told from 0')]);
    expect(reasonsOf(fit, 'alpha')).toEqual([]);
  });

  test('a valley without an end: steep curves fit as well', () => {
    const fit = fitOf([3, 2.02, 1.99, 2.01, 2].map((e, i) => point(10 ** i, e)));
    expect(fit.intervals.alpha.low).toBeNull();
    expect(fit.intervals.alpha.high).toBeLessThan(-0.5);
    expect(reasonsOf(fit, 'alpha')).toHaveLength(1);
    expect(reasonsOf(fit, 'nc')).toEqual([expect.stringContaining('every alpha has another Nc')]);
  });

  test('noise larger than the curve: curves of every steepness', () => {
    const random = gaussian(3);
    const noisy = pointsOn(
      { amplitude: 0.01, alpha: -0.1, eInf: 2 },
      { points: 8, smallest: 1e6, decades: 2 },
      () => 0.3 * random(),
    );
    expect(fitOf(noisy).intervals.alpha).toEqual({ low: null, high: null });
    expect(reasonsOf(fitOf(noisy), 'alpha')).toHaveLength(1);
  });

  test('and nothing of points that tell everything', () => {
    const random = gaussian(4);
    const good = pointsOn(
      { amplitude: 1, alpha: -0.3, eInf: 1 },
      { points: 12, smallest: 1e6, decades: 3 },
      () => 0.005 * random(),
    );
    expect(fitOf(good).unidentified).toEqual([]);
  });
});

test('whatever the points, every number is finite and the interval holds the value', () => {
  const value = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(0, 1, 2, 1e-300, 1e9));
  const size = fc.oneof(
    fc.double({ min: 1e-60, max: 1e60, noNaN: true }),
    fc.constantFrom(1, 2, 3, 1e-60, 1e60),
  );
  const shape = fc.oneof(fc.double({ min: 1e-60, max: 1e60, noNaN: true }), fc.constantFrom(1, 2, 3));
  const points = fc
    .array(fc.tuple(size, value, shape), { minLength: 3, maxLength: 10 })
    .filter((list) => new Set(list.map(([n]) => n)).size >= 3);
  const check = (found: unknown): void => {
    if (typeof found === 'number') expect(Number.isFinite(found)).toBe(true);
    else if (typeof found === 'object' && found !== null) Object.values(found).forEach(check);
  };
  fc.assert(
    fc.property(points, (list) => {
      const fit = fitOf(
        list.map(([n, e, s]) => point(n, e, s)),
        true,
      );
      check(fit);
      for (const key of ['nc', 'alpha', 'eInf'] as const) {
        const { low, high } = fit.intervals[key];
        const reach = 1e-9 * Math.abs(fit[key]) + 1e-300;
        if (low !== null) expect(low).toBeLessThanOrEqual(fit[key] + reach);
        if (high !== null) expect(high).toBeGreaterThanOrEqual(fit[key] - reach);
      }
    }),
    { numRuns: 60 },
  );
});

test('leave-one-out is what the curve through the others says', () => {
  const random = gaussian(5);
  const points = pointsOn(
    { amplitude: 1, alpha: -0.2, eInf: 0.5 },
    { points: 7, smallest: 100, decades: 2 },
    () => 0.02 * random(),
  );
  const left = leaveOneOut(points, SIZE);
  const predicted = points.map(({ n }, i) => {
    const { nc, alpha, eInf } = fitSize(points.filter((_, j) => j !== i));
    return nc * n ** alpha + eInf;
  });
  predicted.forEach((value, i) => {
    expect(left?.predicted[i]).toBeCloseTo(value, 9);
  });
  const errors = points.map(({ e }, i) => Math.abs(e - (predicted[i] as number)));
  expect(left?.meanAbsoluteError).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / 7, 9);
});

describe('the shape term', () => {
  const random = gaussian(6);
  const depths = [4, 24, 12, 48, 6, 36, 8, 16, 32, 20];
  const points = pointsOn(
    { amplitude: 1, alpha: -0.3, eInf: 0.5 },
    { points: 10, smallest: 1e7, decades: 2 },
  );
  const noise = points.map(() => 0.005 * random());
  const made = (gamma: number) =>
    points.map((one, i) => {
      const s = depths[i] as number;
      return { ...one, s, e: one.e + gamma * Math.log(s / 16) + (noise[i] as number) };
    });

  test('is preferred where the error depends on the shape', () => {
    const { withShape, residuals } = fitOf(made(-0.05), true);
    expect(withShape).toMatchObject({ column: 'depth', preferred: 'size and shape' });
    expect(withShape?.gamma).toBeCloseTo(-0.05, 1);
    expect(withShape?.improvement).toBeGreaterThan(0.5);
    const sizes = residuals.map(({ residual }) => Math.abs(residual));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  test('is not where it does not', () => {
    const { withShape } = fitOf(made(0), true);
    expect(Math.abs(withShape?.gamma as number)).toBeLessThan(0.01);
    expect(withShape?.improvement).toBeLessThan(0.3);
  });

  test('is left out where every shape is the same, or too few points are there', () => {
    expect(
      fitOf(
        made(0).map((one) => ({ ...one, s: 12 })),
        true,
      ).withShape,
    ).toBeNull();
    expect(fitOf(made(0).slice(0, 3), true).withShape).toBeNull();
    expect(fitOf(made(0).slice(0, 4), true).withShape).toMatchObject({ leaveOneOut: null, preferred: null });
  });
});
