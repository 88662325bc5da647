import type { SourceFile } from '../formats/config';

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
  /** A path from the working folder as it is from another folder. */
  readonly relativeTo: (folder: string, path: string) => string;
  /** Whether a path leads to something in a folder, links followed: neither out of it nor to nothing. */
  readonly isIn: (folder: string, path: string) => boolean;
  /** A path from a folder as it is from the working folder. */
  readonly within: (folder: string, path: string) => string;
  /** The working folder, so that absolute paths below it can be shown from it. */
  readonly root: string;
  /** The nearest file with this name in the working folder or above it, or null. */
  readonly findUpwards: (name: string) => string | null;
}

/** A file to write, whole or not at all. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  /** Whether a file that is there already may go. */
  readonly overwrite: boolean;
}

/** Text to append to a file, such as the summary of a CI job. */
export interface FileToAppend {
  readonly path: string;
  readonly text: string;
}
