import { readdir } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import { UserError } from '../problems/problem';
import { checkGlob } from './glob';
import { isDenied, slashes, unreadable } from './trouble';

/** The most files that one folder or glob stands for. */
const MOST_FILES = 10_000;

const CONFIGURATIONS = ['**/*.json', '**/*.gin'];
const PASSED_OVER = ['**/node_modules/**', '**/.git/**'];

/**
 * The files that a glob matches, or the configurations that a folder holds, sorted, as paths from the working folder.
 * @throws UserError for a glob that takes too long, where there are too many files, or where a folder on the way may not be
 *   read: what is passed over unseen would pass a check
 */
export async function listFiles(
  pattern: string,
  kind: 'folder' | 'glob',
  workingFolder: string,
): Promise<string[]> {
  if (kind === 'glob') checkGlob(pattern);
  const { glob } = await import('tinyglobby');
  const denied: { readonly path: string; readonly error: unknown }[] = [];
  const found = await glob(kind === 'folder' ? CONFIGURATIONS : [pattern.replaceAll('\\', '/')], {
    cwd: kind === 'folder' ? resolve(workingFolder, pattern) : workingFolder,
    ignore: PASSED_OVER,
    followSymbolicLinks: false,
    onlyFiles: true,
    extglob: false,
    fs: { readdir: watched((path, error) => isDenied(error) && denied.push({ path, error })) },
  });
  const [first] = denied.sort((a, b) => (a.path < b.path ? -1 : 1));
  if (first !== undefined) throw unreadable(relative(workingFolder, first.path) || '.', first.error);
  if (found.length > MOST_FILES) throw new UserError('too-many-models', { limit: MOST_FILES });
  const paths = kind === 'folder' ? found.map((path) => join(pattern, path)) : found;
  return paths.map(slashes).sort((a, b) => (a < b ? -1 : 1));
}

type ReadFolder = NonNullable<NonNullable<GlobOptions['fs']>['readdir']>;

/** Reading a folder as Node does, but what fails is told: tinyglobby goes on in silence. */
function watched(onError: (path: string, error: Error) => void): ReadFolder {
  const read = (path: string, options: object, callback: (error: Error | null, entries: unknown) => void) =>
    readdir(path, options, (error, entries) => {
      if (error) onError(path, error);
      callback(error, entries);
    });
  return read as unknown as ReadFolder;
}
