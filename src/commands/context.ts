import type { Canvas } from '../report/style';

/** What a command may know of the world: where it draws, and a clock for `--timings`. */
export interface Context {
  readonly canvas: Canvas;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** What a command comes to: text for standard output and an exit code. */
export interface Outcome {
  readonly text: string;
  readonly exitCode: number;
}

/** Exit codes of the contract. */
export const EXIT = { fine: 0, finding: 1, usage: 2, bug: 3 } as const;
