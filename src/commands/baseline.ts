import type { Files } from '../files/files';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import type { Target, TargetOptions } from '../request/targets';
import { findPaths, isGlob } from './paths';
import { readTargets } from './targets';

/** Whether a baseline is another checkout, in which each target has a file of its own. */
function isCheckout(baseline: string, files: Files): boolean {
  return files.kindOf(baseline) === 'folder';
}

/** Where a target may stand in another checkout: by its path from the working folder, or from the folder that was named. */
function pathsIn(baseline: string, { label, foundIn }: Target, files: Files): string[] {
  const paths = [
    files.relativeTo('.', label),
    ...(foundIn === undefined ? [] : [files.relativeTo(foundIn, label)]),
  ];
  return paths.map((path) => files.within(baseline, path));
}

/**
 * The target as it was: its file in another checkout, or the one model that the baseline is; null where it is new, or where
 * the file there cannot be read, so that a change that mends it passes.
 */
export async function findBaseline(
  target: Target,
  baseline: string | undefined,
  options: TargetOptions,
  files: Files,
): Promise<Target | null> {
  if (baseline === undefined) return null;
  if (!isCheckout(baseline, files)) return (await readTargets([baseline], options, files))[0] ?? null;
  if (!target.isFile) return null;
  const before = pathsIn(baseline, target, files).find((path) => files.kindOf(path) === 'file');
  if (before === undefined) return null;
  try {
    return (await readTargets([before], options, files))[0] ?? null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/**
 * Makes sure that a check against another checkout compares something: it must hold a target, or at least a folder where
 * one would stand (then the target is new).
 * @throws UserError `baseline-unmatched`
 */
export function checkMatched(targets: readonly Target[], baseline: string | undefined, files: Files): void {
  if (baseline === undefined || !isCheckout(baseline, files)) return;
  const inFiles = targets.filter(({ isFile, label }) => isFile && label !== '-');
  const hasPlace = (target: Target) =>
    pathsIn(baseline, target, files).some((path) => {
      const folder = path.replace(/\/?[^/]*$/, '') || '.';
      return files.kindOf(path) === 'file' || (folder !== baseline && files.kindOf(folder) === 'folder');
    });
  if (inFiles.length === 0 || inFiles.some(hasPlace)) return;
  throw new UserError('baseline-unmatched', { baseline }, wholeOf(baseline));
}

/**
 * The configurations that another checkout has in the folders and globs of a check and that are gone here, by the paths that
 * they had.
 */
export async function findRemoved(
  words: readonly string[],
  baseline: string | undefined,
  files: Files,
): Promise<string[]> {
  if (baseline === undefined || !isCheckout(baseline, files)) return [];
  const removed = new Set<string>();
  for (const word of words) {
    const folder = folderOf(word, files);
    if (folder === null) continue;
    for (const path of await pathsBefore(word, folder, baseline, files)) {
      if (files.kindOf(path) === null) removed.add(path);
    }
  }
  return [...removed];
}

/** The folder that a word is about: itself, or the one that its glob starts from; null for what is neither. */
function folderOf(word: string, files: Files): string | null {
  if (files.kindOf(word) === 'folder') return word;
  return isGlob(word) ? word.slice(0, word.search(/[*?[]/)).replace(/[^/]*$/, '') || '.' : null;
}

/** What a word stands for in another checkout, as paths here: it holds the folder by its path, or is the folder. */
async function pathsBefore(word: string, folder: string, baseline: string, files: Files): Promise<string[]> {
  const there = files.within(baseline, files.relativeTo('.', folder));
  const holds = files.kindOf(there) === 'folder';
  const before = files.within(baseline, files.relativeTo(holds ? '.' : folder, word));
  const paths = await configurationsAt(before, files);
  return paths.map((path) => {
    const inside = files.relativeTo(baseline, path);
    return holds ? inside : files.within(folder, inside);
  });
}

async function configurationsAt(word: string, files: Files): Promise<readonly string[]> {
  try {
    // A folder may be called like a size.
    const path = files.kindOf(word) === 'folder' ? `${word}/` : word;
    return (await findPaths(path, files, false))?.paths ?? [];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
