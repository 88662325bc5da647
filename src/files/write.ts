import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../problems/problem';
import type { FileToAppend, FileToWrite } from './files';

/**
 * Writes the file of an outcome, whole or not at all; never over another one unless that was asked for.
 * @throws UserError where the file is there already or cannot be written
 */
export function writeOutcomeFile({ path, text, overwrite }: FileToWrite, workingFolder: string): void {
  const target = resolve(workingFolder, path);
  if (!overwrite) {
    attempt(path, () => writeFileSync(target, text, { flag: 'wx' }));
    return;
  }
  const beside = `${target}.${process.pid}.new`;
  attempt(path, () => {
    try {
      writeFileSync(beside, text, { flag: 'wx' });
      renameSync(beside, target);
    } finally {
      rmSync(beside, { force: true });
    }
  });
}

/**
 * Appends to a file, such as the summary of a CI job.
 * @throws UserError where it cannot be written
 */
export function appendToFile({ path, text }: FileToAppend, workingFolder: string): void {
  attempt(path, () => appendFileSync(resolve(workingFolder, path), text));
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'unknown reason';
    if (code === 'EEXIST') throw new UserError('file-exists', { path });
    const reasons: Record<string, string> = {
      EACCES: 'permission denied',
      EROFS: 'the disk is read-only',
      ENOSPC: 'the disk is full',
      ENOENT: 'its folder does not exist',
      EISDIR: 'it is a folder',
    };
    throw new UserError('file-unwritable', { path, reason: reasons[code] ?? code });
  }
}
