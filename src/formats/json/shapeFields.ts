import type { ModelShape, VisionInput } from '../../model/shape';
import { nearestSpellings } from '../../problems/nearest';
import { type Place, UserError } from '../../problems/problem';
import type { ConfigField, RunSettings, SourceFile } from '../config';
import { type CountedField, LARGEST } from '../limits';
import { badValue, openingOf, placeOf, readFlag, readObject, readWhole, unknownKey } from './fields';
import { type FlatField, RUN_FIELDS, SHAPE_FIELDS, VISION_FIELDS } from './ownKeys';
import type { JsonMember, JsonObject } from './tree';

/** Fields that a file sets, and where. */
export interface Written<Fields> {
  readonly fields: Partial<Fields>;
  readonly places: Readonly<Partial<Record<ConfigField, Place>>>;
}

const FIELD_NAMES = Object.keys(SHAPE_FIELDS) as readonly FlatField[];

const KNOWN: readonly (keyof ModelShape)[] = [...FIELD_NAMES, 'vision'];

/** What may be 0: memory heads (as many as heads), a stack that is not there, the vocabulary of what reads images. */
const MAY_BE_0: readonly FlatField[] = ['numMemoryHeads', 'encoderLayers', 'decoderLayers', 'vocabSize'];

/**
 * The fields of a shape that an object sets.
 * @throws UserError for a key or a value that a shape does not have
 */
export function readShapeFields(source: SourceFile, object: JsonObject): Written<ModelShape> {
  checkKeys(source, object, KNOWN);
  const flat = readFields<ModelShape>(source, object, FIELD_NAMES, (member, field) =>
    SHAPE_FIELDS[field as FlatField] === 'flag'
      ? readFlag(source, member)
      : readWhole(source, member, {
          least: MAY_BE_0.includes(field as FlatField) ? 0 : 1,
          most: LARGEST[field as CountedField],
        }),
  );
  const member = object.members.get('vision');
  if (member === undefined) return flat;
  return {
    fields: { ...flat.fields, vision: readVision(source, member) },
    places: { ...flat.places, vision: placeOf(source, member) },
  };
}

function readVision(source: SourceFile, member: JsonMember): VisionInput {
  const object = readObject(source, 'vision', member.value);
  checkKeys(source, object, VISION_FIELDS);
  const [patchSize, imageSize, classes] = VISION_FIELDS.map((field) => {
    const found = object.members.get(field);
    if (found !== undefined) return readWhole(source, found, { least: 1, most: LARGEST[field] });
    throw new UserError(
      'config-missing-field',
      { field, format: 'scaleplan' },
      openingOf(source, member.value),
    );
  }) as [number, number, number];
  if (imageSize % patchSize === 0) return { patchSize, imageSize, classes };
  const pixels = object.members.get('imageSize') as JsonMember;
  throw badValue(source, pixels, `a multiple of patchSize (${patchSize})`);
}

/**
 * The settings of a run that objects set, where other keys may stand too.
 * @throws UserError for a value that a setting cannot have
 */
export function readRunFields(source: SourceFile, object: JsonObject): Written<RunSettings> {
  return readFields<RunSettings>(source, object, RUN_FIELDS, (member, field) =>
    readWhole(source, member, {
      least: field === 'decoderLength' ? 0 : 1,
      most: LARGEST[field as keyof RunSettings],
    }),
  );
}

/** @throws UserError for a key that is none of the known ones. */
export function checkKeys(source: SourceFile, { members }: JsonObject, known: readonly string[]): void {
  for (const member of members.values()) {
    if (!known.includes(member.key)) throw unknownKey(source, member, nearestSpellings(member.key, known));
  }
}

/**
 * The shape with every field set.
 * @throws UserError naming the first field that is missing, or what does not go together
 */
export function completeShape(
  source: SourceFile,
  object: JsonObject,
  { fields }: Pick<Written<ModelShape>, 'fields'>,
): ModelShape {
  const missing = FIELD_NAMES.find((field) => fields[field] === undefined);
  if (missing !== undefined) {
    const details = { field: missing, format: 'scaleplan' };
    throw new UserError('config-missing-field', details, openingOf(source, object));
  }
  const shape = fields as ModelShape;
  const refuse = (field: FlatField, expected: string) => {
    const member = object.members.get(field);
    return member === undefined
      ? new UserError('config-missing-field', { field, format: 'scaleplan' }, openingOf(source, object))
      : badValue(source, member, expected);
  };
  const wrong = whatIsWrong(shape);
  if (wrong !== null) throw refuse(...wrong);
  if (shape.numMemoryHeads === 0 || shape.numHeads % shape.numMemoryHeads === 0) return shape;
  const member = object.members.get('numMemoryHeads') ?? (object.members.get('numHeads') as JsonMember);
  throw badValue(source, member, 'memory heads that divide the heads evenly, or 0 for as many as heads');
}

/** A field that does not go with the family of the shape, and what it should be. */
function whatIsWrong(shape: ModelShape): [FlatField, string] | null {
  const { encoderLayers, decoderLayers, vocabSize, vision } = shape;
  if (vision === undefined) {
    if (encoderLayers === 0 && decoderLayers === 0) return ['decoderLayers', '1 or more without an encoder'];
    return vocabSize === 0 ? ['vocabSize', '1 or more in a model of text'] : null;
  }
  if (encoderLayers === 0) return ['encoderLayers', '1 or more in a Vision Transformer'];
  const plain = PLAIN_IN_VISION.find(([field, value]) => shape[field] !== value);
  return plain === undefined ? null : [plain[0], `${plain[1]} in a Vision Transformer`];
}

/** What a Vision Transformer (Dosovitskiy et al. 2020) has none of. */
const PLAIN_IN_VISION = [
  ['decoderLayers', 0],
  ['numMemoryHeads', 0],
  ['sharedKv', false],
  ['gatedFf', false],
  ['tiedEmbedding', false],
  ['vocabSize', 0],
] as const;

function readFields<Fields>(
  source: SourceFile,
  { members }: JsonObject,
  names: readonly (ConfigField & keyof Fields)[],
  read: (member: JsonMember, name: ConfigField & keyof Fields) => number | boolean,
): Written<Fields> {
  const written = names.flatMap((name) => {
    const member = members.get(name);
    return member === undefined ? [] : [{ name, member }];
  });
  return {
    fields: Object.fromEntries(
      written.map(({ name, member }) => [name, read(member, name)]),
    ) as Partial<Fields>,
    places: Object.fromEntries(written.map(({ name, member }) => [name, placeOf(source, member)])),
  };
}
