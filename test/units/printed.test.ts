import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  printedValue,
  roundingInterval,
  roundsLooselyTo,
  roundsTo,
  writeFinerThan,
  writeLike,
} from '../../src/units/printed';

test.each([
  ['61M', 61e6],
  ['2.9B', 2.9e9],
  ['16K', 16e3],
  ['11T', 11e12],
  ['-1.430', -1.43],
  ['23', 23],
  ['0', 0],
  ['63.1%', 0.631],
])('%s is printed for %d', (printed, value) => {
  expect(printedValue(printed)).toBe(value);
});

test.each(['', 'M', '1,000', '1e3', '.5', '5.', '+1', '1 M', '61m', 'NaN', '1X'])(
  '%j is no printed figure',
  (text) => {
    expect(() => printedValue(text)).toThrow('Not a printed figure');
  },
);

describe('a printed figure stands for its rounding interval', () => {
  test.each([
    ['23', 22.5, 23.5],
    ['1', 0.5, 1.5],
    ['3.7', 3.65, 3.75],
    ['10', 9.5, 10.5],
    ['223M', 222.5e6, 223.5e6],
    ['11.3B', 11.25e9, 11.35e9],
    ['-1.430', -1.4305, -1.4295],
    ['50%', 0.495, 0.505],
  ])('%s: %d to %d', (printed, least, most) => {
    const interval = roundingInterval(printed);
    expect(interval.least / least).toBeCloseTo(1, 12);
    expect(interval.most / most).toBeCloseTo(1, 12);
  });

  test('a whole number is so to the last bit: 9 is 8.5 to 9.5', () => {
    expect(roundingInterval('9')).toEqual({ least: 8.5, most: 9.5 });
  });
});

describe('a value is written with the digits and the unit of a printed figure', () => {
  test.each([
    [223.39e6, '61M', '223M'],
    [3.709, '3.2', '3.7'],
    [11_307_321_344, '2.9B', '11.3B'],
    [99.76, '10', '100'],
    [-1.4996, '-1.430', '-1.500'],
  ])('%d like %s is %s', (value, printed, written) => {
    expect(writeLike(value, printed)).toBe(written);
  });

  test('and what is written stands for an interval that holds the value', () => {
    const suffix = fc.constantFrom('', 'K', 'M', 'B', 'T');
    const printed = fc
      .record({ whole: fc.nat(999), decimals: fc.integer({ min: 0, max: 3 }), suffix })
      .map((figure) => figure.whole.toFixed(figure.decimals) + figure.suffix);
    fc.assert(
      fc.property(printed, fc.integer({ min: 1, max: 100_000 }), (like, thousandths) => {
        const unit = printedValue(`1${like.replace(/[\d.]/g, '')}`);
        const value = (thousandths / 1000) * unit;
        const { least, most } = roundingInterval(writeLike(value, like));
        expect(value).toBeGreaterThanOrEqual(least - 1e-9 * unit);
        expect(value).toBeLessThanOrEqual(most + 1e-9 * unit);
      }),
    );
  });
});

test.each([
  [222_903_552, '220M', true],
  [60_506_624, '60M', true],
  [737_668_096, '750M', true],
  [720_000_000, '750M', false],
  [0.399, '50%', false],
  [0, '0', false],
  [32_900_000_000, '30B', false],
  [65_000_000, '60M', false],
  [222_903_552, '223M', false],
  [3.71, '3.7', false],
])('%d is loosely %s: %j', (value, printed, loosely) => {
  expect(roundsLooselyTo(value, printed)).toBe(loosely);
});

test.each([
  [5_670_115_328, '3.6B', '5.67B'],
  [127.5, '64', '127.5'],
  [0.13559, '16%', '13.6%'],
  [-1.5, '-1.49', '-1.500'],
  [84.39333, '84.38', '84.393'],
  [12, '12', '12'],
  [3.14, '3.2', '3.14'],
])('%d is written with a digit more than %s: %s', (value, printed, written) => {
  expect(writeFinerThan(printed, value)).toBe(written);
});

test.each([
  [3.15, '3.2', true],
  [3.25, '3.2', true],
  [3.1499, '3.2', false],
  [2.5, '3', true],
  [0.6306, '63.1%', true],
  [0.8751, '87%', false],
])('%d rounds to %s: %j', (value, printed, expected) => {
  expect(roundsTo(value, printed)).toBe(expected);
});
