import type { SourceFile } from '../formats/config';
import type { Canvas } from '../report/style';

/** The files that a command may ask for; only the outermost program touches the disk. */
export interface Files {
  /** What stands at a path. `-`, standard input, is a file. */
  readonly kindOf: (path: string) => 'file' | 'folder' | null;
  /** The files that a glob matches or that a folder holds, in a fixed order. */
  readonly list: (pattern: string) => Promise<string[]>;
  /**
   * Reads a text file.
   * @throws UserError where it cannot be read, is too large, or is no text
   */
  readonly read: (path: string) => SourceFile;
  /** The file that another one includes, or null where there is none beside it or above it in its tree. */
  readonly include: (path: string, from: SourceFile) => SourceFile | null;
  /** The nearest file with this name in the working folder or above it, or null. */
  readonly findUpwards: (name: string) => string | null;
}

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
  readonly file?: { readonly path: string; readonly text: string; readonly overwrite: boolean };
  /** A file to append to beside it, such as a job's summary. */
  readonly append?: { readonly path: string; readonly text: string };
}

/** Exit codes of the contract. */
export const EXIT = { fine: 0, finding: 1, usage: 2, bug: 3 } as const;
