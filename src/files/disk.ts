import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { SourceFile } from '../formats/config';
import { LONGEST_FILE } from '../formats/limits';
import { type Place, UserError } from '../problems/problem';
import type { Files } from './files';
import { isDenied, slashes, unreadable } from './trouble';

const STANDARD_INPUT = '-';
const STANDARD_INPUT_DESCRIPTOR = 0;

/** The files below and above a working folder. */
export function diskFiles(workingFolder: string): Files {
  const at = (path: string) => resolve(workingFolder, path);
  return {
    kindOf: (path) => kindOf(path === STANDARD_INPUT ? path : at(path), path),
    list: async (pattern) => {
      const isFolder = kindOf(at(pattern), pattern) === 'folder';
      return (await import('./list')).listFiles(pattern, isFolder ? 'folder' : 'glob', workingFolder);
    },
    read: (path) => ({
      name: path === STANDARD_INPUT ? 'standard input' : path,
      text: readText(path, at(path)),
    }),
    include: (path, from) => findInclude(path, from, workingFolder),
    relativeTo: (folder, path) => slashes(relative(at(folder), at(path))),
    isIn: (folder, path) => kindOf(at(path)) !== null && isInside(at(folder), at(path)),
    within: (folder, path) => slashes(folder === '' ? path : join(folder, path)),
    root: workingFolder,
    findUpwards: (name) => findUpwards(name, workingFolder),
  };
}

/** @param shown the path as it was given: where it is, a folder above it that may not be searched is an error */
function kindOf(path: string, shown?: string): 'file' | 'folder' | null {
  if (path === STANDARD_INPUT) return 'file';
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (shown !== undefined && isDenied(error)) throw unreadable(shown, error);
    // No such file, or no such file name.
    return null;
  }
}

function readText(path: string, absolute: string): string {
  let bytes: Buffer;
  try {
    bytes = path === STANDARD_INPUT ? readUpToLimit(STANDARD_INPUT_DESCRIPTOR) : readBounded(path, absolute);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unreadable(path, error);
  }
  if (bytes.length > LONGEST_FILE)
    throw new UserError('config-too-large', { limit: LONGEST_FILE }, whole(path));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new UserError('file-not-text', { path }, whole(path));
  }
}

/** Opens once, so that what is measured is what is read; a pipe or a device is no configuration file. */
function readBounded(path: string, absolute: string): Buffer {
  if (kindOf(absolute) === null) throw new UserError('file-missing', { path });
  const stats = statSync(absolute);
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

/** One byte more than is allowed tells that there is more: an endless stream is not read to its end. */
function readUpToLimit(descriptor: number): Buffer {
  const bytes = Buffer.allocUnsafe(LONGEST_FILE + 1);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** The file as the place of a problem with all of it. */
function whole(path: string): Place {
  return { file: path === STANDARD_INPUT ? 'standard input' : path, line: 1, text: '', start: 0, end: 0 };
}

/**
 * Gin files include each other by a path from the top of their repository: it is looked for beside the including file and
 * above it, as far up as the path has folders, but not above the working folder, and never outside the folder where it
 * was looked for.
 */
function findInclude(path: string, from: SourceFile, workingFolder: string): SourceFile | null {
  const steps = path.split('/');
  if (isAbsolute(path) || path.includes('\\') || steps.some((step) => step === '..' || step === ''))
    return null;
  let folder = dirname(resolve(workingFolder, from.name));
  const top = topOf(folder, workingFolder);
  for (let up = 0; up <= steps.length; up++) {
    const candidate = join(folder, path);
    if (kindOf(candidate) === 'file' && isInside(folder, candidate)) {
      const name = slashes(relative(workingFolder, candidate));
      return { name, text: readText(name, candidate) };
    }
    if (folder === top) break;
    folder = dirname(folder);
  }
  return null;
}

/** Where the search for an include ends: at the working folder for files below it, at the root of the disk for others. */
function topOf(folder: string, workingFolder: string): string {
  const below = relative(workingFolder, folder);
  return below.startsWith('..') || isAbsolute(below) ? resolve(sep) : workingFolder;
}

/** Links may not lead out of the tree. */
function isInside(folder: string, path: string): boolean {
  const inside = relative(realpathSync(folder), realpathSync(path));
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
}

function findUpwards(name: string, workingFolder: string): string | null {
  for (let folder = workingFolder; ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (existsSync(path)) return slashes(relative(workingFolder, path));
    if (dirname(folder) === folder) return null;
  }
}
