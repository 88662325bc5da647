import type { ConfigField, ModelConfig } from '../formats/config';
import { FORMAT_NAMES, type FormatName, type RunSettings } from '../formats/config';
import type { ModelShape } from '../model/shape';
import { SIZE_NAMES, type SizeName } from '../model/sizes';
import { PAPER_VISION_RUN } from '../model/vision';
import { formatName, nameWithFlags } from '../names/format';
import { parseName } from '../names/parse';
import { parseSweep } from '../names/sweep';
import { checkPatches } from '../names/vision';
import { wholeOf } from '../problems/place';
import { type Place, UserError } from '../problems/problem';
import { printable } from '../problems/quote';
import { asFamily, type FamilyFlags, type FamilyOptions, readFamilyOptions } from './families';

/** The most models that one call takes: names, sweeps and files together. */
export const MOST_MODELS = 10_000;

/** A name of a file is cut off here: it stands in tables and legends. */
const LONGEST_NAME = 60;

/** A model that the user named: by its name, or by a file that describes it. */
export interface Target {
  /** As the user gave it, a sweep or glob taken apart. */
  readonly label: string;
  readonly isFile: boolean;
  /** The folder or glob that the file was found in. */
  readonly foundIn?: string;
  readonly shape: ModelShape;
  /** What the shape is called where the grammar has no name for it. */
  readonly fileName?: string;
  /** What its file says about the run, and its family where that is not the paper's usual one; flags win. */
  readonly run: RunSettings;
  readonly places: Readonly<Partial<Record<ConfigField, Place>>>;
  /** Where its file describes something else than what is counted. */
  readonly notes: readonly string[];
}

/** The shapes of targets. */
export function shapesOf(targets: readonly Target[]): ModelShape[] {
  return targets.map(({ shape }) => shape);
}

/** How targets are read. */
export interface TargetOptions extends Partial<FamilyOptions> {
  readonly base?: string | undefined;
  /** What the files are, where their content does not tell. */
  readonly format?: FormatName | undefined;
  /** Whether a name that is a file or folder here too is refused; else the name wins. */
  readonly refusesAmbiguity?: boolean;
}

/**
 * How the flags say that targets are read.
 * @throws UserError for a format or a family that there is none of
 */
export function readTargetOptions({
  base,
  format,
  ...flags
}: FamilyFlags & { base?: string; format?: string }): TargetOptions {
  const options = { base, ...readFamilyOptions(flags) };
  if (format === undefined) return options;
  const known = FORMAT_NAMES.find((name) => name === format.toLowerCase());
  if (known !== undefined) return { ...options, format: known };
  throw new UserError('format-unknown', { format, formats: FORMAT_NAMES }, wholeOf(format));
}

/**
 * The models that a name or a sweep stands for, in its order.
 * @throws UserError for what is neither, and for more than MOST_MODELS
 */
export function namedTargets(
  word: string,
  base: SizeName | undefined,
  { family, vision }: TargetOptions,
): Target[] {
  const shapes = parseSweep(word, { base, limit: MOST_MODELS, vision });
  return shapes.map((parsed) => {
    const shape = asFamily(parsed, family, word);
    const name = nameWithFlags(shape) ?? word;
    return {
      label: shapes.length === 1 ? word : name,
      isFile: false,
      shape,
      ...(formatName(shape) === null ? { fileName: name } : {}),
      run: usualRun(shape),
      places: {},
      notes: [],
    };
  });
}

/** The run of Table 5 for a Vision Transformer; for the others, the paper's usual one goes without saying. */
function usualRun({ vision }: ModelShape): RunSettings {
  return vision === undefined ? {} : PAPER_VISION_RUN;
}

/** The model of a file as the flags want it. */
function changed(shape: ModelShape, { family, vision = {} }: TargetOptions, path: string): ModelShape {
  if (shape.vision === undefined) return asFamily(shape, family, path);
  const place = wholeOf(path);
  return { ...shape, vision: checkPatches({ ...shape.vision, ...vision }, place) };
}

/**
 * The model of a configuration file as the flags want it.
 * @param path the file as the user gave it
 * @throws UserError where the flags ask for another family, or patches that do not tile its image
 */
export function configTarget(
  config: Omit<ModelConfig, 'file' | 'format'>,
  path: string,
  options: TargetOptions,
): Target {
  const { run, places, notes } = config;
  const shape = changed(config.shape, options, path);
  return {
    label: path,
    isFile: true,
    shape,
    fileName: nameOfFile(path),
    run: { ...usualRun(shape), ...run },
    places,
    notes,
  };
}

/**
 * What a file calls its model: its own name, or its folder's where the file is called config.json or the like. Fit to be
 * shown anywhere: what a terminal would act on is escaped, and a long name is cut off.
 */
function nameOfFile(path: string): string {
  return shownName(ownName(path));
}

/** A name as it may be shown anywhere: what a terminal would act on is escaped, and a long one is cut off. */
export function shownName(text: string): string {
  const name = [...printable(text)];
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).join('')}...` : name.join('');
}

function ownName(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  const own = (parts.at(-1) ?? path).replace(/\.[^.]*$/, '');
  const folder = parts.at(-2);
  return /^(?:config|operative_config|model)$/i.test(own) && folder !== undefined && folder !== '..'
    ? folder
    : own;
}

/**
 * The size that bare operators apply to.
 * @throws UserError for what is no size
 */
export function readBase(text: string): SizeName {
  const name = formatName(parseName(text));
  const size = SIZE_NAMES.find((candidate) => candidate === name);
  if (size !== undefined) return size;
  throw new UserError('base-not-a-size', { sizes: SIZE_NAMES }, wholeOf(text));
}
