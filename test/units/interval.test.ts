import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contains,
  exactly,
  giveOrTake,
  type Interval,
  meanOf,
  meet,
  quotientOf,
  scaled,
} from '../../src/units/interval';

/** An interval of positive numbers, and a value in it. */
const positive = fc
  .record({
    least: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    width: fc.double({ min: 0, max: 1e3, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ least, width, share }) => ({
    interval: { least, most: least + width },
    value: Math.min(least + share * width, least + width),
  }));

describe('whatever the values are, the interval of the result holds the result', () => {
  test('of a mean', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 12 }), (terms) => {
        const mean = terms.reduce((sum, { value }) => sum + value, 0) / terms.length;
        expect(contains(meanOf(terms.map(({ interval }) => interval)), mean)).toBe(true);
      }),
    );
  });

  test('of a quotient', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        expect(contains(quotientOf(a.interval, b.interval), a.value / b.value)).toBe(true);
      }),
    );
  });

  test('of a multiple and a sum, factors below 0 too', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(positive, number, number, ({ interval, value }, factor, term) => {
        const result = scaled(interval, factor, term);
        const slack = 1e-9 * (Math.abs(term) + Math.abs(factor * value) + 1);
        expect(result.least).toBeLessThanOrEqual(term + factor * value + slack);
        expect(result.most).toBeGreaterThanOrEqual(term + factor * value - slack);
      }),
    );
  });

  test('of a tolerance, on both sides of 0', () => {
    const share = fc.double({ min: -0.01, max: 0.01, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), share, (value, off) => {
        expect(contains(giveOrTake(value, 0.01), value * (1 + off))).toBe(true);
      }),
    );
  });
});

describe('the ends are reached', () => {
  test.each<[string, Interval, Interval]>([
    ['mean', meanOf([{ least: 1, most: 2 }, exactly(4)]), { least: 2.5, most: 3 }],
    ['quotient', quotientOf({ least: 1, most: 2 }, { least: 4, most: 8 }), { least: 0.125, most: 0.5 }],
    ['saving', scaled({ least: 0.25, most: 0.5 }, -1, 1), { least: 0.5, most: 0.75 }],
    ['tolerance', giveOrTake(-100, 0.25), { least: -125, most: -75 }],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('intervals meet', () => {
  test.each<[Interval, Interval, boolean]>([
    [{ least: 1, most: 2 }, { least: 2, most: 3 }, true],
    [{ least: 1, most: 2 }, { least: 2.000001, most: 3 }, false],
    [{ least: 1, most: 9 }, { least: 4, most: 5 }, true],
    // 79.53 + 0.005 and 79.54 - 0.005 are the same, but not as binary fractions.
    [{ least: 79.525, most: 79.53 + 0.005 }, { least: 79.54 - 0.005, most: 79.545 }, true],
    [{ least: -1.495, most: -1.485 }, { least: -1.5005, most: -1.4995 }, false],
    [exactly(0), exactly(0), true],
    [{ least: 5, most: Number.POSITIVE_INFINITY }, { least: 1, most: 2 }, false],
    [{ least: 5, most: Number.POSITIVE_INFINITY }, { least: 1, most: 5 }, true],
    [{ least: Number.NEGATIVE_INFINITY, most: 5 }, { least: 6, most: Number.POSITIVE_INFINITY }, false],
  ])('%o and %o: %j', (a, b, expected) => {
    expect(meet(a, b)).toBe(expected);
    expect(meet(b, a)).toBe(expected);
  });

  test('if and only if neither lies wholly above the other', () => {
    fc.assert(
      fc.property(positive, positive, ({ interval: a }, { interval: b }) => {
        const apart = a.least > b.most * (1 + 1e-9) || b.least > a.most * (1 + 1e-9);
        if (apart) expect(meet(a, b)).toBe(false);
        if (a.least <= b.most && b.least <= a.most) expect(meet(a, b)).toBe(true);
      }),
    );
  });
});
