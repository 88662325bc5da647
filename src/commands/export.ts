import { UserError } from '../problems/problem';
import type { CommonFlags } from '../request/setting';
import { readTargetOptions } from '../request/targets';
import { readExportFormat, writeConfig } from '../request/writeConfig';
import { type Context, EXIT, type Outcome } from './context';
import { type OutputFlags, readOutputPath } from './output';
import { readTargets } from './targets';

export interface ExportFlags extends CommonFlags, OutputFlags {
  readonly to?: string;
}

/**
 * `export NAME --to FORMAT`: a configuration file that trains the model with a real library, on standard output or in a
 * file. The run is that of the flags, the model's own file or the paper; a format that holds no run leaves it out.
 */
export async function exportConfig(
  names: readonly string[],
  flags: ExportFlags,
  context: Context,
): Promise<Outcome> {
  if (names.length === 0) {
    throw new UserError('no-models', { command: 'export', example: 'scaleplan export NL24-SM --to hf' });
  }
  const format = readExportFormat(flags.to);
  const targets = await readTargets(names, readTargetOptions(flags), context.files);
  const [target] = targets;
  if (target === undefined || targets.length > 1) {
    throw new UserError('export-one-model', { length: targets.length });
  }
  const text = writeConfig(target, format, flags);
  const path = readOutputPath(flags);
  if (path === null) return { text, exitCode: EXIT.fine };
  return { text: '', exitCode: EXIT.fine, file: { path, text, overwrite: flags.force ?? false } };
}
