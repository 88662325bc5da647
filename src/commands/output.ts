import { UserError } from '../problems/problem';

/** The flags of a command that may write a file. */
export interface OutputFlags {
  readonly output?: string;
  readonly force?: boolean;
}

/** What `-o` calls standard output. */
export const STANDARD_OUTPUT = '-';

/**
 * The file that `-o` names, or null for standard output, which is also where nothing is said.
 * @throws UserError where its name is empty, and for `--force` where there is nothing to overwrite
 */
export function readOutputPath({ output, force }: OutputFlags): string | null {
  if (force && output === undefined) throw new UserError('force-without-output', {});
  if (output === '') throw new UserError('output-no-file', {});
  return output === undefined || output === STANDARD_OUTPUT ? null : output;
}
