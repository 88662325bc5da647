import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../problems/problem';
import type { FileToAppend, FileToWrite } from './files';
import { codeOf, reasonOf } from './reasons';

/** The permissions of a file's owner: nobody else reads it before it has its own. */
const OWNER = 0o700;

/**
 * Writes the file of an outcome, whole or not at all, whatever interrupts it and whoever writes there too; never over
 * another one unless that was asked for, and never over what is no regular file.
 * @throws UserError where the file is there already or cannot be written
 */
export function writeOutcomeFile({ path, text, overwrite }: FileToWrite, workingFolder: string): void {
  const target = resolve(workingFolder, path);
  attempt(path, () => {
    refuseFolders(path, target);
    if (!overwrite) {
      if (lstatSync(target, { throwIfNoEntry: false })) throw new UserError('file-exists', { path });
      writeBeside(target, text, takeFreeName);
      return;
    }
    const before = statSync(target, { throwIfNoEntry: false });
    refuseDevices(path, before);
    refuseBrokenLinks(path, target, before);
    writeBeside(before === undefined ? target : realpathSync(target), text, renameSync, before?.mode);
  });
}

/**
 * Appends to a file, such as the summary of a CI job.
 * @throws UserError where it cannot be written
 */
export function appendToFile({ path, text }: FileToAppend, workingFolder: string): void {
  const target = resolve(workingFolder, path);
  attempt(path, () => {
    // A pipe that nobody reads from would be waited for without end.
    if (statSync(target, { throwIfNoEntry: false })?.isFIFO())
      closeSync(openSync(target, constants.O_WRONLY | constants.O_NONBLOCK));
    appendFileSync(target, text);
  });
}

/**
 * Writes a file of its own in the target's folder, on the same disk, and then gives it the target's name.
 * @param mode the permissions of the file that it replaces
 */
function writeBeside(
  target: string,
  text: string,
  give: (beside: string, target: string) => void,
  mode?: number,
): void {
  const beside = join(dirname(target), `.scaleplan-${randomUUID()}.new`);
  try {
    writeFileSync(beside, text, {
      flag: 'wx',
      flush: true,
      ...(mode === undefined ? {} : { mode: mode & OWNER }),
    });
    if (mode !== undefined) chmodSync(beside, mode);
    give(beside, target);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Unlike a renaming, a link never takes a name that another writer took meanwhile. */
function takeFreeName(beside: string, target: string): void {
  try {
    linkSync(beside, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    // A disk that knows no links.
    copyFileSync(beside, target, constants.COPYFILE_EXCL);
  }
}

/** What cannot be looked at, such as a link in a circle, is told of as it is written. */
function refuseFolders(path: string, target: string): void {
  let isFolder = false;
  try {
    isFolder = statSync(target).isDirectory();
  } catch {}
  if (isFolder) throw new UserError('output-folder', { path });
}

/** A renaming would put a file in the place of a device or a pipe, such as /dev/null. */
function refuseDevices(path: string, stats: Stats | undefined): void {
  if (stats === undefined || stats.isFile()) return;
  throw new UserError('file-unwritable', { path, reason: 'it is no regular file' });
}

/** What a link leads to is what is written, where it is there. */
function refuseBrokenLinks(path: string, target: string, stats: Stats | undefined): void {
  if (stats !== undefined || lstatSync(target, { throwIfNoEntry: false }) === undefined) return;
  throw new UserError('file-unwritable', { path, reason: 'it is a link that leads nowhere' });
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (codeOf(error) === 'EEXIST') throw new UserError('file-exists', { path });
    throw new UserError('file-unwritable', { path, reason: reasonOf(error) });
  }
}
