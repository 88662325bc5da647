import type { Workload } from '../census/workload';
import type { ModelParallelism } from '../estimate/setting';
import { checkGlob } from '../files/glob';
import type { SourceFile } from '../formats/config';
import { parseJson } from '../formats/json/parse';
import type { JsonValue } from '../formats/json/tree';
import { LARGEST } from '../formats/limits';
import type { ModelShape } from '../model/shape';
import { parseName } from '../names/parse';
import type { Budget } from '../plan/budget';
import { tellAt } from '../problems/place';
import { type Place, UserError } from '../problems/problem';
import type { AllowedIncrease } from '../rules/context';
import { MEASURES } from '../rules/measures';
import type { RuleSeverities } from '../rules/run';
import { type ProjectTarget, projectConfig } from '../schema/projectConfig';
import { mistakeOf, type Path, placeAt, type Written } from './issues';
import { keysAt } from './keys';
import { plain } from './plain';
import { readIncrease, readQuantity } from './quantities';

/** The name of the file, found upwards from the working folder. */
export const PROJECT_CONFIG_FILE = 'scaleplan.config.json';

/** What the configuration says about a target; what it leaves out is for flags, files and defaults to say. */
export interface TargetSettings {
  readonly budget: Budget;
  readonly allowed: Readonly<Partial<Record<keyof Budget, AllowedIncrease>>>;
  readonly chips?: number;
  readonly modelParallelism?: ModelParallelism;
  readonly workload: Readonly<Partial<Workload>>;
  /** With the ignored rules switched off. */
  readonly severities: RuleSeverities;
  readonly ignored: readonly { readonly ruleId: string; readonly reason: string }[];
}

/** An entry of the configuration, its quantities in base units and its names read. */
export interface ProjectEntry extends TargetSettings {
  readonly files: readonly string[];
  readonly names: readonly { readonly text: string; readonly shape: ModelShape }[];
}

/** A file that the configuration names, by its path from the configuration's folder. */
export interface NamedFile {
  readonly path: string;
  readonly place: Place;
}

/** A project's configuration. */
export interface ProjectConfig {
  readonly calibration: NamedFile | null;
  readonly machineFiles: readonly NamedFile[];
  /** The file that it stands in. */
  readonly file: string;
  readonly targets: readonly ProjectEntry[];
}

/**
 * Reads scaleplan.config.json.
 * @throws UserError with the file, the line and the place in it, for the first thing that is wrong
 */
export function readProjectConfig(source: SourceFile): ProjectConfig {
  const root = parseJson(source);
  const parsed = projectConfig.safeParse(plain(root));
  const [issue] = parsed.error?.issues ?? [];
  if (issue !== undefined) throw mistakeOf(source, root, issue, keysAt);
  const targets = (parsed.data?.targets ?? []).map((target, i) =>
    readEntry(source, root, target, ['targets', i]),
  );
  const { calibration, machineFiles = [] } = parsed.data ?? {};
  return {
    file: source.name,
    calibration:
      calibration === undefined ? null : { path: calibration, place: placeAt(source, root, ['calibration']) },
    machineFiles: machineFiles.map((path, i) => ({
      path,
      place: placeAt(source, root, ['machineFiles', i]),
    })),
    targets,
  };
}

function readEntry(source: SourceFile, root: JsonValue, target: ProjectTarget, path: Path): ProjectEntry {
  const { files, names, slice, rules, ignore = [] } = target;
  if (files === undefined && names === undefined) {
    throw new UserError('project-no-target', {}, placeAt(source, root, path));
  }
  const written = { source, root };
  const chips = readRun(written, [...path, 'slice', 'chips'], 'chips', slice?.chips);
  return {
    files: (files ?? []).map((glob, i) => readGlob(written, [...path, 'files', i], glob)),
    names: (names ?? []).map((text, i) => readName(written, [...path, 'names', i], text)),
    budget: readBudgets(written, [...path, 'budgets'], target),
    allowed: readIncreases(written, [...path, 'increase'], target),
    ...(chips === undefined ? {} : { chips }),
    ...(slice?.modelParallelism === undefined
      ? {}
      : { modelParallelism: slice.modelParallelism as ModelParallelism }),
    workload: readWorkload(written, [...path, 'run'], target.run ?? {}),
    severities: { ...(rules as RuleSeverities | undefined), ...offFor(ignore) },
    ignored: ignore.map(({ rule, reason }) => ({ ruleId: rule, reason: reason.trim() })),
  };
}

function readGlob({ source, root }: Written, path: Path, glob: string): string {
  return tellAt(
    () => placeAt(source, root, path),
    () => {
      checkGlob(glob);
      return glob;
    },
  );
}

function offFor(ignore: readonly { readonly rule: string }[]): RuleSeverities {
  return Object.fromEntries(ignore.map(({ rule }) => [rule, 'off']));
}

function readName({ source, root }: Written, path: Path, text: string): { text: string; shape: ModelShape } {
  return tellAt(
    () => placeAt(source, root, path),
    () => ({ text, shape: parseName(text) }),
  );
}

function readBudgets(written: Written, path: Path, { budgets = {} }: ProjectTarget): Budget {
  const values: Readonly<Record<string, string | number | undefined>> = budgets;
  const read = MEASURES.flatMap(({ key, budgetKey }) => {
    const value = values[budgetKey];
    const kind = key === 'memoryBytes' ? 'bytes' : 'count';
    return value === undefined ? [] : [[key, readQuantity(written, [...path, budgetKey], value, kind)]];
  });
  return Object.fromEntries(read);
}

function readIncreases(
  written: Written,
  path: Path,
  { increase = {} }: ProjectTarget,
): Partial<Record<keyof Budget, AllowedIncrease>> {
  const values: Readonly<Record<string, Parameters<typeof readIncrease>[2] | undefined>> = increase;
  const read = MEASURES.flatMap(({ key, increaseKey }) => {
    const value = values[increaseKey];
    const kind = key === 'memoryBytes' ? 'bytes' : 'count';
    return value === undefined ? [] : [[key, readIncrease(written, [...path, increaseKey], value, kind)]];
  });
  return Object.fromEntries(read);
}

const WORKLOAD = [
  ['sequences', 'sequences'],
  ['encoderLength', 'encoderLength'],
  ['decoderLength', 'decoderLength'],
  ['steps', 'trainSteps'],
] as const;

function readWorkload(
  written: Written,
  path: Path,
  run: NonNullable<ProjectTarget['run']>,
): Partial<Workload> {
  const read = WORKLOAD.flatMap(([key, field]) => {
    const value = readRun(written, [...path, key], field, run[key]);
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(read);
}

function readRun(
  written: Written,
  path: Path,
  field: 'chips' | keyof Workload,
  value: string | number | undefined,
): number | undefined {
  if (value === undefined) return undefined;
  const read = readQuantity(written, path, value, 'whole');
  const limit = LARGEST[field];
  if (read <= limit) return read;
  const flag = String(path.at(-1));
  throw new UserError('flag-too-large', { flag, limit }, placeAt(written.source, written.root, path));
}
