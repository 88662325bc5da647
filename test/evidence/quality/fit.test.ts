import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import assumptions from '../../../presets/quality/assumptions.json';
import committed from '../../../presets/quality/fit.json';
import { doubtsOf, featuresOf, TERMS } from '../../../src/evidence/quality/features';
import { fitQuality, leaveOneOut, type ScoredPoint } from '../../../src/evidence/quality/fit';
import { scoredPoints } from '../../../src/evidence/quality/points';
import { expectQuality } from '../../../src/evidence/quality/position';
import type { ModelShape } from '../../../src/model/shape';
import { parseName } from '../../../src/names/parse';
import { dot } from '../../../src/numerics/linearAlgebra';

const POINTS = scoredPoints();
const FIT = fitQuality(POINTS);

test('the committed fit is what `npm run fit-quality` makes, bit for bit', () => {
  const { source, terms, ...figures } = committed;
  expect(figures).toEqual({ ...FIT, ranges: { ...FIT.ranges } });
  expect(terms).toEqual([...TERMS]);
  expect(source).toContain('npm run fit-quality');
});

test('fifteen points: the fourteen averages of Table 4, and of NL12-XXL the mean of its three scores', () => {
  expect(POINTS).toHaveLength(15);
  const averages = POINTS.map(({ average }) => average).sort((a, b) => a - b);
  expect(averages[0]).toBe(73.52);
  expect(averages.at(-1)).toBe(85.42);
  expect(averages.filter((average) => Math.abs(average - (85.1 + 76.5 + 88.1) / 3) < 1e-9)).toHaveLength(1);
});

test('every assumption says why', () => {
  const { level, encoderShare, widestCreditedModel, feedForwardOfAttention } = assumptions;
  expect([level, encoderShare, widestCreditedModel, feedForwardOfAttention]).toEqual([0.9, 0.8, 1024, 4]);
  for (const [key, value] of Object.entries(assumptions)) {
    if (key.endsWith('Reason')) expect(String(value).length, key).toBeGreaterThan(60);
  }
});

/** Points without noise on a law of the form that is fitted. */
function pointsOn(law: readonly number[]): ScoredPoint[] {
  return POINTS.map(({ shape }) => ({ shape, average: 100 / (1 + Math.exp(dot(law, featuresOf(shape)))) }));
}

describe('a fit', () => {
  test('gives the coefficients back that points without noise were made from, and trusts them', () => {
    const exponent = fc.double({ min: 0.02, max: 0.4, noNaN: true });
    const laws = fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), exponent, exponent, exponent);
    fc.assert(
      fc.property(laws, (law) => {
        const fit = fitQuality(pointsOn(law));
        fit.coefficients.forEach((value, i) => {
          expect(value).toBeCloseTo(law[i] as number, 8);
        });
        expect(fit.scale).toBeLessThan(1e-8);
      }),
    );
  });

  test('is the least squares: no coefficient moves without making the residuals larger', () => {
    const sumOfSquares = (coefficients: readonly number[]) =>
      POINTS.reduce((sum, { shape, average }) => {
        const residual = Math.log((100 - average) / average) - dot(coefficients, featuresOf(shape));
        return sum + residual * residual;
      }, 0);
    const least = sumOfSquares(FIT.coefficients);
    FIT.coefficients.forEach((_, i) => {
      for (const step of [-1e-4, 1e-4]) {
        const moved = FIT.coefficients.map((value, j) => (i === j ? value + step : value));
        expect(sumOfSquares(moved)).toBeGreaterThan(least);
      }
    });
  });

  test('its scale is the root mean square of the left-out errors, got without refitting', () => {
    const errors = POINTS.map(({ shape, average }, i) => {
      const { coefficients } = fitQuality(POINTS.filter((_, j) => j !== i));
      return Math.log((100 - average) / average) - dot(coefficients, featuresOf(shape));
    });
    expect(FIT.scale).toBeCloseTo(Math.sqrt(dot(errors, errors) / POINTS.length), 8);
    expect(FIT.quantile).toBeCloseTo(1.795885, 5);
  });

  test('of points that cannot tell depth from width is refused', () => {
    const alike = POINTS.map(({ average }) => ({ shape: parseName('BASE'), average }));
    expect(() => fitQuality(alike)).toThrow();
  });
});

describe('left out, one by one', () => {
  const expected = leaveOneOut(POINTS);
  const errors = expected.map(({ average }, i) => Math.abs(average - (POINTS[i] as ScoredPoint).average));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('the averages are off by less than 0.7 points in the mean: 0.29, at most 0.92', () => {
    expect(mean(errors)).toBeCloseTo(0.292, 2);
    expect(Math.max(...errors)).toBeCloseTo(0.92, 2);
  });

  test('14 of 15 lie inside the 90% intervals, which is what such intervals promise; Large 36L does not', () => {
    const outside = POINTS.filter(({ average }, i) => {
      const { low, high } = expected[i] as (typeof expected)[number];
      return average < low || average > high;
    });
    expect(outside.map(({ shape }) => shape)).toEqual([parseName('NL36-LG')]);
  });

  test('it is shape that tells: the parameters alone are off by several times as much', () => {
    const depthless = POINTS.map((point, i) => {
      const others = POINTS.filter((_, j) => j !== i);
      const x = (shape: ModelShape) => Math.log(shape.dModel * shape.dFf * shape.encoderLayers);
      const [xs, ys] = [others.map(({ shape }) => x(shape)), others.map(({ average }) => average)];
      const [mx, my] = [mean(xs), mean(ys)];
      const slope =
        xs.reduce((sum, value, j) => sum + (value - mx) * ((ys[j] as number) - my), 0) /
        xs.reduce((sum, value) => sum + (value - mx) * (value - mx), 0);
      return Math.abs(my + slope * (x(point.shape) - mx) - point.average);
    });
    expect(mean(depthless)).toBeGreaterThan(2.5 * mean(errors));
  });
});

