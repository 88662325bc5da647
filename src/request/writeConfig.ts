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
import { type CommonFlags, machineOf, readSetting } from './setting';
import type { Target } from './targets';

/**
 * The format of a configuration file to write.
 * @throws UserError for a format that there is none of, and where none is said
 */
export function readExportFormat(text: string | undefined): ExportFormat {
  if (text === undefined) throw new UserError('export-no-format', { names: EXPORT_FORMATS });
  const format = EXPORT_FORMATS.find((candidate) => candidate === text.toLowerCase());
  if (format !== undefined) return format;
  const place = wholeOf(text);
  throw new UserError('format-unknown', { format: text, formats: EXPORT_FORMATS }, place);
}

/**
 * The configuration file that trains a target with a real library; its run is that of the flags, of its own file, or of
 * the paper.
 * @throws UserError where the format has no words for the shape, and where it cannot be laid out
 */
export function writeConfig({ shape, run }: Target, format: ExportFormat, flags: CommonFlags): string {
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
