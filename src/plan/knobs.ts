import presets from '../../presets/sweeps.json';
import {
  applyOperator,
  type NumericCode,
  numericKnob,
  OPERATOR_CODES,
  type OperatorCode,
  SWITCH_KNOBS,
} from '../model/operators';
import { type ModelShape, type NumericDimension, sameShape } from '../model/shape';
import { type SizeName, sizeNamed } from '../model/sizes';
import { nearestSize } from '../names/format';
import { nearestSpellings } from '../problems/nearest';
import { UserError } from '../problems/problem';

type Values = Readonly<Partial<Record<NumericCode, readonly number[]>>>;

const PUBLISHED: Readonly<Partial<Record<SizeName, Values>>> = presets.values;
const SCALED_FROM = presets.scaled.from as SizeName;
const MULTIPLES: Readonly<Partial<Record<NumericCode, number>>> = presets.scaled.multiples;

/**
 * The knobs of `--knobs NL,DM,FF`, each once.
 * @throws UserError for a knob that there is none of
 */
export function parseKnobs(text: string): OperatorCode[] {
  const knobs = new Set<OperatorCode>();
  let start = 0;
  for (const part of text.split(',')) {
    const end = start + part.length;
    const name = part.trim();
    const known = OPERATOR_CODES.find((code) => code === name.toUpperCase());
    if (known === undefined) {
      const nearest = nearestSpellings(name, OPERATOR_CODES);
      throw new UserError('unknown-knob', { name, nearest, names: OPERATOR_CODES }, { text, start, end });
    }
    knobs.add(known);
    start = end + 1;
  }
  return [...knobs];
}

/** A shape with a knob turned, and how that is written: `NL24`; null for the shape itself. */
export interface Turned {
  readonly shape: ModelShape;
  readonly spelling: string | null;
}

/**
 * A shape and what one knob makes of it, as in Figures 2 and 3: the values that the paper's checkpoints have around the
 * shape's size, smallest first, and the shape itself among them. Values stand with their source in presets/sweeps.json.
 */
export function turnKnob(shape: ModelShape, code: OperatorCode): Turned[] {
  const own = { shape, spelling: null };
  const others = (isSwitch(code) ? turnSwitch(shape, code) : turnNumber(shape, code)).filter(
    (turned) => !sameShape(turned.shape, shape),
  );
  const value = isSwitch(code) ? 0 : valueIn(shape, code);
  const before = others.filter((turned) => turned.value < value);
  return [...before, own, ...others.slice(before.length)].map(({ shape, spelling }) => ({ shape, spelling }));
}

function turnSwitch(shape: ModelShape, code: 'SH' | 'SKV') {
  return [{ shape: applyOperator(shape, { code }), spelling: code, value: 1 }];
}

/** A stack that is not there stays away. */
function turnNumber(shape: ModelShape, code: NumericCode) {
  const dimensions = numericKnob(code).dimensions.filter((dimension) => shape[dimension] > 0);
  return valuesAround(shape, code).map((value) => ({
    shape: { ...shape, ...Object.fromEntries(dimensions.map((dimension) => [dimension, value])) },
    spelling: `${code}${value}`,
    value,
  }));
}

function valueIn(shape: ModelShape, code: NumericCode): number {
  return Math.max(...numericKnob(code).dimensions.map((dimension) => shape[dimension]));
}

function isSwitch(code: OperatorCode): code is 'SH' | 'SKV' {
  return SWITCH_KNOBS.some((knob) => knob.code === code);
}

function valuesAround(shape: ModelShape, code: NumericCode): number[] {
  const size = sizeNamed(nearestSize(shape));
  const published = PUBLISHED[size.name]?.[code];
  if (published !== undefined) return [...published];
  const from = sizeNamed(SCALED_FROM).shape;
  const [dimension] = numericKnob(code).dimensions as [NumericDimension];
  const ratio = size.shape[dimension] / from[dimension];
  const multiple = multipleOf(code, size.modelParallelism);
  const scaled = (PUBLISHED[SCALED_FROM]?.[code] ?? []).map((value) => (value * ratio) / multiple);
  return [...new Set(scaled.map((value) => Math.max(1, Math.round(value)) * multiple))];
}

function multipleOf(code: NumericCode, modelParallelism: number): number {
  const multiple = MULTIPLES[code] ?? 1;
  return code === 'NH' ? Math.max(multiple, modelParallelism) : multiple;
}
