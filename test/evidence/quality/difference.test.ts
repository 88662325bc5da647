import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expectation, isBetter, qualityDifference } from '../../../src/evidence/quality/difference';
import { expectationOf, fittedQuality } from '../../../src/evidence/quality/fitted';
import type { Quality } from '../../../src/evidence/quality/quality';
import { parseName } from '../../../src/names/parse';

/** Of averages whose errors are independent. */
const alone = (quality: Quality): Expectation => ({ quality, position: null });

const qualities: fc.Arbitrary<Expectation> = fc
  .tuple(
    fc.double({ min: 50, max: 90, noNaN: true }),
    fc.double({ min: 0.01, max: 5, noNaN: true }),
    fc.double({ min: 0.01, max: 5, noNaN: true }),
  )
  .map(([average, below, above]) =>
    alone({ average, low: average - below, high: average + above, basis: 'fitted' }),
  );

const expectation = (name: string) => expectationOf(parseName(name)) as Expectation;

/** What the fit and the paper's scores make of the difference of two named shapes. */
const difference = (from: string, to: string) => qualityDifference(expectation(from), expectation(to));

describe('the difference of two qualities', () => {
  const fitted = (average: number, half: number) =>
    alone({ average, low: average - half, high: average + half, basis: 'fitted' });

  test('has the margin of independent errors: 3 and 4 make 5', () => {
    const { points, margin, separated, basis } = qualityDifference(fitted(70, 3), fitted(76, 4));
    expect(points).toBe(6);
    expect(margin).toBeCloseTo(5, 12);
    expect(separated).toBe(true);
    expect(basis).toBe('fitted');
    expect(qualityDifference(fitted(70, 3), fitted(74.9, 4)).separated).toBe(false);
  });

  test('counts the halves that face each other', () => {
    const narrowAbove = alone({ average: 70, low: 50, high: 70.1, basis: 'fitted' });
    const narrowBelow = alone({ average: 71, low: 70.9, high: 90, basis: 'fitted' });
    expect(isBetter(narrowBelow, narrowAbove)).toBe(true);
    expect(qualityDifference(narrowAbove, narrowBelow).margin).toBeCloseTo(Math.SQRT2 / 10, 9);
  });

  test('of two printed ones is as measured, open by their rounding alone', () => {
    const { points, margin, separated, basis } = difference('LG', 'NL36-BASE');
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
        if (a.quality.low > b.quality.high) expect(isBetter(a, b)).toBe(true);
        if (a.quality.average <= b.quality.high && b.quality.average >= a.quality.low) {
          expect(isBetter(a, b)).toBe(false);
        }
        expect(isBetter(a, b) && isBetter(b, a)).toBe(false);
        expect(isBetter(a, a)).toBe(false);
      }),
    );
  });
});

describe('the difference of two estimates of one fit', () => {
  const depth = fc.integer({ min: 1, max: 36 });
  const names = fc
    .tuple(depth, depth, fc.constantFrom('TINY', 'MINI', 'SM', 'BASE', 'LG'))
    .map(([encoder, decoder, size]) => `EL${encoder}-DL${decoder}-${size}`)
    .filter((name) => expectation(name).quality.basis === 'fitted');

  test('is told where errors that both share hide it: depth, of two Tinys', () => {
    const { points, margin, separated } = difference('NL1-TINY', 'NL10-TINY');
    expect(points).toBeCloseTo(13.1, 1);
    expect(margin).toBeLessThan(12);
    expect(separated).toBe(true);
    const of = (name: string) => alone(fittedQuality(parseName(name)) as Quality);
    expect(qualityDifference(of('NL1-TINY'), of('NL10-TINY')).margin).toBeGreaterThan(margin);
  });

  test('tells MINI from a layer of TINY, and a deeper Mini that nobody scored from MINI', () => {
    expect(isBetter(expectation('MINI'), expectation('NL1-TINY'))).toBe(true);
    expect(isBetter(expectation('NL9-MINI'), expectation('MINI'))).toBe(true);
  });

  test('keeps the noise of two scores: no shape is told from one with a layer more', () => {
    const { margin, separated } = difference('NL26-SM', 'NL27-SM');
    expect(separated).toBe(false);
    expect(margin).toBeGreaterThan(1);
    expect(margin).toBeLessThan(1.3);
  });

  test('is none from itself, and open by the noise alone', () => {
    const { points, margin, separated } = difference('NL26-SM', 'NL26-SM');
    expect([points, separated]).toEqual([0, false]);
    expect(margin).toBeCloseTo(difference('NL26-SM', 'NL27-SM').margin, 1);
  });

  test('returns where depth is outside of what was scored are not told: they may be none', () => {
    expect(difference('NL1-TINY', 'TINY').separated).toBe(false);
    expect(difference('NL40-SM', 'NL60-SM')).toMatchObject({ points: 0, separated: false });
  });

  test('turned round has the other sign and the same margin, and is separated beyond it alone', () => {
    fc.assert(
      fc.property(names, names, (a, b) => {
        const [there, back] = [difference(a, b), difference(b, a)];
        expect(there.points).toBe(-back.points === 0 ? there.points : -back.points);
        expect(there.margin).toBeCloseTo(back.margin, 9);
        expect(there.separated).toBe(back.separated);
        if (Math.abs(Math.abs(there.points) - there.margin) > 1e-6) {
          expect(there.separated).toBe(Math.abs(there.points) > there.margin);
        }
        expect(isBetter(expectation(a), expectation(b)) && isBetter(expectation(b), expectation(a))).toBe(
          false,
        );
      }),
    );
  });
});