describe('an interval', () => {
  const halfOf = (name: string) => {
    const { low, high } = expectQuality(FIT, parseName(name));
    return (high - low) / 2;
  };

  test('holds the expectation, inside 0 and 100, whatever the shape', () => {
    const size = (most: number) => fc.integer({ min: 1, max: most });
    const shapes = fc.record({
      encoderLayers: size(1000),
      decoderLayers: size(1000),
      dModel: size(100_000),
      dFf: size(1_000_000),
      dKv: size(1024),
      numHeads: size(1024),
    });
    fc.assert(
      fc.property(shapes, (changes) => {
        const { average, low, high } = expectQuality(FIT, { ...parseName('BASE'), ...changes });
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThan(average);
        expect(average).toBeLessThan(high);
        expect(high).toBeLessThan(100);
      }),
    );
  });

  test('is about a point wide on either side among the points', () => {
    for (const name of ['NL26-SM', 'NL20-BASE', 'NL30-LG', 'NL28-XL']) {
      expect(halfOf(name), name).toBeGreaterThan(0.5);
      expect(halfOf(name), name).toBeLessThan(1.1);
    }
  });

  test('widens with the distance from them', () => {
    expect(halfOf('TINY')).toBeGreaterThan(3 * halfOf('SM'));
    expect(halfOf('NL1-TINY')).toBeGreaterThan(2.5 * halfOf('TINY'));
    expect(halfOf('XXXL')).toBeGreaterThan(1.5 * halfOf('XXL'));
    expect(halfOf('NL1-XXXL')).toBeGreaterThan(5 * halfOf('XXXL'));
    expect(halfOf('NL60-SM')).toBeGreaterThan(halfOf('NL36-SM'));
    expect(halfOf('DM2K-BASE')).toBeGreaterThan(2 * halfOf('BASE'));
  });

  test('widens with unequal stacks, and with heads that are not those of the sizes', () => {
    expect(halfOf('EL32-SM')).toBeGreaterThan(halfOf('NL24-SM'));
    expect(halfOf('NH24-BASE')).toBeGreaterThan(halfOf('BASE'));
    expect(halfOf('KV16-BASE')).toBeGreaterThan(halfOf('KV32-BASE'));
  });

  test('is of chance alone where nothing is doubted', () => {
    const { moves, isOutside } = doubtsOf(parseName('NL24-SM'), FIT.coefficients, FIT.ranges);
    expect(moves.every((move) => move === 0)).toBe(true);
    expect(isOutside).toBe(false);
  });

  test('widens with a d_kv, heads or proportions that were not scored', () => {
    expect(halfOf('KV1-BASE')).toBeGreaterThan(4 * halfOf('BASE'));
    expect(halfOf('NH64-BASE')).toBeGreaterThan(1.5 * halfOf('BASE'));
    // As wide as Base's attention, but of heads that nobody scored.
    expect(halfOf('NH768-KV1-BASE')).toBeGreaterThan(3 * halfOf('BASE'));
    expect(halfOf('FF24K-SM')).toBeGreaterThan(2 * halfOf('SM'));
  });
});

describe('an estimate is marked extrapolated', () => {
  const isExtrapolated = (name: string) => expectQuality(FIT, parseName(name)).extrapolated;

  test.each([
    ['fewer or more layers', 'NL4-SM', 'NL40-SM', 'NL36-XL'],
    ['another d_model or d_ff', 'TINY', 'DM2K-BASE', 'DM1K-BASE', 'FF1K-BASE'],
    ['another d_kv', 'KV1-BASE', 'KV32-BASE', 'KV256-BASE'],
    ['other heads', 'NH1-KV1-BASE', 'NH768-KV1-BASE', 'NH4-BASE'],
    ['a d_ff of other proportion to the heads', 'NH64-BASE', 'NH24-BASE', 'FF24K-SM', 'FF2K-BASE'],
  ])('with %s than the fifteen have', (_, ...names) => {
    for (const name of names) expect([name, isExtrapolated(name)]).toEqual([name, true]);
  });

  test('but not within their depths and widths', () => {
    for (const name of ['NL24-SM', 'EL32-SM', 'NL6-MINI', 'NL36-BASE', 'NL8-XXL']) {
      expect([name, isExtrapolated(name)]).toEqual([name, false]);
    }
    for (const { shape } of POINTS) expect(expectQuality(FIT, shape).extrapolated).toBe(false);
  });
});
