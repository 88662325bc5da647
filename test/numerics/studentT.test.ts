import { describe, expect, test } from 'vitest';
import { incompleteBeta, logGamma, studentQuantile, twoSidedTail } from '../../src/numerics/studentT';

test('the gamma function: factorials and the square root of pi', () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n++) {
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
    factorial *= n;
  }
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 14);
});

test('the incomplete beta function: closed forms, symmetry and ends', () => {
  for (const x of [0.01, 0.3, 0.5, 0.9, 0.999]) {
    expect(incompleteBeta(x, 1, 1)).toBeCloseTo(x, 14);
    expect(incompleteBeta(x, 3, 1)).toBeCloseTo(x ** 3, 14);
    expect(incompleteBeta(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 13);
    expect(incompleteBeta(x, 2.5, 7)).toBeCloseTo(1 - incompleteBeta(1 - x, 7, 2.5), 14);
  }
  expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
});

describe("Student's t", () => {
  // Two-sided quantiles of the tables in every textbook (Abramowitz and Stegun, Table 26.10).
  test.each([
    [0.95, 1, 12.706],
    [0.95, 2, 4.303],
    [0.95, 5, 2.571],
    [0.95, 10, 2.228],
    [0.95, 30, 2.042],
    [0.95, 120, 1.98],
    [0.99, 1, 63.657],
    [0.99, 12, 3.055],
    [0.9, 4, 2.132],
    [0.5, 1, 1],
    [0.999, 9, 4.781],
    [0.999, 1, 636.619],
  ])('stays within the quantile with probability %d at %d degrees of freedom', (level, degrees, quantile) => {
    expect(studentQuantile(level, degrees)).toBeCloseTo(quantile, quantile > 100 ? 2 : 3);
    expect(twoSidedTail(studentQuantile(level, degrees), degrees)).toBeCloseTo(1 - level, 12);
  });

  test('has closed forms at one and two degrees of freedom', () => {
    for (const t of [0.1, 1, 3, 40]) {
      expect(twoSidedTail(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 13);
      expect(twoSidedTail(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 13);
    }
  });
});
