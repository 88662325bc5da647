import type { Files, FileToAppend, FileToWrite } from '../files/files';
import type { Canvas } from '../report/style';

/** What a command may know of the world: where it draws, the files, the environment, and a clock for `--timings`. */
export interface Context {
  readonly canvas: Canvas;
  readonly files: Files;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** What a command comes to: text for standard output and an exit code. */
export interface Outcome {
  readonly text: string;
  readonly exitCode: number;
  /** A file to write instead of standard output. */
  readonly file?: FileToWrite;
  /** A file to append to beside it, such as a job's summary. */
  readonly append?: FileToAppend;
}

/** Exit codes of the contract. */
export const EXIT = { fine: 0, finding: 1, usage: 2, bug: 3 } as const;
