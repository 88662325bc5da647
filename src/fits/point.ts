/** A measured model. */
export interface FitPoint {
  /** What it is called; null where nothing says so. */
  readonly name: string | null;
  /** N: its size, by any measure above 0. */
  readonly n: number;
  /** e: its error, 0 or above. */
  readonly e: number;
  /** s: its shape by one measure above 0, such as its depth; null where there is none. */
  readonly s: number | null;
}

/** The sizes without repetition, ascending. */
export function distinctSizes(points: readonly FitPoint[]): number[] {
  return [...new Set(points.map(({ n }) => n))].sort((a, b) => a - b);
}

/** How many points each size has. */
export function countSizes(points: readonly FitPoint[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { n } of points) counts.set(n, (counts.get(n) ?? 0) + 1);
  return counts;
}

/** The fewest different sizes that Nc, alpha and eInf are found from. */
export const FEWEST_SIZES = 3;

/** Differences below this share of the largest error are the rounding of doubles, or of what measured them. */
const ROUNDING = 1e-12;

/** An error or a difference of errors, 0 where it is rounding beside the errors of the points. */
export function withoutRounding(difference: number, points: readonly FitPoint[]): number {
  return isNotable(difference, points) ? difference : 0;
}

/** Whether an error, or a difference of errors, is more than rounding beside the errors of the points. */
export function isNotable(difference: number, points: readonly FitPoint[]): boolean {
  return Math.abs(difference) > ROUNDING * points.reduce((most, { e }) => Math.max(most, e), 0);
}

/** The share of squared differences that is explained: 1 - rest / all; 0 where there is nothing to explain. */
export function explainedShare(rest: number, all: number, points: readonly FitPoint[]): number {
  return isNotable(Math.sqrt(all), points) ? 1 - rest / all : 0;
}
