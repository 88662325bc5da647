import { FORMAT_NAMES, type FormatName, type ModelConfig, type SourceFile } from '../formats/config';
import { readConfig as readSource } from '../formats/read';
import { EXPORT_FORMATS, type ExportFormat } from '../formats/write/limits';
import { UserError } from '../problems/problem';
import { checkFlagsApply } from '../request/families';
import { readTargetOptions } from '../request/targets';
import { readExportFormat, writeConfig as write } from '../request/writeConfig';
import { checkKeys, checkText, kindOf } from './checks';
import { readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, oneTarget } from './models';
import type { ModelOptions } from './options';

/** The formats of configuration files that `readConfig` reads. */
export const CONFIG_FORMATS: readonly FormatName[] = frozenCopy(FORMAT_NAMES);

/** The formats that `writeConfig` writes. */
export const WRITTEN_FORMATS: readonly ExportFormat[] = frozenCopy(EXPORT_FORMATS);

/** The options of `readConfig`. */
export interface ConfigOptions {
  /** What messages call the file, and what its model is named after; `config.json` unless told. */
  readonly name?: string;
  /** What the file is, where its content does not tell: one of `CONFIG_FORMATS`. */
  readonly format?: string;
  /** The text of a file that a gin file includes, by the path as it is written there; null where there is none. */
  readonly include?: (path: string, from: string) => string | null;
}

/**
 * Reads the text of a model's configuration file: Hugging Face JSON, gin of Mesh TensorFlow, T5X or Flaxformer, or
 * scaleplan's own JSON. No file is opened: the text is what the caller read.
 *
 * @param text the file, decoded
 * @param options its name, its format, and how to come by the files that it includes
 * @returns the shape, what the file says of the run, and where; every function takes it for a model
 * @throws {@link UserError} with file, line and place, for anything that is no whole and unambiguous configuration
 * @example
 * ```js
 * const text = writeConfig('NL24-SM', 'hf');
 * const config = readConfig(text, { name: 'ours/config.json' });
 * config.format; // 'hf'
 * compare(['NL24-SM', config]).versus[0].parametersRatio; // 1
 * ```
 */
export function readConfig(text: string, options: ConfigOptions = {}): ModelConfig {
  const own = checkKeys('options', options, ['name', 'format', 'include']);
  const { format } = readTargetOptions('format' in own ? { format: checkText('format', own['format']) } : {});
  const name = 'name' in own ? checkText('name', own['name']) : 'config.json';
  const source = { name, text: checkText('text', text) };
  return frozenCopy(readSource(source, { format, include: includeOf(own['include']) }));
}

function includeOf(include: unknown): (path: string, from: SourceFile) => SourceFile | null {
  if (include === undefined) return () => null;
  if (typeof include !== 'function') {
    throw new UserError('option-kind', { name: 'include', expected: 'a function', found: kindOf(include) });
  }
  return (path, from) => {
    const text: unknown = include(path, from.name);
    return text === null || text === undefined ? null : { name: path, text: checkText(path, text) };
  };
}

/**
 * A configuration file that trains a model with a real library, as `scaleplan export MODEL --to FORMAT` prints it.
 *
 * @param model a name, a shape, a configuration or a described model
 * @param format `hf`, `mesh-tf` or `t5x`
 * @param options the run that the file sets, and how the name is read
 * @returns the text of the file
 * @throws {@link UserError} for a format that there is none of or that has no words for the shape, and as `describe` does
 * @example
 * ```js
 * JSON.parse(writeConfig('NL24-SM', 'hf')).num_layers; // 24
 * ```
 */
export function writeConfig(model: Model, format: ExportFormat, options: ModelOptions = {}): string {
  const { flags } = readOptions(options);
  const target = oneTarget(model, flags);
  checkFlagsApply([target.shape], flags);
  return write(target, readExportFormat(checkText('format', format)), flags);
}
