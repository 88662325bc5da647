import type { FitPoint } from '../../src/fits/point';

/** Coefficients of a curve, by its value at the smallest size rather than at N = 1. */
export interface Truth {
  readonly amplitude: number;
  readonly alpha: number;
  readonly eInf: number;
}

/** Where the points of a synthetic set lie: their number, the smallest size, and decades from there to the largest. */
export interface Design {
  readonly points: number;
  readonly smallest: number;
  readonly decades: number;
}

/** Points on a curve at equal ratios of size, each with its own error added. */
export function pointsOn(
  { amplitude, alpha, eInf }: Truth,
  design: Design,
  noise: () => number = () => 0,
): FitPoint[] {
  const { points, smallest, decades } = design;
  return Array.from({ length: points }, (_, i) => {
    const ratio = 10 ** ((decades * i) / (points - 1));
    return { name: null, n: smallest * ratio, e: amplitude * ratio ** alpha + eInf + noise(), s: null };
  });
}

/** Nc of a curve. */
export function ncOf({ amplitude, alpha }: Truth, { smallest }: Design): number {
  return amplitude * smallest ** -alpha;
}

/** Normally distributed numbers (Box and Muller 1958) from a generator with a fixed seed (mulberry32). */
export function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
