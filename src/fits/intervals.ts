import { bisect, maximise } from '../numerics/search';
import { studentQuantile } from '../numerics/studentT';
import { coefficient, FACES, reduce, type Solution, solveFace, type Term } from './faces';
import { covariances } from './orthogonal';
import { coefficientOf, FLATTEST_ALPHA, STEEPEST_ALPHA, TRIED_ALPHAS } from './powerLaw';
import type { Problem } from './problem';
import { type Projection, project } from './projection';

/** From where to where a coefficient may be; an end is null where the data set none. */
export interface OpenInterval {
  readonly low: number | null;
  readonly high: number | null;
}

/** The intervals of the coefficients, each at the same level of confidence, a fraction. */
export interface Intervals {
  readonly level: number;
  readonly nc: OpenInterval;
  readonly alpha: OpenInterval;
  readonly eInf: OpenInterval;
}

/** The intervals of a fit with a shape term. */
export interface ShapeIntervals extends Intervals {
  readonly gamma: OpenInterval;
}

const OPEN: OpenInterval = { low: null, high: null };

/** Values of alpha between the ends of its interval at which the other coefficients' ends are looked for. */
const STEPS = 40;

/**
 * Intervals from the profile of the likelihood (Bates and Watts 1988, section 6.1): the coefficients of all curves whose sum
 * of squares is at most S (1 + t^2 / (n - p)), where S is the smallest sum, p the number of coefficients and t the two-sided
 * quantile of Student's t. The usual intervals from the curvature at the best curve are too narrow here, where the sum of
 * squares is a long bent valley. Given alpha these curves form an ellipsoid, cut off where eInf or Nc would be below 0, so
 * the ends of the other coefficients are found along alpha alone.
 */
export function findIntervals(problem: Problem, best: Projection, level: number): ShapeIntervals {
  const coefficients = problem.logShapes === null ? 3 : 4;
  const degreesOfFreedom = problem.errors.length - coefficients;
  if (degreesOfFreedom < 1) return { level, nc: OPEN, alpha: OPEN, eInf: OPEN, gamma: OPEN };
  const t = studentQuantile(level, degreesOfFreedom);
  const region = { problem, best, most: best.squares * (1 + (t * t) / degreesOfFreedom) };
  const alpha = alphaInterval(region);
  const slices = slicesOf(region, alpha);
  const between = (term: Term, scale: (value: number, alpha: number) => number) => ({
    low: -extremeOf(region, slices, (slice) => -scale(slice.ends[term].low, slice.alpha)),
    high: extremeOf(region, slices, (slice) => scale(slice.ends[term].high, slice.alpha)),
  });
  const isBounded = alpha.low !== null && alpha.high !== null;
  return {
    level,
    nc: isBounded ? between('amplitude', (value, at) => coefficientOf(problem, value, at)) : OPEN,
    alpha,
    eInf: between('eInf', (value) => value),
    gamma: problem.logShapes === null ? OPEN : between('gamma', (value) => value),
  };
}

/** The curves whose sum of squares is at most a limit. */
interface Region {
  readonly problem: Problem;
  readonly best: Projection;
  readonly most: number;
}

/** The outermost values of alpha that a curve within the limit has; null where that is a bound of the search. */
function alphaInterval({ problem, best, most }: Region): OpenInterval {
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

/** The curves of one alpha within the limit: from where to where each of their coefficients goes. */
interface Slice {
  readonly alpha: number;
  readonly ends: Readonly<Record<Term, { readonly low: number; readonly high: number }>>;
}

function sliceAt({ problem, best, most }: Region, alpha: number): Slice {
  const reduction = reduce(problem, alpha);
  const solutions = FACES.map((face) => solveFace(reduction, face)).filter((solution) => solution !== null);
  const endsOf = (term: Term) => {
    // The best curve is in the region, whatever rounding makes of the faces.
    const own = alpha === best.alpha ? [best[term]] : [];
    const values = [...own, ...solutions.flatMap((solution) => outermost(solution, term, most))];
    return {
      low: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      high: values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    };
  };
  return { alpha, ends: { eInf: endsOf('eInf'), gamma: endsOf('gamma'), amplitude: endsOf('amplitude') } };
}

/**
 * The outermost values of a coefficient among the curves of a face within the limit, as far as these curves have neither eInf
 * nor amplitude below 0: where they have, the outermost is on another face.
 */
function outermost(solution: Solution, term: Term, most: number): number[] {
  const slack = most - solution.squares;
  if (slack < 0) return [];
  const at = solution.terms.indexOf(term);
  const ways = at === -1 ? [0] : [-1, 1];
  const covariance = covariances(solution.frame)[at] ?? [];
  const reach = at === -1 ? 0 : Math.sqrt(slack / (covariance[at] as number));
  return ways.flatMap((way) => {
    const coefficients = solution.coefficients.map((value, i) => value + way * reach * (covariance[i] ?? 0));
    const end = { ...solution, coefficients };
    const isPossible = coefficient(end, 'eInf') >= 0 && coefficient(end, 'amplitude') >= 0;
    return isPossible ? [coefficient(end, term)] : [];
  });
}

function slicesOf(region: Region, { low, high }: OpenInterval): Slice[] {
  const [from, to] = [low ?? STEEPEST_ALPHA, high ?? FLATTEST_ALPHA];
  const alphas = Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS);
  return alphas.map((alpha) => sliceAt(region, alpha));
}

/** The largest value of an end along alpha: at the best of evenly spaced values, refined between its neighbours. */
function extremeOf(region: Region, slices: readonly Slice[], end: (slice: Slice) => number): number {
  const valueAt = (alpha: number) => end(sliceAt(region, alpha));
  const values = slices.map(end);
  const top = values.reduce((largest, value, i) => (value > (values[largest] as number) ? i : largest), 0);
  const alphaOf = (i: number) => (slices[Math.max(0, Math.min(STEPS, i))] as Slice).alpha;
  const refined = maximise(valueAt, alphaOf(top - 1), alphaOf(top + 1));
  return Math.max(values[top] as number, valueAt(refined), valueAt(region.best.alpha));
}
