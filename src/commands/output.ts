import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';

/** The flags of a command that may write a file. */
export interface OutputFlags {
  readonly output?: string;
  readonly force?: boolean;
}

/** What `-o` calls standard output. */
export const STANDARD_OUTPUT = '-';

/** A path that can only be that of a folder, there or not: `.`, `..`, or one that ends in a slash. */
const FOLDER = /(?:^|\/)\.{0,2}$/;

/**
 * The file that `-o` names, or null for standard output, which is also where nothing is said.
 * @throws UserError where its name is empty or a folder's, and for `--force` where there is nothing to overwrite
 */
export function readOutputPath({ output, force }: OutputFlags): string | null {
  if (force && output === undefined) throw new UserError('force-without-output', {});
  if (output === '') throw new UserError('output-no-file', {});
  if (output !== undefined && FOLDER.test(output)) {
    throw new UserError('output-folder', { path: output }, wholeOf(output));
  }
  return output === undefined || output === STANDARD_OUTPUT ? null : output;
}
