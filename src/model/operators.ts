import { formatWhole } from '../units/format';
import type { ModelShape, NumericDimension } from './shape';
import { SIZES, sizeNamed } from './sizes';

/** The operators that set a dimension to a number. */
export type NumericCode = 'NL' | 'EL' | 'DL' | 'FF' | 'DM' | 'KV' | 'NH';

/** The operators that switch a feature of attention on. */
export type SwitchCode = 'SH' | 'SKV';

/** The code of a scaling operator of Table 2. */
export type OperatorCode = NumericCode | SwitchCode;

/** A knob that is turned to a number: what it sets, and how far it turns before the number must be a slip. */
export interface NumericKnob {
  readonly code: NumericCode;
  /** As printed in Table 2. */
  readonly description: string;
  readonly dimensions: readonly NumericDimension[];
  /** The largest number that is taken for a size. */
  readonly limit: number;
  readonly limitReason: string;
}

/** A knob that is only on or off. */
interface SwitchKnob {
  readonly code: SwitchCode;
  /** As printed in Table 2. */
  readonly description: string;
  readonly setting: Partial<ModelShape>;
}

/** A scaling operator: a knob, and for a numeric one what it is turned to. */
export type Operator = { readonly code: NumericCode; readonly value: number } | { readonly code: SwitchCode };

/** The widest size of Table 1. */
const { name: WIDEST, shape: WIDEST_SHAPE } = sizeNamed('XXXL');

const LARGEST_D_KV = Math.max(...SIZES.map(({ shape }) => shape.dKv));

const LAYERS = { limit: 1024, limitReason: 'the deepest Transformer published has 1,000 layers' };
const D_FF = {
  limit: 1_048_576,
  limitReason: `${WIDEST}, the widest of Table 1, has ${formatWhole(WIDEST_SHAPE.dFf)}`,
};
const D_MODEL = {
  limit: 65_536,
  limitReason: `${WIDEST}, the widest of Table 1, has ${formatWhole(WIDEST_SHAPE.dModel)}`,
};
const D_KV = { limit: 8192, limitReason: `the largest of Table 1 is ${LARGEST_D_KV}` };
const HEADS = {
  limit: 4096,
  limitReason: `${WIDEST}, which has the most in Table 1, has ${WIDEST_SHAPE.numHeads}`,
};

/** The numeric knobs of Table 2, in the order of a canonical name. */
export const NUMERIC_KNOBS: readonly NumericKnob[] = [
  { code: 'NL', description: 'Num. layers', dimensions: ['encoderLayers', 'decoderLayers'], ...LAYERS },
  { code: 'EL', description: 'Num enc. layers', dimensions: ['encoderLayers'], ...LAYERS },
  { code: 'DL', description: 'Num. dec. layers', dimensions: ['decoderLayers'], ...LAYERS },
  { code: 'FF', description: 'd_ff', dimensions: ['dFf'], ...D_FF },
  { code: 'DM', description: 'd_model', dimensions: ['dModel'], ...D_MODEL },
  { code: 'KV', description: 'd_kv', dimensions: ['dKv'], ...D_KV },
  { code: 'NH', description: 'Num. of heads', dimensions: ['numHeads'], ...HEADS },
];

/** The switches of Table 2, in the order of a canonical name. */
export const SWITCH_KNOBS: readonly SwitchKnob[] = [
  { code: 'SH', description: 'Shared heads', setting: { numMemoryHeads: 1 } },
  { code: 'SKV', description: 'Tied key-values', setting: { sharedKv: true } },
];

/** The codes of Table 2, in the order of a canonical name. */
export const OPERATOR_CODES: readonly OperatorCode[] = [...NUMERIC_KNOBS, ...SWITCH_KNOBS].map(
  ({ code }) => code,
);

/** The numeric knob with this code. */
export function numericKnob(code: NumericCode): NumericKnob {
  return NUMERIC_KNOBS.find((knob) => knob.code === code) as NumericKnob;
}

/** Whether a numeric knob counts layers; depths are never written in multiples of 1024. */
export function countsLayers(code: NumericCode): boolean {
  return code === 'NL' || code === 'EL' || code === 'DL';
}

/** What a numeric knob turns in a shape: a Vision Transformer has no decoder. */
export function dimensionsOf(code: NumericCode, { vision }: ModelShape): readonly NumericDimension[] {
  const { dimensions } = numericKnob(code);
  return vision === undefined ? dimensions : dimensions.filter((dimension) => dimension !== 'decoderLayers');
}

/**
 * The shape that an operator makes of another (Table 2). Operators on different dimensions commute:
 * all but NL with EL or DL.
 */
export function applyOperator(shape: ModelShape, operator: Operator): ModelShape {
  if (!('value' in operator)) {
    // Heads of a Vision Transformer have keys and values of their own.
    if (shape.vision !== undefined) return shape;
    return { ...shape, ...SWITCH_KNOBS.find(({ code }) => code === operator.code)?.setting };
  }
  const dimensions = dimensionsOf(operator.code, shape);
  return { ...shape, ...Object.fromEntries(dimensions.map((dimension) => [dimension, operator.value])) };
}
