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

/** Differences below this share of the largest error are the rounding of doubles, or of what measured them. */
const ROUNDING = 1e-12;

/** Whether an error, or a difference of errors, is more than rounding beside the errors of the points. */
export function isNotable(difference: number, points: readonly FitPoint[]): boolean {
  return Math.abs(difference) > ROUNDING * points.reduce((most, { e }) => Math.max(most, e), 0);
}

/** The share of squared differences that is explained: 1 - rest / all; 0 where there is nothing to explain. */
export function explainedShare(rest: number, all: number, points: readonly FitPoint[]): number {
  return isNotable(Math.sqrt(all), points) ? 1 - rest / all : 0;
}
