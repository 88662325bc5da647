import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedQuality } from '../../../src/evidence/quality/published';
import { isBetter, type Quality, qualityDifference } from '../../../src/evidence/quality/quality';
import { parseName } from '../../../src/names/parse';

const qualities: fc.Arbitrary<Quality> = fc
  .tuple(
    fc.double({ min: 50, max: 90, noNaN: true }),
    fc.double({ min: 0.01, max: 5, noNaN: true }),
    fc.double({ min: 0.01, max: 5, noNaN: true }),
  )
  .map(([average, below, above]) => ({
    average,
    low: average - below,
    high: average + above,
    basis: 'fitted',
  }));

const published = (name: string) => publishedQuality(parseName(name)) as Quality;

describe('the difference of two qualities', () => {
  const fitted = (average: number, half: number): Quality => ({
    average,
    low: average - half,
    high: average + half,
    basis: 'fitted',
  });

  test('has the margin of independent errors: 3 and 4 make 5', () => {
    const { points, margin, separated, basis } = qualityDifference(fitted(70, 3), fitted(76, 4));
    expect(points).toBe(6);
    expect(margin).toBeCloseTo(5, 12);
    expect(separated).toBe(true);
    expect(basis).toBe('fitted');
    expect(qualityDifference(fitted(70, 3), fitted(74.9, 4)).separated).toBe(false);
  });

  test('counts the halves that face each other', () => {
    const narrowAbove: Quality = { average: 70, low: 50, high: 70.1, basis: 'fitted' };
    const narrowBelow: Quality = { average: 71, low: 70.9, high: 90, basis: 'fitted' };
    expect(isBetter(narrowBelow, narrowAbove)).toBe(true);
    expect(qualityDifference(narrowAbove, narrowBelow).margin).toBeCloseTo(Math.SQRT2 / 10, 9);
  });

  test('of two printed ones is as measured, open by their rounding alone', () => {
    const { points, margin, separated, basis } = qualityDifference(published('LG'), published('NL36-BASE'));
    expect(points).toBeCloseTo(0.02, 9);
    expect(margin).toBeLessThan(0.01);
    expect(separated).toBe(true);
    expect(basis).toBe('published');
  });

  test('turned round has the other sign and the same margin', () => {
    fc.assert(
      fc.property(qualities, qualities, (a, b) => {
        const [there, back] = [qualityDifference(a, b), qualityDifference(b, a)];
        expect(there.points).toBe(-back.points);
        expect(there.separated).toBe(back.separated);
        if (there.points !== 0) expect(there.margin).toBeCloseTo(back.margin, 12);
      }),
    );
  });

  test('never finds one of two intervals that hold each other better, nor misses two that are apart', () => {
    fc.assert(
      fc.property(qualities, qualities, (a, b) => {
        if (a.low > b.high) expect(isBetter(a, b)).toBe(true);
        if (a.average <= b.high && b.average >= a.low) expect(isBetter(a, b)).toBe(false);
        expect(isBetter(a, b) && isBetter(b, a)).toBe(false);
        expect(isBetter(a, a)).toBe(false);
      }),
    );
  });
});
