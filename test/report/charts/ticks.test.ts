import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNumber, formatTick } from '../../../src/report/charts/numbers';
import { canShow, makeScale } from '../../../src/report/charts/scale';
import { fineLogTicks, linearTicks, logTicks } from '../../../src/report/charts/ticks';

describe('ticks', () => {
  test.each([
    [0, 10, 6, [0, 2, 4, 6, 8, 10]],
    [0, 0.35, 8, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35]],
    [-3, 3, 4, [-2, 0, 2]],
    [68.1, 85.3, 7, [70, 75, 80, 85]],
    [5, 5, 3, [5]],
  ])('from %s to %s at even distances, about %s of them', (least, most, wanted, ticks) => {
    expect(linearTicks(least, most, wanted)).toEqual(ticks);
  });

  test.each([
    [1, 1000, 10, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]],
    [2, 60, 8, [2, 3, 5, 7, 10, 20, 30, 50]],
    [1e6, 1e12, 4, [1e6, 1e8, 1e10, 1e12]],
    [3.1, 3.9, 5, [3.2, 3.4, 3.6, 3.8]],
    [1e-3, 1e3, 7, [0.001, 0.01, 0.1, 1, 10, 100, 1000]],
  ])('from %s to %s on a logarithmic axis, at most %s of them', (least, most, wanted, ticks) => {
    const found = logTicks(least, most, wanted);
    expect(found).toEqual(ticks);
    expect(found.length).toBeLessThanOrEqual(wanted);
    expect(found.length).toBeGreaterThan(2);
  });

  test('are round, within the axis, ascending, and no more than asked for', () => {
    const value = fc.double({ min: 1e-9, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 2, max: 12 }), (a, b, wanted) => {
        const [least, most] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(most > least * 1.001);
        for (const ticks of [linearTicks(least, most, wanted), logTicks(least, most, wanted)]) {
          expect(ticks.length).toBeLessThanOrEqual(Math.max(2, wanted));
          expect([...ticks].sort((x, y) => x - y)).toEqual(ticks);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(least - 1e-6 * (most - least));
            expect(tick).toBeLessThanOrEqual(most + 1e-6 * (most - least));
          }
        }
      }),
    );
  });

  test('have a fine grid of 1 to 9 times each power of ten, none over many decades', () => {
    expect(fineLogTicks(8, 30)).toEqual([8, 9, 10, 20, 30]);
    expect(fineLogTicks(1e-9, 1e9)).toEqual([]);
  });
});

describe('a scale', () => {
  const axis = { label: 'x', scale: 'log', format: 'decimal' } as const;

  test('has every number that it is made for between its ends, in order', () => {
    const values = fc.array(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(values, fc.constantFrom('log', 'linear'), (some, scale) => {
        const { position } = makeScale({ ...axis, scale }, some, 6);
        const places = [...some].sort((a, b) => a - b).map(position);
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(1);
        }
        expect([...places].sort((a, b) => a - b)).toEqual(places);
      }),
    );
  });

  test('has no place for 0 or less on a logarithmic axis, nor for what is no number', () => {
    expect([0, -1, Number.NaN, Number.POSITIVE_INFINITY].filter((value) => canShow(value, axis))).toEqual([]);
    expect(canShow(0, { ...axis, scale: 'linear' })).toBe(true);
    expect(makeScale(axis, [0, 5], 5).ticks.length).toBeGreaterThan(0);
    expect(makeScale(axis, [], 5).ticks.length).toBeGreaterThan(0);
  });
});

test('numbers are written for tables and, shorter, for axes', () => {
  expect(formatNumber(192_670_000, 'count')).toBe('192.7M');
  expect(formatNumber(-0.1364, 'percent')).toBe('-13.6%');
  expect(formatNumber(0, 'bytes')).toBe('0');
  expect(formatTick(200_000_000, 'count')).toBe('200M');
  expect(formatTick(0.5, 'decimal')).toBe('0.5');
  expect(formatTick(0.1, 'percent')).toBe('10%');
  expect(formatTick(0.1, 'seconds')).toBe('100 ms');
  expect(formatTick(2 * 1024 ** 3, 'bytes')).toBe('2 GiB');
  expect(formatTick(1e21, 'decimal')).toBe('1e21');
  expect(formatTick(100, 'decimal')).toBe('100');
});
