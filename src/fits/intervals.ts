import { exp } from '../numerics/elementary';
import { dot } from '../numerics/linearAlgebra';
import { bisect, maximise } from '../numerics/search';
import { studentQuantile } from '../numerics/studentT';
import { FLATTEST_ALPHA, STEEPEST_ALPHA, TRIED_ALPHAS } from './powerLaw';
import { type Problem, type Projection, powersOf, project } from './projection';

/** From where to where a coefficient may be; an end is null where the data set none. */
export interface Interval {
  readonly low: number | null;
  readonly high: number | null;
}

/** The intervals of the coefficients, each at the same level of confidence, a fraction. */
export interface Intervals {
  readonly level: number;
  readonly nc: Interval;
  readonly alpha: Interval;
  readonly eInf: Interval;
}

/** Coefficients that a fit to the size alone has. */
const COEFFICIENTS = 3;

const OPEN: Interval = { low: null, high: null };

/** Powers closer together than this cannot be told apart. */
const LEAST_SPREAD = 1e-20;

/** Values of alpha between the ends of its interval at which the other coefficients' ends are looked for. */
const STEPS = 40;

/**
 * Intervals from the profile of the likelihood (Bates and Watts 1988, section 6.1): the coefficients of all curves whose sum
 * of squares is at most S (1 + t^2 / (n - 3)), where S is the smallest sum and t the two-sided quantile of Student's t. The
 * usual intervals from the curvature at the best curve are too narrow here, where the sum of squares is a long bent valley.
 * Given alpha these curves form an ellipse, so the ends of the other two coefficients are found along alpha alone.
 */
export function findIntervals(problem: Problem, best: Projection, level: number): Intervals {
  const degreesOfFreedom = problem.errors.length - COEFFICIENTS;
  if (degreesOfFreedom < 1) return { level, nc: OPEN, alpha: OPEN, eInf: OPEN };
  const t = studentQuantile(level, degreesOfFreedom);
  const most = best.squares * (1 + (t * t) / degreesOfFreedom);
  const alpha = alphaInterval(problem, best, most);
  const [from, to] = [alpha.low ?? STEEPEST_ALPHA, alpha.high ?? FLATTEST_ALPHA];
  const extreme = (end: (slice: Slice) => number) => extremeOf(problem, most, best, [from, to], end);
  const isBounded = alpha.low !== null && alpha.high !== null;
  const logNc = (amplitude: number, at: number) => Math.max(amplitude, 0) * exp(-at * problem.logSmallest);
  return {
    level,
    nc: isBounded
      ? {
          low: -extreme((slice) => -logNc(leastAmplitude(slice), slice.alpha)),
          high: extreme((slice) => logNc(largestAmplitude(slice), slice.alpha)),
        }
      : OPEN,
    alpha,
    eInf: { low: Math.max(0, -extreme((slice) => -leastFloor(slice))), high: extreme(largestFloor) },
  };
}

/** The outermost values of alpha that a curve within the limit has; null where that is a bound of the search. */
function alphaInterval(problem: Problem, best: Projection, most: number): Interval {
  const excess = (alpha: number) => project(problem, alpha).squares - most;
  const isWithin = (alpha: number) => excess(alpha) <= 0;
  const within = [best.alpha, ...TRIED_ALPHAS.filter(isWithin)];
  const first = within.reduce((a, b) => Math.min(a, b));
  const last = within.reduce((a, b) => Math.max(a, b));
  const below = TRIED_ALPHAS.findLast((alpha) => alpha < first);
  const above = TRIED_ALPHAS.find((alpha) => alpha > last);
  return {
    low: below === undefined ? null : bisect(excess, below, first),
    high: above === undefined ? null : bisect(excess, last, above),
  };
}

