import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, log, log10, power, powerOfTen } from '../../src/numerics/elementary';

/** Distance in units of the last place of the expected value. */
function ulps(actual: number, expected: number): number {
  return Math.abs(actual - expected) / (Math.abs(expected) * Number.EPSILON);
}

test('exp and log agree with the engine to two units in the last place', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      if (x !== 1) expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(2);
    }),
  );
});

test('the ends are those of the engine', () => {
  expect([exp(0), exp(-800), exp(800), exp(Number.NaN)]).toEqual([1, 0, Infinity, Number.NaN]);
  expect([log(1), log(0), log(-1), log(Infinity)]).toEqual([0, -Infinity, Number.NaN, Infinity]);
});

test('powers and logarithms to base 10', () => {
  expect([-7, -1, 0, 3, 12].map((n) => log10(powerOfTen(n)))).toEqual([-7, -1, 0, 3, 12]);
  expect(ulps(power(2, 0.5), Math.SQRT2)).toBeLessThanOrEqual(4);
  expect(ulps(power(11e12, -0.07), 11e12 ** -0.07)).toBeLessThanOrEqual(16);
});
