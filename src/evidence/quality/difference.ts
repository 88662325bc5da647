import { contrastOf, type Position } from './position';
import type { Quality, QualityDifference } from './quality';

/** What is known of a shape's downstream average, trained as in the paper. */
export interface Expectation {
  readonly quality: Quality;
  /** Where the shape stands to the points of the fit; null where its average was measured. */
  readonly position: Position | null;
}

/** Differences of the logarithm of the odds smaller than this are none. */
const NO_DIFFERENCE = 1e-9;

/**
 * The difference of two averages. Of two that one fit expects, the errors that they share cancel (`contrastOf`); else the
 * errors are independent.
 */
export function qualityDifference(from: Expectation, to: Expectation): QualityDifference {
  return from.position !== null && to.position !== null
    ? differenceWithinFit([from.quality, from.position], [to.quality, to.position])
    : independentDifference(from.quality, to.quality);
}

/** Whether one average is told to be above another: by more than what is left open. */
export function isBetter(one: Expectation, other: Expectation): boolean {
  if (one.quality.average <= other.quality.average) return false;
  return qualityDifference(other, one).separated;
}

function differenceWithinFit(
  [from, start]: readonly [Quality, Position],
  [to, end]: readonly [Quality, Position],
): QualityDifference {
  const { odds, half } = contrastOf(start, end);
  const points = to.average - from.average;
  const isNone = Math.abs(odds) < NO_DIFFERENCE;
  const pointsPerOdds = isNone ? (from.average * (100 - from.average)) / 100 : -points / odds;
  return { points, margin: half * pointsPerOdds, separated: Math.abs(odds) > half, basis: 'fitted' };
}

/** The margin is the root of the sum of the squares of the halves of the two intervals that face each other. */
function independentDifference(from: Quality, to: Quality): QualityDifference {
  const points = to.average - from.average;
  const [lower, upper] = points < 0 ? [to, from] : [from, to];
  const above = lower.high - lower.average;
  const below = upper.average - upper.low;
  const margin = Math.sqrt(above * above + below * below);
  const basis = from.basis === 'published' && to.basis === 'published' ? 'published' : 'fitted';
  return { points, margin, separated: Math.abs(points) > margin, basis };
}
