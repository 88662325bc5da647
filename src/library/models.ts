import type { Workload } from '../census/workload';
import type { SliceUse } from '../estimate/model';
import type { ModelConfig, RunSettings } from '../formats/config';
import { RUN_FIELDS, SHAPE_FIELDS, VISION_FIELDS } from '../formats/json/ownKeys';
import { readOwnShape } from '../formats/ownShape';
import type { ModelShape } from '../model/shape';
import { type Place, UserError } from '../problems/problem';
import { checkFlagsApply } from '../request/families';
import type { CommonFlags } from '../request/setting';
import {
  configTarget,
  MOST_MODELS,
  namedTargets,
  readBase,
  readTargetOptions,
  shownName,
  type Target,
} from '../request/targets';
import { checkItems, checkObject, type Given, inJson, kindOf } from './checks';

/** A shape with a name, and what is known of its run: a configuration that was read, or a model that was described. */
export interface GivenModel {
  readonly shape: ModelShape;
  /** What the shape is called where the grammar of names has no name for it. */
  readonly name?: string;
  /** The run that goes with the shape; options win. */
  readonly run?: RunSettings;
  /** Of a model that was described. */
  readonly workload?: Workload;
  /** Of a model that was described. */
  readonly slice?: SliceUse;
}

/**
 * What every function takes for a model: a name of the grammar (`NL24-SM`, `small-24L`, `ViT-S/32`), a shape, a
 * configuration that `readConfig` read, or a model that another function returned.
 */
export type Model = string | ModelShape | ModelConfig | GivenModel;

/**
 * The one target that is given, in a call about it alone.
 * @throws UserError for what is no model, for a pattern of several, and for options that do not concern it
 */
export function readOne(model: unknown, flags: CommonFlags): Target {
  const target = oneTarget(model, flags);
  checkFlagsApply([target.shape], flags);
  return target;
}

/**
 * The one target that is given, among others.
 * @throws UserError for what is no model, and for a pattern of several
 */
export function oneTarget(model: unknown, flags: CommonFlags): Target {
  const [target, ...others] = readGiven(model, flags);
  if (target !== undefined && others.length === 0) return target;
  throw new UserError('one-model-needed', { text: String(model), length: others.length + 1 });
}

/**
 * The targets that are given: one model, a pattern of several, or a list of both.
 * @throws UserError for what is no model, and for more than MOST_MODELS
 */
export function readSeveral(models: unknown, flags: CommonFlags): Target[] {
  const tooMany = () => new UserError('too-many-models', { limit: MOST_MODELS });
  if (!Array.isArray(models)) return readGiven(models, flags);
  if (models.length > MOST_MODELS) throw tooMany();
  const targets: Target[] = [];
  for (const model of models) {
    targets.push(...readGiven(model, flags));
    if (targets.length > MOST_MODELS) throw tooMany();
  }
  return targets;
}

function readGiven(model: unknown, flags: CommonFlags): Target[] {
  const options = readTargetOptions(flags);
  if (typeof model === 'string') {
    return namedTargets(model, flags.base === undefined ? undefined : readBase(flags.base), options);
  }
  if (typeof model !== 'object' || model === null || Array.isArray(model)) {
    throw new UserError('option-kind', {
      name: 'A model',
      expected: 'a name, a shape, or what readConfig or describe returned',
      found: kindOf(model),
    });
  }
  const given = 'shape' in model ? checkObject('A model', model) : { shape: checkObject('A shape', model) };
  return [givenTarget(given, options)];
}

function givenTarget(given: Given, options: ReturnType<typeof readTargetOptions>): Target {
  const file = textOf(given['file']);
  const name = file ?? textOf(given['name']) ?? 'unnamed';
  const { shape, run } = readOwnShape(
    { name, text: inJson('A model', { shape: given['shape'], run: runOf(given) }) },
    { include: () => null },
  );
  const config = { shape, run, places: placesOf(given), notes: notesOf(given) };
  const target = configTarget(config, name, options);
  return file === null ? { ...target, isFile: false, fileName: shownName(name) } : target;
}

function runOf({ run, workload, slice }: Given): Given {
  if (run !== undefined) return checkObject('run', run);
  const { sequences, encoderLength, decoderLength, trainSteps } = checkObject('workload', workload ?? {});
  const { chips, modelParallelism } = checkObject('slice', slice ?? {});
  // A stack that is not there has a length of 0 in a workload, and none in a run.
  const length = decoderLength === 0 ? {} : { decoderLength };
  return { sequences, encoderLength, ...length, trainSteps, chips, modelParallelism };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

const FIELDS: readonly string[] = [...Object.keys(SHAPE_FIELDS), 'vision', ...VISION_FIELDS, ...RUN_FIELDS];

/** Only a configuration that was read has places in its file; a model that was described has its notes in its shape. */
function placesOf({ file, places }: Given): Target['places'] {
  if (typeof file !== 'string' || typeof places !== 'object' || places === null) return {};
  const placed = FIELDS.flatMap((field) => {
    const place = Object.hasOwn(places, field) ? placeOf((places as Given)[field]) : null;
    return place === null ? [] : [[field, place]];
  });
  return Object.fromEntries(placed);
}

function placeOf(place: unknown): Place | null {
  if (typeof place !== 'object' || place === null) return null;
  const { text, start, end, file, line } = place as Given;
  const isOne = typeof text === 'string' && [start, end].every(Number.isSafeInteger);
  if (!isOne) return null;
  return {
    text,
    start: start as number,
    end: end as number,
    ...(typeof file === 'string' ? { file } : {}),
    ...(Number.isSafeInteger(line) ? { line: line as number } : {}),
  };
}

function notesOf({ file, notes }: Given): readonly string[] {
  if (typeof file !== 'string' || !Array.isArray(notes)) return [];
  return checkItems('notes', notes).filter((note) => typeof note === 'string');
}
