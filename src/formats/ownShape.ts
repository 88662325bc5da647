import { FAMILIES, familyOf } from '../model/family';
import type { ModelShape } from '../model/shape';
import { SIZE_NAMES, type SizeName, sizeNamed } from '../model/sizes';
import { formatName } from '../names/format';
import { parseName } from '../names/parse';
import { UserError } from '../problems/problem';
import type { ModelConfig, ReadOptions, RunSettings, SourceFile } from './config';
import { badValue, openingOf, placeOf, readObject, readText } from './json/fields';
import { OWN_KEYS, RUN_FIELDS, VISION_FIELDS } from './json/ownKeys';
import { parseJson } from './json/parse';
import { checkKeys, completeShape, readRunFields, readShapeFields, type Written } from './json/shapeFields';
import type { JsonMember, JsonObject } from './json/tree';
import { orderedShape } from './shape';

const NOTHING = { fields: {}, places: {} };

/**
 * The shape that scaleplan's own JSON gives: a shape file, or the output of `describe --json` for one model.
 * @throws UserError with the place in the file
 */
export function readOwnShape(source: SourceFile, _options: ReadOptions): ModelConfig {
  const root = readObject(source, 'A configuration', parseJson(source));
  const models = root.members.get('models');
  if (models !== undefined) return readEnvelope(source, root, models);
  return root.members.has('family') ? readModel(source, root, []) : readShapeFile(source, root);
}

/** What `describe --json` prints: the model, its slice, and the workload that it is described for. */
function readEnvelope(source: SourceFile, root: JsonObject, models: JsonMember): ModelConfig {
  if (models.value.kind !== 'array') throw badValue(source, models, 'a list of one model');
  const [model, ...others] = models.value.elements;
  if (model === undefined || others.length > 0) {
    const details = { found: models.value.elements.length };
    throw new UserError('config-several-models', details, placeOf(source, models.keySpan));
  }
  return readModel(source, readObject(source, 'A model', model), [objectIn(source, root, 'workload')]);
}

/** A model as scaleplan prints it. A shape outside the grammar is named after its file: the name is not compared. */
function readModel(
  source: SourceFile,
  model: JsonObject,
  settings: readonly (JsonObject | null)[],
): ModelConfig {
  const family = model.members.get('family');
  const found = family === undefined ? null : readText(source, family);
  if (family !== undefined && FAMILIES.every((known) => known !== found)) {
    throw new UserError('config-other-architecture', { found: found ?? '' }, placeOf(source, family.value));
  }
  const shape = objectIn(source, model, 'shape');
  if (shape === null) {
    const details = { field: 'shape', format: 'scaleplan' };
    throw new UserError('config-missing-field', details, openingOf(source, model));
  }
  const runs = [...settings, objectIn(source, model, 'slice')].map((object) =>
    object === null ? NOTHING : readRunFields(source, object),
  );
  const written = readShapeFields(source, shape);
  const complete = completeShape(source, shape, written);
  if (family !== undefined && familyOf(complete) !== found) {
    throw badValue(source, family, `${familyOf(complete)}, which its shape is`);
  }
  return configOf(source, complete, [written, ...runs], runs);
}

function readShapeFile(source: SourceFile, root: JsonObject): ModelConfig {
  checkKeys(source, root, OWN_KEYS);
  const base = readBase(source, root);
  const named = readNamed(source, root, base);
  const object = objectIn(source, root, 'shape');
  const written = object === null ? NOTHING : readShapeFields(source, object);
  const start = named ?? (base === null ? {} : sizeNamed(base).shape);
  const shape = completeShape(source, object ?? root, { fields: { ...start, ...written.fields } });
  if (named !== null) checkAgreement(source, root, named, written);
  const runObject = objectIn(source, root, 'run');
  if (runObject !== null) checkKeys(source, runObject, RUN_FIELDS);
  const run = runObject === null ? NOTHING : readRunFields(source, runObject);
  return configOf(source, shape, [written, run], [run]);
}

function configOf(
  source: SourceFile,
  shape: ModelShape,
  written: readonly Written<unknown>[],
  runs: readonly Written<RunSettings>[],
): ModelConfig {
  return {
    file: source.name,
    format: 'scaleplan',
    shape: orderedShape(shape),
    run: runOf(shape, Object.assign({}, ...runs.map(({ fields }) => fields))),
    places: Object.assign({}, ...written.map(({ places }) => places)),
    notes: [],
  };
}

/** The lengths that a shape leaves open: an image has as many tokens as its patches make, an encoder decodes nothing. */
function runOf(shape: ModelShape, { encoderLength, decoderLength, ...run }: RunSettings): RunSettings {
  const readsText = shape.vision === undefined && encoderLength !== undefined;
  const decodes = shape.decoderLayers > 0 && decoderLength !== undefined && decoderLength > 0;
  return { ...run, ...(readsText ? { encoderLength } : {}), ...(decodes ? { decoderLength } : {}) };
}

function readBase(source: SourceFile, { members }: JsonObject): SizeName | null {
  const member = members.get('base');
  if (member === undefined) return null;
  const name = formatName(parseNameIn(source, member));
  const size = SIZE_NAMES.find((candidate) => candidate === name);
  if (size !== undefined) return size;
  throw badValue(source, member, `a size without operators: ${SIZE_NAMES.join(', ')}`);
}

function readNamed(source: SourceFile, { members }: JsonObject, base: SizeName | null): ModelShape | null {
  const member = members.get('name');
  return member === undefined ? null : parseNameIn(source, member, base ?? undefined);
}

/** A name that is none is reported in the file, with what the grammar says about it. */
function parseNameIn(source: SourceFile, member: JsonMember, base?: SizeName): ModelShape {
  const name = readText(source, member);
  try {
    return parseName(name, { base });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, error.details, placeOf(source, member.value));
  }
}

function checkAgreement(
  source: SourceFile,
  root: JsonObject,
  named: ModelShape,
  { fields, places }: Written<ModelShape>,
): void {
  const different = (Object.keys(fields) as (keyof ModelShape)[]).filter(
    (key) => !isSame(fields, named, key),
  );
  const [first] = different;
  if (first === undefined) return;
  const name = readText(source, root.members.get('name') as JsonMember);
  const differences = different
    .map((key) => `${key} is ${say(fields[key])}, not ${say(named[key])}`)
    .join('; ');
  throw new UserError('config-name-disagrees', { name, differences }, places[first]);
}

function isSame(fields: Partial<ModelShape>, named: ModelShape, key: keyof ModelShape): boolean {
  return key === 'vision' ? say(fields.vision) === say(named.vision) : fields[key] === named[key];
}

function say(value: ModelShape[keyof ModelShape]): string {
  if (typeof value !== 'object') return String(value ?? 'absent');
  return VISION_FIELDS.map((field) => `${field} ${value[field]}`).join(', ');
}

function objectIn(source: SourceFile, { members }: JsonObject, key: string): JsonObject | null {
  const member = members.get(key);
  return member === undefined ? null : readObject(source, key, member.value);
}
