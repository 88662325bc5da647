import type { runUnoptimised } from './engine';

/** The parts of Node's `process` that the program uses. */
export interface Process {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  exitCode?: number | string | null | undefined;
  cwd(): string;
  /** Seconds since the process began. Node would have to load another clock (`performance`). */
  uptime(): number;
  /** Absent where others run in the same process. */
  readonly runUnoptimised?: typeof runUnoptimised;
  /** Absent where nothing can interrupt the program. */
  on?(signal: Signal, listener: () => void): unknown;
  once?(signal: Signal, listener: () => void): unknown;
  off?(signal: Signal, listener: () => void): unknown;
}

/** A signal that the program listens for. */
export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** A stream that is written to. */
export interface Output {
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error & { code?: string }) => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
