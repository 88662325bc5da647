import type { CommonFlags } from '../request/setting';
import { amountText, checkKeys, checkText, type Given } from './checks';
import { settingFilesOf } from './machines';

const SETTING_AMOUNTS = [
  'chips',
  'modelParallelism',
  'sequences',
  'encoderLength',
  'decoderLength',
  'steps',
] as const;

const MODEL_AMOUNTS = ['patchSize', 'imageSize', 'classes'] as const;

/** The keys of `SettingOptions`. */
export const SETTING_KEYS: readonly string[] = ['machine', 'machines', 'calibration', ...SETTING_AMOUNTS];

/** The keys of `ModelOptions`. */
export const MODEL_KEYS: readonly string[] = [...SETTING_KEYS, 'base', 'family', ...MODEL_AMOUNTS];

/** Options as the command line has them, and the function's own beside them. */
export interface ReadOptions {
  readonly flags: CommonFlags;
  readonly own: Given;
}

/**
 * Reads options: those that the command line knows as flags, and those of the function itself.
 * @param keys what is known beside the function's own
 * @throws UserError for an unknown key, and a value of another kind; what the values say is read with the flags
 */
export function readOptions(
  options: unknown = {},
  keys: readonly string[] = MODEL_KEYS,
  ownKeys: readonly string[] = [],
): ReadOptions {
  const given = checkKeys('options', options, [...keys, ...ownKeys]);
  const flags: Record<string, unknown> = {};
  for (const key of ['machine', 'base', 'family']) {
    if (key in given) flags[key] = checkText(key, given[key]);
  }
  for (const key of [...SETTING_AMOUNTS, ...MODEL_AMOUNTS]) {
    if (key in given) flags[key] = amountText(key, given[key]);
  }
  const settingFiles = settingFilesOf(given['machines'], given['calibration']);
  if (settingFiles !== undefined) flags['settingFiles'] = settingFiles;
  return { flags: flags as CommonFlags, own: given };
}
