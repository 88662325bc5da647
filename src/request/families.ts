import { LARGEST } from '../formats/limits';
import { FAMILIES, type Family, familyOf } from '../model/family';
import type { ModelShape, VisionInput } from '../model/shape';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { parseQuantity } from '../units/quantity';

/** The flags about families, as typed. */
export interface FamilyFlags {
  readonly family?: string;
  readonly patchSize?: string;
  readonly imageSize?: string;
  readonly classes?: string;
}

/** How the flags want models of text, and what Vision Transformers look at and tell apart. */
export interface FamilyOptions {
  readonly family?: TextFamily;
  readonly vision: Partial<VisionInput>;
}

/** The families of models of text: what `--family` makes of one. */
type TextFamily = Exclude<Family, 'vit'>;

const TEXT_FAMILIES = FAMILIES.filter((family): family is TextFamily => family !== 'vit');

const VISION_FLAGS = { patchSize: '--patch-size', imageSize: '--image-size', classes: '--classes' } as const;

/**
 * What the flags say about families.
 * @throws UserError for a family that there is none of, or a number that cannot be read
 */
export function readFamilyOptions(flags: FamilyFlags): FamilyOptions {
  const keys = Object.keys(VISION_FLAGS) as (keyof VisionInput)[];
  const vision = Object.fromEntries(
    keys.flatMap((key) => {
      const text = flags[key];
      return text === undefined ? [] : [[key, readSize(key, text)]];
    }),
  );
  return flags.family === undefined ? { vision } : { family: readFamily(flags.family), vision };
}

function readFamily(text: string): TextFamily {
  const word = text.toLowerCase();
  const found = TEXT_FAMILIES.find((family) => family === word);
  if (found !== undefined) return found;
  const begun = TEXT_FAMILIES.filter((family) => word !== '' && family.startsWith(word));
  const nearest = begun.length > 0 ? begun : nearestSpellings(word, TEXT_FAMILIES);
  const place = wholeOf(text);
  throw new UserError('family-unknown', { name: text, nearest, names: TEXT_FAMILIES }, place);
}

function readSize(key: keyof VisionInput, text: string): number {
  const flag = VISION_FLAGS[key];
  const value = parseQuantity(text, { flag, kind: 'whole' });
  if (value <= LARGEST[key]) return value;
  throw new UserError('flag-too-large', { flag, limit: LARGEST[key] }, wholeOf(text));
}

/**
 * A model of text as one of a family: without a decoder, without an encoder, or with both. Others stay as they are.
 * @throws UserError where the stack that the family needs is not there
 */
export function asFamily(shape: ModelShape, family: TextFamily | undefined, label: string): ModelShape {
  const found = familyOf(shape);
  if (family === undefined || found === 'vit' || found === family) return shape;
  if (found !== 'encoder-decoder') {
    const place = wholeOf(label);
    throw new UserError('family-conflict', { name: label, found, expected: family }, place);
  }
  return family === 'encoder-only' ? { ...shape, decoderLayers: 0 } : { ...shape, encoderLayers: 0 };
}

/** Flags that concern some families only, and whether a model is of one. */
const CONCERN: readonly (readonly [
  string,
  keyof (FamilyFlags & LengthFlags),
  (family: Family) => boolean,
  string,
])[] = [
  ['--family', 'family', (family) => family !== 'vit', 'models of text'],
  ['--patch-size', 'patchSize', (family) => family === 'vit', 'Vision Transformers'],
  ['--image-size', 'imageSize', (family) => family === 'vit', 'Vision Transformers'],
  ['--classes', 'classes', (family) => family === 'vit', 'Vision Transformers'],
  ['--encoder-length', 'encoderLength', (family) => family !== 'vit', 'models of text'],
  [
    '--decoder-length',
    'decoderLength',
    (family) => family === 'encoder-decoder' || family === 'decoder-only',
    'models with a decoder',
  ],
];

interface LengthFlags {
  readonly encoderLength?: string;
  readonly decoderLength?: string;
}

/**
 * Makes sure that every flag about families concerns one of the models.
 * @throws UserError `flag-without-effect`
 */
export function checkFlagsApply(shapes: readonly ModelShape[], flags: FamilyFlags & LengthFlags): void {
  if (shapes.length === 0) return;
  const families = shapes.map(familyOf);
  const idle = CONCERN.find(([, key, concerns]) => flags[key] !== undefined && !families.some(concerns));
  if (idle !== undefined) throw new UserError('flag-without-effect', { flag: idle[0], what: idle[3] });
}
