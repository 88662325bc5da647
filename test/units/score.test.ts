import { expect, test } from 'vitest';
import { formatPoints, formatScore, formatScoreInterval } from '../../src/units/score';

const printed = { average: 79.92, low: 79.915, high: 79.925, basis: 'published' } as const;
const fitted = { average: 80.31, low: 79.41, high: 81.18, basis: 'fitted' } as const;

test('a printed score has its two decimals, a fitted one its interval', () => {
  expect([formatScore(printed), formatScoreInterval(printed)]).toEqual(['79.92', '79.92']);
  expect([formatScore(fitted), formatScoreInterval(fitted)]).toEqual(['80.3 ±0.9', '80.3 (79.4 to 81.2)']);
});

test('of an interval that is wider on one side, that side is told', () => {
  expect(formatScore({ ...fitted, low: 77.3 })).toBe('80.3 ±3.0');
  expect(formatScore({ ...fitted, high: 84.3 })).toBe('80.3 ±4.0');
});

test('a difference has its sign, and none where it rounds to nothing', () => {
  expect(formatPoints(0.764, 'published')).toBe('+0.76');
  expect(formatPoints(-0.764, 'fitted')).toBe('-0.8');
  expect(formatPoints(-0.04, 'fitted')).toBe('0.0');
  expect(formatPoints(0.04, 'fitted')).toBe('0.0');
});
