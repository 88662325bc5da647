import type { ModelShape } from '../model/shape';
import { RELATIVE_POSITION_BUCKETS } from '../model/sizes';
import { nearestSpellings } from '../problems/nearest';
import { type Place, UserError } from '../problems/problem';
import type { ConfigField, ModelConfig, ReadOptions, SourceFile } from './config';
import { expectedProjections, isGated } from './json/activations';
import { familyOf } from './json/family';
import {
  badValue,
  openingOf,
  placeOf,
  readFlag,
  readObject,
  readText,
  readWhole,
  unknownKey,
} from './json/fields';
import { parseJson } from './json/parse';
import { ALIASES, type DimensionKey, type Family, OTHER_KEYS, SHAPE_KEYS } from './json/t5Keys';
import type { JsonMember, JsonObject } from './json/tree';
import { type CountedField, LARGEST } from './limits';
import { orderedShape } from './shape';

const FORMAT = 'Hugging Face';

/** The longest real files have a hundred keys; each unknown one is compared with all that are known. */
const MOST_KEYS = 1000;

/** A file with what is needed to read its fields. */
interface Reading {
  readonly source: SourceFile;
  readonly root: JsonObject;
  readonly family: Family;
}

/** A value with the member that it is written in; null where the library's default gives it. */
interface Read<Value> {
  readonly value: Value;
  readonly member: JsonMember | null;
}

/**
 * The shape that a `config.json` of transformers gives: T5 and its relatives. Neither SH nor SKV can be written there.
 * @throws UserError with the place in the file
 */
export function readHuggingFace(source: SourceFile, _options: ReadOptions): ModelConfig {
  const root = readObject(source, 'A configuration', parseJson(source));
  const family = familyOf(source, root);
  checkKeys(source, root);
  const reading: Reading = { source, root, family };
  checkBuckets(reading);
  const encoderLayers = readDimension(reading, 'num_layers', 'encoderLayers');
  const fields = {
    encoderLayers,
    decoderLayers: readDecoderLayers(reading) ?? encoderLayers,
    dModel: readDimension(reading, 'd_model', 'dModel'),
    dFf: readDimension(reading, 'd_ff', 'dFf'),
    dKv: readDimension(reading, 'd_kv', 'dKv'),
    numHeads: readDimension(reading, 'num_heads', 'numHeads'),
    gatedFf: readGatedFf(reading),
    tiedEmbedding: readTiedEmbedding(reading),
    vocabSize: readDimension(reading, 'vocab_size', 'vocabSize'),
  };
  const values = Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value]));
  return {
    file: source.name,
    format: 'hf',
    shape: orderedShape({ numMemoryHeads: 0, sharedKv: false, ...values } as unknown as ModelShape),
    run: {},
    places: placesOf(source, fields),
    notes: family.notes,
  };
}

function placesOf(
  source: SourceFile,
  fields: Readonly<Partial<Record<ConfigField, Read<number | boolean>>>>,
): Partial<Record<ConfigField, Place>> {
  const written = Object.entries(fields).filter(([, { member }]) => member !== null);
  return Object.fromEntries(
    written.map(([field, { member }]) => [field, placeOf(source, member as JsonMember)]),
  );
}

/** Unrelated keys are the library's own affair; one that is nearly a key of the shape is a slip. */
function checkKeys(source: SourceFile, { members }: JsonObject): void {
  if (members.size > MOST_KEYS) {
    const details = { what: 'keys', limit: MOST_KEYS };
    throw new UserError(
      'json-too-many',
      details,
      placeOf(source, [...members.values()][MOST_KEYS] as JsonMember),
    );
  }
  const known = [...SHAPE_KEYS, ...OTHER_KEYS];
  for (const member of members.values()) {
    if (known.includes(member.key)) continue;
    const nearest = nearestSpellings(member.key, known).filter((key) => SHAPE_KEYS.includes(key));
    if (nearest.length > 0) throw unknownKey(source, member, nearest);
  }
}

function checkBuckets({ source, root }: Reading): void {
  const member = root.members.get('relative_attention_num_buckets');
  if (member === undefined) return;
  if (readWhole(source, member, { least: 1, most: LARGEST.numHeads }) === RELATIVE_POSITION_BUCKETS) return;
  throw badValue(
    source,
    member,
    `${RELATIVE_POSITION_BUCKETS}: the buckets that the parameters are counted with`,
  );
}

function readDimension(reading: Reading, key: DimensionKey, field: CountedField): Read<number> {
  const { source, root, family } = reading;
  const member = memberNamed(reading, key);
  if (member === undefined) {
    const details = { field: key, format: FORMAT, libraryDefault: family.dimensions[key] };
    throw new UserError('config-missing-dimension', details, openingOf(source, root));
  }
  return { value: readWhole(source, member, { least: 1, most: LARGEST[field] }), member };
}

/** A field by its T5 name or its alias, which must agree where both are there. */
function memberNamed({ source, root }: Reading, key: DimensionKey): JsonMember | undefined {
  const named = root.members.get(key);
  const alias = ALIASES[key] === undefined ? undefined : root.members.get(ALIASES[key]);
  if (named === undefined || alias === undefined) return named ?? alias;
  const range = { least: 1, most: Number.MAX_SAFE_INTEGER };
  if (readWhole(source, named, range) === readWhole(source, alias, range)) return named;
  throw new UserError('config-conflict', { first: key, second: alias.key }, placeOf(source, alias));
}

/** Null where the file leaves it out: then the decoder is as deep as the encoder. */
function readDecoderLayers({ source, root }: Reading): Read<number> | null {
  const member = root.members.get('num_decoder_layers');
  if (member === undefined || isNull(member)) return null;
  return { value: readWhole(source, member, { least: 1, most: LARGEST.decoderLayers }), member };
}

function readGatedFf({ source, root, family }: Reading): Read<boolean> {
  const projection = root.members.get('feed_forward_proj');
  const gate = root.members.get('is_gated_act');
  if (projection === undefined) {
    return { value: gate === undefined ? family.gatedFf : readFlag(source, gate), member: gate ?? null };
  }
  const written = readText(source, projection);
  const value = isGated(written);
  if (value === null) throw badValue(source, projection, expectedProjections(written));
  if (gate === undefined || readFlag(source, gate) === value) return { value, member: projection };
  const details = { first: projection.key, second: gate.key };
  throw new UserError('config-conflict', details, placeOf(source, gate));
}

function readTiedEmbedding({ source, root, family }: Reading): Read<boolean> {
  const member = root.members.get('tie_word_embeddings');
  return {
    value: member === undefined ? family.tiedEmbedding : readFlag(source, member),
    member: member ?? null,
  };
}

function isNull({ value }: JsonMember): boolean {
  return value.kind === 'scalar' && value.value === null;
}
