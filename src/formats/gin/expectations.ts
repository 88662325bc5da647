import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import { LARGEST as LIMITS } from '../limits';
import type { GinConfig } from './config';
import { type GinSetting, itemSetting } from './lookup';

/** The largest number that is taken for each setting; more must be a slip. */
export const LARGEST = {
  layers: LIMITS.encoderLayers,
  dModel: LIMITS.dModel,
  dFf: LIMITS.dFf,
  dKv: LIMITS.dKv,
  heads: LIMITS.numHeads,
  vocabulary: LIMITS.vocabSize,
  sequences: LIMITS.sequences,
  length: LIMITS.encoderLength,
  // As many as the most of the longest sequences have.
  tokens: LIMITS.sequences * LIMITS.encoderLength,
  steps: LIMITS.trainSteps,
  cores: LIMITS.chips,
} as const;

/** Two activations that are multiplied make a gated feed-forward block (T5 1.1); one makes a plain one. */
const GATED_ACTIVATIONS = 2;

/** @throws UserError `config-bad-value` at the value. */
export function failValue({ key, value: { source, start, end } }: GinSetting, expected: string): never {
  const value = source.text.slice(start, end);
  throw new UserError('config-bad-value', { key, value, expected }, placeIn(source, start, end));
}

/** Reads a whole number from `least` to `largest`, written without a point or exponent. */
export function wholeNumber(largest: number, least = 1): (setting: GinSetting) => number {
  return (setting) => {
    const { value } = setting;
    const isTaken = value.kind === 'number' && value.whole && value.value >= least && value.value <= largest;
    return isTaken ? value.value : failValue(setting, `a whole number from ${least} to ${largest}`);
  };
}

/** As `wholeNumber`, and undefined for None. */
export function wholeNumberOrNone(largest: number): (setting: GinSetting) => number | undefined {
  const read = wholeNumber(largest);
  return (setting) => (setting.value.kind === 'none' ? undefined : read(setting));
}

/** Reads True or False. */
export function truth(setting: GinSetting): boolean {
  return setting.value.kind === 'truth' ? setting.value.value : failValue(setting, 'True or False');
}

/** Reads a string. */
export function text(setting: GinSetting): string {
  return setting.value.kind === 'text' ? setting.value.value : failValue(setting, 'a string');
}

/** Reads whether the activations of a feed-forward block are those of a gated one: a list of two. */
export function isGated(setting: GinSetting, config: GinConfig): boolean {
  const { value } = setting;
  if (value.kind === 'text') return false;
  const expected = "an activation, or a list of two for a gated one: 'relu' or ['gelu', 'linear']";
  if (value.kind !== 'list') return failValue(setting, expected);
  const names = value.items.map((item) => itemSetting(config, setting, item));
  const isList = names.length >= 1 && names.length <= GATED_ACTIVATIONS;
  if (!isList || names.some((name) => name?.value.kind !== 'text')) return failValue(setting, expected);
  return names.length === GATED_ACTIVATIONS;
}

/** The lengths of encoder and decoder sequences: of `{'inputs': 512, 'targets': 114}`; None is no lengths. */
export function sequenceLengths(
  setting: GinSetting,
  config: GinConfig,
): { inputs?: number; targets?: number } | undefined {
  const { value } = setting;
  if (value.kind === 'none') return undefined;
  if (value.kind !== 'dictionary') return failValue(setting, "a dictionary, {'inputs': 512, 'targets': 128}");
  const lengths: { inputs?: number; targets?: number } = {};
  for (const [key, length] of value.entries) {
    const name = key.kind === 'text' ? key.value : '';
    const item = name === 'inputs' || name === 'targets' ? itemSetting(config, setting, length) : null;
    if (item) lengths[name as 'inputs'] = wholeNumber(LARGEST.length)(item);
  }
  return lengths;
}
