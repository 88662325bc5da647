import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { ConfigField, FormatName, ReadOptions, SourceFile } from '../config';
import { type GinConfig, loadGin } from './config';
import { findSetting, type GinKey, type GinSetting } from './lookup';
import { type KnownNames, refuseMisspellings } from './misspellings';

/** A configuration while its fields are taken, with the place of each. */
export interface Reading {
  readonly config: GinConfig;
  readonly format: FormatName;
  readonly places: Partial<Record<ConfigField, ReturnType<typeof placeIn>>>;
}

/** What is looked for: the field, how a message calls it, and the keys that may hold it, the strongest first. */
export interface Sought<Value> {
  readonly field: ConfigField;
  readonly label: string;
  readonly keys: readonly GinKey[];
  readonly read: (setting: GinSetting, config: GinConfig) => Value;
}

/**
 * Loads a gin file with its includes.
 * @throws UserError for a mistake in the text, and for a key that is all but a known one.
 */
export function beginReading(
  source: SourceFile,
  { include }: Pick<ReadOptions, 'include'>,
  { format, known }: { readonly format: FormatName; readonly known: KnownNames },
): Reading {
  const config = loadGin(source, include);
  refuseMisspellings(config, known);
  return { config, format, places: {} };
}

/**
 * A field that must be there.
 * @throws UserError `config-include-missing` where an include that is not there may hold it, else `config-missing-field`.
 */
export function takeRequired<Value>(reading: Reading, sought: Sought<Value>): Value {
  const taken = takeOptional(reading, sought);
  if (taken !== undefined) return taken;
  refuseMissingIncludes(reading);
  const { source } = reading.config;
  const place = { text: '', start: 0, end: 0, file: source.name, line: 1 };
  throw new UserError('config-missing-field', { field: sought.label, format: reading.format }, place);
}

/**
 * A field for which the library has a default, which holds only where every include has been read.
 * @throws UserError `config-include-missing`
 */
export function takeOrDefault<Value>(reading: Reading, sought: Sought<Value>, fallback: Value): Value {
  const taken = takeOptional(reading, sought);
  if (taken !== undefined) return taken;
  refuseMissingIncludes(reading);
  return fallback;
}

/** A field that may be absent. */
export function takeOptional<Value>(
  { config, places }: Reading,
  { field, keys, read }: Sought<Value>,
): Value | undefined {
  const setting = findSetting(config, keys);
  if (!setting) return undefined;
  const value = read(setting, config);
  const { source, start } = setting.binding;
  if (value !== undefined) places[field] = placeIn(source, start, setting.binding.value.end);
  return value;
}

/** @throws UserError `config-include-missing` or `config-include-outside` for the first include that is not there. */
export function refuseMissingIncludes({ config: { missing } }: { readonly config: GinConfig }): void {
  const [first] = missing;
  if (!first) return;
  const { source, start, end, path } = first;
  const code = leavesFolder(path) ? 'config-include-outside' : 'config-include-missing';
  throw new UserError(code, { path }, placeIn(source, start, end));
}

function leavesFolder(path: string): boolean {
  return /^(?:[\\/]|[a-z]:)/i.test(path) || path.split(/[\\/]/).includes('..');
}
