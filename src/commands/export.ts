import { layOutStep } from '../estimate/parallelism';
import { scoresOf } from '../evidence/quality/published';
import type { RunSettings } from '../formats/config';
import { writeHuggingFace } from '../formats/write/huggingFace';
import { checkSayable, EXPORT_FORMATS, type ExportFormat } from '../formats/write/limits';
import { writeMeshTf } from '../formats/write/meshTf';
import { writeT5x } from '../formats/write/t5x';
import type { ModelShape } from '../model/shape';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { type Context, EXIT, type Outcome } from './context';
import { type OutputFlags, readOutputPath } from './output';
import { type CommonFlags, machineOf, readSetting } from './setting';
import { readTargetOptions, readTargets, type Target } from './targets';

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
  const text = write(target, format, flags);
  const path = readOutputPath(flags);
  if (path === null) return { text, exitCode: EXIT.fine };
  return { text: '', exitCode: EXIT.fine, file: { path, text, overwrite: flags.force ?? false } };
}

function readExportFormat(text: string | undefined): ExportFormat {
  if (text === undefined) throw new UserError('export-no-format', { names: EXPORT_FORMATS });
  const format = EXPORT_FORMATS.find((candidate) => candidate === text.toLowerCase());
  if (format !== undefined) return format;
  const place = wholeOf(text);
  throw new UserError('format-unknown', { format: text, formats: EXPORT_FORMATS }, place);
}

function write({ shape, run }: Target, format: ExportFormat, flags: ExportFlags): string {
  checkSayable(shape, format);
  const setting = readSetting(flags, { ...paperSlice(shape, flags), ...run });
  if (format === 'hf') return writeHuggingFace(shape);
  // Laid out, so that no run is written that cannot start.
  const { modelParallelism, microbatches } = layOutStep(shape, setting).mesh;
  const fullRun = { ...setting.workload, chips: setting.slice.chips, modelParallelism, microbatches };
  return format === 't5x' ? writeT5x(shape, fullRun) : writeMeshTf(shape, fullRun);
}

/** The slice that Table 4 tells of a shape, where the machine has one; the paper's usual one goes without saying. */
function paperSlice(shape: ModelShape, flags: CommonFlags): Pick<RunSettings, 'chips'> {
  const chips = scoresOf(shape)?.chips;
  return chips !== undefined && machineOf(flags).slices.includes(chips) ? { chips } : {};
}
