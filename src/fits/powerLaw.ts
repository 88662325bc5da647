import { exp, log } from '../numerics/elementary';
import { bisect } from '../numerics/search';
import { type Problem, powersOf } from './problem';
import { type Projection, project, residualsOf } from './projection';

/**
 * The steepest and the flattest power law that is looked for. Published ones go from -0.05 (Kaplan et al. 2020) to -0.35
 * (Hoffmann et al. 2022).
 */
export const STEEPEST_ALPHA = -4;
export const FLATTEST_ALPHA = -0.001;

/** Values of alpha that are tried before the best of them is refined, in equal ratios. */
const TRIALS = 120;

/** The values of alpha that are tried, from the steepest to the flattest. */
export const TRIED_ALPHAS: readonly number[] = Array.from(
  { length: TRIALS },
  (_, i) => -exp(log(-STEEPEST_ALPHA) + (i / (TRIALS - 1)) * log(FLATTEST_ALPHA / STEEPEST_ALPHA)),
);

/**
 * The curve e = Nc * N^alpha + eInf with the least squares: alpha by trial over the whole range, then to the last digits by
 * bisection of the derivative; the rest by projection. Own arithmetic rather than ml-levenberg-marquardt: that came to 1e-6
 * of the coefficients of noise-free data with sizes rescaled and settings tuned, never with its defaults, and on noisy data
 * stopped short of the best curve once in ninety times; the intervals need the projection anyway.
 */
export function fitPowerLaw(problem: Problem): Projection {
  const trials = TRIED_ALPHAS.map((alpha) => project(problem, alpha));
  const best = trials.reduce(
    (least, trial, i) => (trial.squares < (trials[least] as Projection).squares ? i : least),
    0,
  );
  const [before, after] = [trials[best - 1], trials[best + 1]];
  const start = trials[best] as Projection;
  // On a bound of the range, or where nothing falls with the size, there is nothing to refine.
  if (before === undefined || after === undefined || start.amplitude === 0) return start;
  const slope = (alpha: number) => slopeAt(problem, project(problem, alpha));
  const refined = project(problem, bisect(slope, before.alpha, after.alpha));
  return refined.squares < start.squares ? refined : start;
}

/** How the sum of squares changes with alpha, up to a factor: the residuals on the derivative of the curve by alpha. */
function slopeAt(problem: Problem, projection: Projection): number {
  const { alpha, amplitude } = projection;
  const powers = powersOf(problem, alpha);
  const residuals = residualsOf(problem, projection);
  let sum = 0;
  for (let i = 0; i < powers.length; i++)
    sum += (residuals[i] as number) * amplitude * (powers[i] as number) * (problem.logSizes[i] as number);
  return -sum;
}

/** Nc: the coefficient at N = 1, of a curve that is known at the smallest size. */
export function coefficientOf({ logSmallest }: Problem, amplitude: number, alpha: number): number {
  return amplitude * exp(-alpha * logSmallest);
}

/** A steep curve, extended far below the sizes that it was fitted to, leaves all bounds; no error is beyond this one. */
const FARTHEST = 1e12;

/** What a curve says of another point: its size as ln(N / smallest N), its shape as ln(s / reference s). */
export function predict(
  { alpha, amplitude, gamma, eInf }: Projection,
  logSize: number,
  logShape: number,
): number {
  return boundError(amplitude * exp(alpha * logSize) + gamma * logShape + eInf);
}

/** An error that a curve says, within what can be said. */
export function boundError(error: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, error));
}
