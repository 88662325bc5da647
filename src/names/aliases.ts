import { NUMERIC_KNOBS, type NumericCode, SWITCH_KNOBS, type SwitchCode } from '../model/operators';
import { SIZE_NAMES, type SizeName } from '../model/sizes';

/** What a word of a name stands for. SHKV is two switches in one word. */
export type Meaning =
  | { readonly kind: 'size'; readonly size: SizeName }
  | { readonly kind: 'knob'; readonly code: NumericCode }
  | { readonly kind: 'switches'; readonly codes: readonly SwitchCode[] };

const SIZE_ALIASES: readonly (readonly [string, SizeName])[] = [
  ['TI', 'TINY'],
  ['SMALL', 'SM'],
  ['BS', 'BASE'],
  ['LARGE', 'LG'],
];

/** The F of the paper's F12K, and the letters of the runs' bucket folders. */
const KNOB_ALIASES: readonly (readonly [string, NumericCode])[] = [
  ['F', 'FF'],
  ['L', 'NL'],
  ['D', 'DM'],
  ['H', 'NH'],
];

const SWITCH_ALIASES: readonly (readonly [string, readonly SwitchCode[]])[] = [
  ['SHARED', ['SH']],
  ['SHKV', ['SH', 'SKV']],
];

/** Sizes called by their parameters, as in the T5 library. */
export const SIZES_BY_PARAMETERS: ReadonlyMap<string, SizeName> = new Map([
  ['3B', 'XL'],
  ['11B', 'XXL'],
]);

/** Every word, in capitals, that names a size or an operator. */
export const SPELLINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...SIZE_NAMES.map((size) => [size, { kind: 'size', size }] as const),
  ...SIZE_ALIASES.map(([spelling, size]) => [spelling, { kind: 'size', size }] as const),
  ...NUMERIC_KNOBS.map(({ code }) => [code, { kind: 'knob', code }] as const),
  ...KNOB_ALIASES.map(([spelling, code]) => [spelling, { kind: 'knob', code }] as const),
  ...SWITCH_KNOBS.map(({ code }) => [code, { kind: 'switches', codes: [code] }] as const),
  ...SWITCH_ALIASES.map(([spelling, codes]) => [spelling, { kind: 'switches', codes }] as const),
]);

/** The spellings that a hint proposes: those of more than one letter. */
export const PROPOSED_SPELLINGS: readonly string[] = [...SPELLINGS.keys()].filter(({ length }) => length > 1);
