import type { ModelShape } from '../../model/shape';
import { nearestSpellings } from '../../problems/nearest';
import { type Place, UserError } from '../../problems/problem';
import type { ConfigField, RunSettings, SourceFile } from '../config';
import { type CountedField, LARGEST } from '../limits';
import { badValue, openingOf, placeOf, readFlag, readWhole, unknownKey } from './fields';
import { RUN_FIELDS, SHAPE_FIELDS } from './ownKeys';
import type { JsonMember, JsonObject } from './tree';

/** Fields that a file sets, and where. */
export interface Written<Fields> {
  readonly fields: Partial<Fields>;
  readonly places: Readonly<Partial<Record<ConfigField, Place>>>;
}

const FIELD_NAMES = Object.keys(SHAPE_FIELDS) as readonly (keyof ModelShape)[];

/**
 * The fields of a shape that an object sets.
 * @throws UserError for a key or a value that a shape does not have
 */
export function readShapeFields(source: SourceFile, object: JsonObject): Written<ModelShape> {
  checkKeys(source, object, FIELD_NAMES);
  return readFields<ModelShape>(source, object, FIELD_NAMES, (member, field) =>
    SHAPE_FIELDS[field] === 'flag'
      ? readFlag(source, member)
      : readWhole(source, member, {
          least: field === 'numMemoryHeads' ? 0 : 1,
          most: LARGEST[field as CountedField],
        }),
  );
}

/**
 * The settings of a run that objects set, where other keys may stand too.
 * @throws UserError for a value that a setting cannot have
 */
export function readRunFields(source: SourceFile, object: JsonObject): Written<RunSettings> {
  return readFields<RunSettings>(source, object, RUN_FIELDS, (member, field) =>
    readWhole(source, member, { least: 1, most: LARGEST[field] }),
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
 * @throws UserError naming the first field that is missing, or memory heads that the heads cannot share
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
  if (shape.numMemoryHeads === 0 || shape.numHeads % shape.numMemoryHeads === 0) return shape;
  const member = object.members.get('numMemoryHeads') ?? (object.members.get('numHeads') as JsonMember);
  throw badValue(source, member, 'memory heads that divide the heads evenly, or 0 for as many as heads');
}

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
