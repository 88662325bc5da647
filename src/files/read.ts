import { closeSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { LONGEST_FILE } from '../formats/limits';
import { type Place, UserError } from '../problems/problem';
import { codeOf } from './reasons';
import { isInTheWay, unreadable } from './trouble';

/** What stands for standard input where a file is named. */
export const STANDARD_INPUT = '-';

/** What standard input is called. */
export const INPUT_NAME = 'standard input';

const INPUT_DESCRIPTOR = 0;

/** Milliseconds between two looks at an input that has nothing yet and does not wait of its own. */
const LOOK_EVERY = 10;

/**
 * The text of a regular file.
 * @param path as it is shown
 * @throws UserError where it cannot be read, is too large, or is no text
 */
export function readFileText(path: string, absolute: string): string {
  return textOf(path, () => readBounded(path, absolute));
}

/** The text of standard input. @throws UserError as `readFileText` */
export function readInputText(): string {
  return textOf(INPUT_NAME, () => readUpToLimit(INPUT_DESCRIPTOR));
}

function textOf(name: string, read: () => Buffer): string {
  const bytes = told(name, read);
  if (bytes.length > LONGEST_FILE)
    throw new UserError('config-too-large', { limit: LONGEST_FILE }, whole(name));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new UserError('file-not-text', { path: name }, whole(name));
  }
}

function told<Result>(name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unreadable(name, error);
  }
}

/** Opens once, so that what is measured is what is read; a pipe or a device is no configuration file. */
function readBounded(path: string, absolute: string): Buffer {
  const stats = statsOf(path, absolute);
  if (!stats.isFile()) throw new UserError('file-unreadable', { path, reason: 'it is no regular file' });
  if (stats.size > LONGEST_FILE)
    throw new UserError('config-too-large', { limit: LONGEST_FILE }, whole(path));
  const descriptor = openSync(absolute, 'r');
  try {
    return readUpToLimit(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @throws UserError `file-missing` for what is not there, and for what no file can be called */
function statsOf(path: string, absolute: string): Stats {
  try {
    return statSync(absolute);
  } catch (error) {
    if (isInTheWay(error)) throw error;
    const reason = 'it is a link that leads nowhere';
    if (isLink(absolute)) throw new UserError('file-unreadable', { path, reason });
    throw new UserError('file-missing', { path });
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** One byte more than is allowed tells that there is more: an endless stream is not read to its end. */
function readUpToLimit(descriptor: number): Buffer {
  const bytes = Buffer.allocUnsafe(LONGEST_FILE + 1);
  let length = 0;
  while (length < bytes.length) {
    const read = readSome(descriptor, bytes, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** Reads what is there, and waits for it; 0 at the end. */
function readSome(descriptor: number, into: Buffer, at: number): number {
  for (;;) {
    try {
      return readSync(descriptor, into, at, into.length - at, null);
    } catch (error) {
      // How Windows tells the end of a pipe.
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY);
    }
  }
}

/** The file as the place of a problem with all of it. */
function whole(name: string): Place {
  return { file: name, line: 1, text: '', start: 0, end: 0 };
}
