import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatChange,
  formatCount,
  formatHours,
  formatPercent,
  formatScientific,
  formatSeconds,
  formatTflops,
  formatTyped,
  formatUsd,
  formatWhole,
  plural,
  significant,
} from '../../src/units/format';

/** Of any order of magnitude that a plan can have. */
const positive = fc
  .tuple(fc.double({ min: 1, max: 10, maxExcluded: true, noNaN: true }), fc.integer({ min: -6, max: 19 }))
  .map(([mantissa, exponent]) => mantissa * 10 ** exponent);

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  K: 1e3,
  M: 1e6,
  B: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

function readCount(text: string): number {
  const [, digits = '', suffix = ''] = /^([\d.]+)([A-Z]?)$/.exec(text) ?? [];
  return Number(digits) * (SUFFIXES[suffix] as number);
}

describe('counts', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [1280, '1280'],
    [9999, '9999'],
    [10_000, '10.00K'],
    [192_673_792, '192.7M'],
    [222_903_552, '222.9M'],
    [2_851_598_336, '2.852B'],
    [999_960, '1.000M'],
    [999_940, '999.9K'],
    [1e21, '1000E'],
    [0.5, '0.5000'],
  ])('%d is %s', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });

  it('are right to the digits that are shown', () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: 2, max: 6 }), (value, digits) => {
        const text = formatCount(value, digits);
        expect(text).toMatch(/^\d+(\.\d+)?[KMBTPE]?$/);
        expect(Math.abs(readCount(text) / value - 1)).toBeLessThanOrEqual(0.5 * 10 ** (1 - digits) * 1.0001);
      }),
    );
  });

  it('grow with the number', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(readCount(formatCount(less))).toBeLessThanOrEqual(readCount(formatCount(more)) * 1.0000001);
      }),
    );
  });
});

describe('significant digits', () => {
  it.each([
    [9.976, 3, '9.98'],
    [127.55, 4, '127.5'],
    [0.012345, 3, '0.0123'],
    [1434, 3, '1430'],
    [0, 3, '0'],
    [-2.5, 2, '-2.5'],
  ])('%d with %d of them is %s', (value, digits, text) => {
    expect(significant(value, digits)).toBe(text);
  });

  it('are as many as asked for, without an exponent', () => {
    fc.assert(
      fc.property(positive, fc.integer({ min: 1, max: 6 }), (value, digits) => {
        const text = significant(value, digits);
        expect(text).toMatch(/^\d+(\.\d+)?$/);
        const shown = text.replace('.', '').replace(/^0+/, '');
        expect(shown.length).toBeGreaterThanOrEqual(digits);
        expect(Math.abs(Number(text) / value - 1)).toBeLessThanOrEqual(0.5 * 10 ** (1 - digits) * 1.0001);
      }),
    );
  });
});

describe('#TFlops', () => {
  it.each([
    [0.9077, '0.91'],
    [9.976, '9.98'],
    [99.994, '99.99'],
    [99.996, '100.0'],
    [127.51, '127.5'],
    [1432.9, '1432.9'],
  ])('%d is %s', (value, text) => {
    expect(formatTflops(value)).toBe(text);
  });
});

describe('whole numbers and money', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [524_288, '524,288'],
    [41_621.6, '41,622'],
    [1e12, '1,000,000,000,000'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NaN, 'NaN'],
  ])('%d is %s', (value, text) => {
    expect(formatWhole(value)).toBe(text);
  });

  it.each([
    [0, '$0.00'],
    [0.004, '$0.00'],
    [9.994, '$9.99'],
    [9.999, '$10'],
    [511.3, '$511'],
    [41_621.6, '$41,622'],
  ])('%d dollars are %s', (value, text) => {
    expect(formatUsd(value)).toBe(text);
  });

  it.each([
    [0.001, 'less than 0.01 hours'],
    [15.98, '16.0 hours'],
    [1300.4, '1,300 hours'],
  ])('%d hours are %s', (value, text) => {
    expect(formatHours(value)).toBe(text);
  });

  it('large ones are scientific where that is how they are said', () => {
    expect(formatScientific(2.854e18)).toBe('2.85e18');
    expect(formatScientific(1e21)).toBe('1.00e21');
  });

  it('count their noun', () => {
    expect(plural(1, 'layer')).toBe('1 layer');
    expect(plural(524_288, 'step')).toBe('524,288 steps');
  });

  it('have a comma before every third digit, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (value) => {
        const text = formatWhole(value);
        expect(text).toMatch(/^\d{1,3}(,\d{3})*$/);
        expect(Number(text.replaceAll(',', ''))).toBe(value);
      }),
    );
  });
});

describe('bytes', () => {
  it.each([
    [16 * 1024 ** 3, '16.00 GiB'],
    [1024 ** 3, '1.00 GiB'],
    [0.1 * 1024 ** 3, '0.10 GiB'],
    [50 * 1024 ** 2, '50.0 MiB'],
    [333_312, '0.3 MiB'],
  ])('%d are %s', (value, text) => {
    expect(formatBytes(value)).toBe(text);
  });
});

describe('seconds', () => {
  it.each([
    [0.1105, '111 ms'],
    [0.00367, '3.67 ms'],
    [0.9994, '999 ms'],
    [0.9996, '1.00 s'],
    [8.931, '8.93 s'],
  ])('%d are %s', (value, text) => {
    expect(formatSeconds(value)).toBe(text);
  });

  it('never say 1000 ms', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 100, noNaN: true }), (value) => {
        expect(formatSeconds(value)).toMatch(/^\d{1,3}(\.\d+)? m?s$/);
      }),
    );
  });
});

describe('percentages and changes', () => {
  it.each([
    [0.136, '13.6%'],
    [1, '100.0%'],
    [0, '0.0%'],
  ])('a share of %d is %s', (share, text) => {
    expect(formatPercent(share)).toBe(text);
  });

  it.each([
    [0.875, '-12.5%'],
    [1.5585, '+55.9%'],
    [1, '0.0%'],
    [1.0004, '0.0%'],
    [0.9996, '0.0%'],
    [1.0006, '+0.1%'],
  ])('a ratio of %d is a change of %s', (ratio, text) => {
    expect(formatChange(ratio)).toBe(text);
  });

  it('a change has the sign of what happened, and no change has none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (ratio) => {
        const text = formatChange(ratio);
        expect(text).toMatch(/^(\+\d+\.\d%|-\d+\.\d%|0\.0%)$/);
        if (text.startsWith('+')) expect(ratio).toBeGreaterThan(1);
        if (text.startsWith('-')) expect(ratio).toBeLessThan(1);
      }),
    );
  });
});

describe('numbers that a user typed', () => {
  it.each([
    [11e12, '11T'],
    [60.5e6, '60.5M'],
    [9, '9'],
    [9.5, '9.5'],
    [200e6, '200M'],
    [1234, '1234'],
    [0.5e12, '500B'],
  ])('%d is %s', (value, text) => {
    expect(formatTyped(value)).toBe(text);
  });
});
