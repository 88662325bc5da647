import type { Files } from '../files/files';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { readTargets, type Target, type TargetOptions } from './targets';

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
