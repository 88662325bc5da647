import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBytes, formatCount, formatTyped } from '../../src/units/format';
import { parseQuantity, type QuantityKind } from '../../src/units/quantity';
import { cases } from '../support/cases';

const read = (text: string, kind: QuantityKind = 'count') =>
  parseQuantity(text, { flag: '--budget-flops', kind });

/** Amounts of any order of magnitude that a plan has, each as likely. */
const amounts = fc
  .record({
    mantissa: fc.double({ min: 1, max: 10, maxExcluded: true, noNaN: true }),
    exponent: fc.integer({ min: -3, max: 22 }),
  })
  .map(({ mantissa, exponent }) => Number(`${mantissa}e${exponent}`));

const wholes = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);

// test/units/quantity.test.ts has the exactness of what is read, and that anything else is refused.
describe('what is printed is read back', () => {
  test.each([3, 4, 6])('counts, to %d digits', (digits) => {
    fc.assert(
      fc.property(fc.oneof(amounts, wholes), (value) => {
        const back = read(formatCount(value, digits));
        expect(Math.abs(back / value - 1)).toBeLessThanOrEqual(0.5 * 10 ** (1 - digits) * (1 + 1e-9));
      }),
      cases(1000),
    );
  });

  test('and printing that changes nothing more', () => {
    fc.assert(
      fc.property(fc.oneof(amounts, wholes), (value) => {
        const once = read(formatCount(value));
        expect(read(formatCount(once))).toBe(once);
        const typed = formatTyped(value);
        expect(read(formatTyped(read(typed)))).toBe(read(typed));
      }),
      cases(1000),
    );
  });

  test('as typed, with the suffixes that flags take, exactly where six digits say it', () => {
    const typed = fc
      .record({
        digits: fc.integer({ min: 1, max: 999_999 }),
        point: fc.integer({ min: 0, max: 3 }),
        suffix: fc.constantFrom('', 'K', 'M', 'B', 'T', 'P', 'E'),
      })
      .map(({ digits, point, suffix }) => `${digits / 10 ** point}${suffix}`);
    fc.assert(
      fc.property(typed, (text) => {
        const value = read(text);
        expect(read(formatTyped(value))).toBe(value);
      }),
      cases(1000),
    );
  });

  test('bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1024 ** 2, max: 2 ** 46 }), (bytes) => {
        const back = read(formatBytes(bytes).replace(' ', ''), 'bytes');
        const half = bytes < 1024 ** 3 / 10 ? 0.05 * 1024 ** 2 : 0.005 * 1024 ** 3;
        expect(Math.abs(back - bytes)).toBeLessThanOrEqual(half * (1 + 1e-9));
      }),
      cases(1000),
    );
  });
});

test('more is never read as less', () => {
  const pairs = fc.tuple(amounts, amounts).map(([a, b]) => (a <= b ? [a, b] : [b, a]) as [number, number]);
  fc.assert(
    fc.property(pairs, ([less, more]) => {
      expect(read(formatTyped(less))).toBeLessThanOrEqual(read(formatTyped(more)));
    }),
    cases(1000),
  );
});
