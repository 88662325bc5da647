import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { SourceFile } from '../formats/config';
import { UserError } from '../problems/problem';
import type { Files } from './files';
import { INPUT_NAME, readFileText, readInputText, STANDARD_INPUT } from './read';
import { isInTheWay, slashes, unreadable } from './trouble';

/** The files below and above a working folder. */
export function diskFiles(workingFolder: string): Files {
  const at = (path: string) => resolve(workingFolder, path);
  const readInput = readOnce();
  return {
    kindOf: (path) => kindOf(path === STANDARD_INPUT ? path : at(path), path),
    list: async (pattern) => {
      const isFolder = kindOf(at(pattern), pattern) === 'folder';
      return (await import('./list')).listFiles(pattern, isFolder ? 'folder' : 'glob', workingFolder);
    },
    read: (path) =>
      path === STANDARD_INPUT ? readInput() : { name: path, text: readFileText(path, at(path)) },
    include: (path, from) => findInclude(path, from, workingFolder),
    relativeTo: (folder, path) => slashes(relative(at(folder), at(path))),
    isIn: (folder, path) => kindOf(at(path)) !== null && isInside(at(folder), at(path)),
    within: (folder, path) => slashes(folder === '' ? path : join(folder, path)),
    root: workingFolder,
    findUpwards: (name) => findUpwards(name, workingFolder),
  };
}

/** Standard input, which is there once. */
function readOnce(): () => SourceFile {
  let isRead = false;
  return () => {
    if (isRead) throw new UserError('input-twice', {});
    isRead = true;
    return { name: INPUT_NAME, text: readInputText() };
  };
}

/** @param shown the path as it was given: where it is, what keeps from looking there is an error */
function kindOf(path: string, shown?: string): 'file' | 'folder' | null {
  if (path === STANDARD_INPUT) return 'file';
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (shown !== undefined && isInTheWay(error)) throw unreadable(shown, error);
    // No such file, or no such file name.
    return null;
  }
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
      return { name, text: readFileText(name, candidate) };
    }
    if (folder === top) break;
    folder = dirname(folder);
  }
  return null;
}

/** Where the search for an include ends: at the working folder for files below it, at the root of the disk for others. */
function topOf(folder: string, workingFolder: string): string {
  const below = relative(workingFolder, folder);
  return leadsOut(below) ? resolve(sep) : workingFolder;
}

/** Links may not lead out of the tree. */
function isInside(folder: string, path: string): boolean {
  const inside = relative(realpathSync(folder), realpathSync(path));
  return inside !== '' && !leadsOut(inside);
}

/** Whether a path from a folder leads to what is not in it. */
function leadsOut(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

/** A link that leads nowhere is found too: to pass it over would be to do without what it stands for. */
function findUpwards(name: string, workingFolder: string): string | null {
  for (let folder = workingFolder; ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (isThere(path)) return slashes(relative(workingFolder, path));
    if (dirname(folder) === folder) return null;
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder that may not be searched has nothing for this user.
    return false;
  }
}