/** The curves of one alpha within the limit: an ellipse in amplitude and floor (eInf) around the best of them. */
interface Slice {
  readonly alpha: number;
  /** The best amplitude and floor without bounds. */
  readonly amplitude: number;
  readonly floor: number;
  /** How much more than the sum of squares there the limit allows; 0 where it allows nothing. */
  readonly slack: number;
  /** Variances and covariance of the two, in units of the variance of an error. */
  readonly variance: { readonly amplitude: number; readonly floor: number; readonly both: number };
  /** The curves with a floor of 0: the best amplitude, and how far from it the limit allows. */
  readonly onFloor: { readonly amplitude: number; readonly reach: number };
  /** The curve without a power law: the mean error, and how far from it the limit allows. */
  readonly flat: { readonly floor: number; readonly reach: number };
}

function sliceAt(problem: Problem, most: number, alpha: number): Slice {
  const { errors } = problem;
  const powers = powersOf(problem, alpha);
  const n = errors.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const [meanPower, meanError] = [mean(powers), mean(errors)];
  const centred = powers.map((power) => power - meanPower);
  const spread = Math.max(dot(centred, centred), LEAST_SPREAD * n);
  const amplitude = dot(centred, errors) / spread;
  const floor = meanError - amplitude * meanPower;
  const squaresOf = (a: number, c: number) => {
    const residuals = errors.map((error, i) => error - a * (powers[i] as number) - c);
    return dot(residuals, residuals);
  };
  const slackOf = (a: number, c: number) => Math.max(0, most - squaresOf(a, c));
  const power2 = dot(powers, powers);
  const amplitudeOnFloor = dot(powers, errors) / power2;
  return {
    alpha,
    amplitude,
    floor,
    slack: slackOf(amplitude, floor),
    variance: {
      amplitude: 1 / spread,
      floor: 1 / n + (meanPower * meanPower) / spread,
      both: -meanPower / spread,
    },
    onFloor: { amplitude: amplitudeOnFloor, reach: Math.sqrt(slackOf(amplitudeOnFloor, 0) / power2) },
    flat: { floor: meanError, reach: Math.sqrt(slackOf(0, meanError) / n) },
  };
}

function largestAmplitude({ amplitude, floor, slack, variance, onFloor }: Slice): number {
  const reach = Math.sqrt(slack * variance.amplitude);
  const floorThere = floor + (variance.both / variance.amplitude) * reach;
  return floorThere >= 0 ? amplitude + reach : onFloor.amplitude + onFloor.reach;
}

function leastAmplitude({ amplitude, floor, slack, variance, onFloor }: Slice): number {
  const reach = Math.sqrt(slack * variance.amplitude);
  const floorThere = floor - (variance.both / variance.amplitude) * reach;
  return floorThere >= 0 ? amplitude - reach : onFloor.amplitude - onFloor.reach;
}

function largestFloor({ amplitude, floor, slack, variance, flat }: Slice): number {
  const reach = Math.sqrt(slack * variance.floor);
  const amplitudeThere = amplitude + (variance.both / variance.floor) * reach;
  return amplitudeThere >= 0 ? floor + reach : flat.floor + flat.reach;
}

function leastFloor({ floor, slack, variance }: Slice): number {
  return floor - Math.sqrt(slack * variance.floor);
}

/** The largest value of an end along alpha: at the best of evenly spaced values, refined between its neighbours. */
function extremeOf(
  problem: Problem,
  most: number,
  best: Projection,
  [from, to]: readonly [number, number],
  end: (slice: Slice) => number,
): number {
  const valueAt = (alpha: number) => end(sliceAt(problem, most, alpha));
  const alphas = Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS);
  const values = alphas.map(valueAt);
  const top = values.reduce((largest, value, i) => (value > (values[largest] as number) ? i : largest), 0);
  const refined = maximise(
    valueAt,
    alphas[Math.max(0, top - 1)] as number,
    alphas[Math.min(STEPS, top + 1)] as number,
  );
  return Math.max(values[top] as number, valueAt(refined), valueAt(best.alpha));
}
