import { expect, test } from 'vitest';
import type { Budget } from '../../src/plan/budget';
import { compareWithSizes, type VersusSizes } from '../../src/search/versusSizes';
import { frontierShape, searchTask } from './support';

/** The comparison of one shape that is told so much with the best of the sizes within a budget. */
function compared(budget: Budget, dimensions: Parameters<typeof frontierShape>[2]): VersusSizes {
  const task = searchTask({ budget, metrics: ['flops', 'quality'] });
  return compareWithSizes(task, [frontierShape(0, [1, 70], dimensions)]) as VersusSizes;
}

test.each([
  [
    { encoderLayers: 6, decoderLayers: 6 },
    -1,
    true,
    / below, more than the fit leaves open: for the score, stay/,
  ],
  [
    { encoderLayers: 22, decoderLayers: 22 },
    -1,
    false,
    /It is expected to be [\d.]+ \(±[\d.]+\) below, less than/,
  ],
  [{ encoderLayers: 34, decoderLayers: 34 }, 1, false, /What it is expected to be above, \+.* is less than/],
])('the verdict on %j goes by the sign and by what the fit leaves open', (depths, sign, separated, words) => {
  const { difference, summary } = compared({ flops: 11e12 }, depths);
  expect(Math.sign(difference.points)).toBe(sign);
  expect(difference.separated).toBe(separated);
  expect(summary).toMatch(words);
  expect(summary).not.toContain('pays to leave');
});

test('a gain that the fit tells is worth leaving the sizes for, or trying small where nothing like it was scored', () => {
  const { difference, summary } = compared({ flops: 2e12 }, { encoderLayers: 24, decoderLayers: 24 });
  expect(difference.points).toBeGreaterThan(difference.margin);
  expect(summary).toMatch(/more than the fit leaves open(: it pays to leave|, but the paper scored nothing)/);
});
