import { dot } from '../numerics/linearAlgebra';
import { fitCoefficients, type MeasuredSpeed, secondsOf } from './constraints';

/** The smallest widening that is looked for, a share of a step; and how exactly it is found, a share of itself. */
const SMALLEST = 1e-6;
const EXACTNESS = 1e-4;

/** Rounding errors of a fit, a share of a step. */
const ROUNDING = 1e-9;

/** Whether some coefficients put every speed inside its interval, widened by a share of both ends. */
export function agree(speeds: readonly MeasuredSpeed[], widening: number): boolean {
  const coefficients = fitCoefficients(speeds, widening);
  if (coefficients === null) return false;
  // The nearest point of an almost empty set is rounding errors: it counts only where it does lie inside.
  return speeds.every((speed) => overshoot(speed, coefficients) <= widening + ROUNDING);
}

/** By which share of a step coefficients miss the interval of a speed; 0 inside it. */
export function overshoot(speed: MeasuredSpeed, coefficients: readonly number[]): number {
  const seconds = dot(coefficients, speed.features);
  const { least, most } = secondsOf(speed);
  return Math.max(0, 1 - seconds / least, seconds / most - 1);
}

/**
 * The smallest share by which all intervals must be widened for some coefficients to give all speeds; 0 where the intervals
 * allow it as they are.
 */
export function smallestWidening(speeds: readonly MeasuredSpeed[]): number {
  if (agree(speeds, 0)) return 0;
  let low = 0;
  let high = SMALLEST;
  while (!agree(speeds, high)) {
    low = high;
    high *= 2;
  }
  while (high - low > EXACTNESS * high) {
    const middle = (low + high) / 2;
    if (agree(speeds, middle)) high = middle;
    else low = middle;
  }
  return high;
}
