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
  /** Does what is soon over without the engine's optimiser; absent where the process is somebody else's. */
  readonly runUnoptimised?: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** A line of the terminal for how far a long command is; absent where standard error is no terminal. */
  readonly progress?: ProgressLine;
  /** Calls back where somebody interrupts the command, once: another time ends the program. Returns how to stop listening. */
  readonly onInterrupt?: (listener: (signal: Interrupt) => void) => () => void;
}

/** A line that is written over. */
export interface ProgressLine {
  readonly width: number;
  readonly show: (line: string) => void;
  readonly erase: () => void;
}

/** How a program is asked to end: by Ctrl-C, or by another program. */
export type Interrupt = 'SIGINT' | 'SIGTERM';

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

/** Exit codes of a command that was interrupted and tells what it has: 128 and the signal's number, as shells have it. */
export const INTERRUPTED: Readonly<Record<Interrupt, number>> = { SIGINT: 130, SIGTERM: 143 };
