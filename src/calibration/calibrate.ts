import { dot, type Vector } from '../numerics/linearAlgebra';
import { predictSeconds } from '../steptime/calibration';
import { boundingRuns } from './consistency';
import { fitCoefficients, type MeasuredSpeed, relativeConstraints, toCoefficient } from './constraints';

export { fitCoefficients, type MeasuredSpeed } from './constraints';

import { corners, nearestToOrigin } from './polytope';
import { WIDENING_SHARE } from './priors';
import { overshoot, smallestWidening } from './widening';

/** The smallest widening is found to four digits: the best single choice is taken a little inside. */
const INSIDE = 1.01;

/** More corners than this make neither a better interval nor a file that anybody would like to keep. */
export const MOST_CORNERS = 1000;

/** What measured speeds say about the coefficients of the step time. */
export interface Fit {
  readonly coefficients: readonly number[];
  readonly corners: readonly Vector[];
  /** The smallest share of a step by which every interval must give way for some coefficients to give all speeds. */
  readonly disagreement: number;
  /** By which share of a step the intervals were widened for the corners. */
  readonly widening: number;
  /** The speeds that the corners keep to, by their place: all, unless those have more corners than are kept. */
  readonly cornersOf: readonly number[];
  /** What the others say about each speed. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Fits the step time of a machine to measured speeds: coefficients within every interval, as near to the physical priors
 * as that allows, and the corners of all that are possible. Where none are, the intervals give way, all by the same share:
 * a multiple of the smallest that does, and at least the mean share by which speeds are missed when they are left out.
 */
export function fitSpeeds(speeds: readonly MeasuredSpeed[]): Fit {
  const disagreement = smallestWidening(speeds);
  const leftOut = leaveEachOut(speeds, disagreement);
  const meanMiss = leftOut.reduce((sum, { missed }) => sum + missed, 0) / leftOut.length;
  const widening = disagreement === 0 ? 0 : Math.max(WIDENING_SHARE * disagreement, meanMiss);
  const nearest = nearestToOrigin(relativeConstraints(speeds, INSIDE * disagreement));
  if (nearest === null) throw new Error('No coefficients fit the widened intervals.');
  return {
    coefficients: nearest.map(toCoefficient),
    ...cornersWithin(speeds, widening, nearest),
    disagreement,
    widening,
    leftOut,
  };
}

/** The corners of all speeds, or else of as many as there is room for. */
function cornersWithin(
  speeds: readonly MeasuredSpeed[],
  widening: number,
  inside: Vector,
): Pick<Fit, 'corners' | 'cornersOf'> {
  const cornersOf = speeds.map((_, i) => i);
  const all = cornersFor(speeds, widening, inside);
  return all === null ? cutCorners(speeds, widening, inside) : { corners: all, cornersOf };
}

function cornersFor(speeds: readonly MeasuredSpeed[], widening: number, inside: Vector): Vector[] | null {
  const found = corners(relativeConstraints(speeds, widening), inside, MOST_CORNERS);
  return found?.map((corner) => corner.map(toCoefficient)) ?? null;
}

/**
 * The corners of a larger set: of the speeds that cut most, one after the other, until the next would make too many. A
 * larger set gives wider intervals, never too narrow ones.
 */
function cutCorners(
  speeds: readonly MeasuredSpeed[],
  widening: number,
  inside: Vector,
): Pick<Fit, 'corners' | 'cornersOf'> {
  const cornersOfSome = (some: readonly number[]) =>
    cornersFor(
      some.map((i) => speeds[i] as MeasuredSpeed),
      widening,
      inside,
    );
  // Every feature that some speed bounds must stay bounded.
  let kept = boundingRuns(speeds);
  let found = cornersOfSome(kept) as Vector[];
  for (;;) {
    const wanted = inOrder([...kept, widest(speeds, found, kept)]);
    const more = cornersOfSome(wanted);
    if (more === null) return { corners: found, cornersOf: kept };
    kept = wanted;
    found = more;
  }
}

function inOrder(places: readonly number[]): number[] {
  return [...new Set(places)].filter((place) => place >= 0).sort((a, b) => a - b);
}

/** The speed that these corners leave the widest range to, relative to its interval. */
function widest(speeds: readonly MeasuredSpeed[], found: readonly Vector[], kept: readonly number[]): number {
  let best = -1;
  let bestRange = 0;
  speeds.forEach(({ features, least, most }, i) => {
    if (kept.includes(i)) return;
    const predicted = predictSeconds({ coefficients: found[0] as Vector, corners: found }, features);
    const range = (predicted.most - predicted.least) / (1 / least - 1 / most);
    if (range <= bestRange) return;
    best = i;
    bestRange = range;
  });
  return best;
}

/** What the others say about a speed that is left out. */
export interface LeftOut {
  /** In steps a second. */
  readonly predicted: number;
  /** By which share of a step the prediction misses the interval; 0 inside it. */
  readonly missed: number;
  /** By how much the others disagree among themselves. */
  readonly disagreement: number;
}

/**
 * What is predicted for each speed by the coefficients that fit all the others.
 * @param disagreement of all speeds together, where it is known already
 */
function leaveEachOut(speeds: readonly MeasuredSpeed[], disagreement = smallestWidening(speeds)): LeftOut[] {
  const tightest = disagreement === 0 ? null : fitCoefficients(speeds, INSIDE * disagreement);
  return speeds.map((left) => {
    const others = speeds.filter((speed) => speed !== left);
    // A run that does not press against the widened intervals has no part in how far they must be widened.
    const presses = tightest !== null && overshoot(left, tightest) > disagreement / 2;
    const own = presses ? smallestWidening(others) : disagreement;
    const coefficients = fitCoefficients(others, INSIDE * own);
    if (coefficients === null) throw new Error('No coefficients fit the other measured speeds.');
    const predicted = 1 / dot(coefficients, left.features);
    return { predicted, missed: overshoot(left, coefficients), disagreement: own };
  });
}

/** What is predicted for each speed by the coefficients that fit all the others, in steps a second. */
export function leaveOneOut(speeds: readonly MeasuredSpeed[]): number[] {
  return leaveEachOut(speeds).map(({ predicted }) => predicted);
}
