import { checkOneMachine, machineOf, type RunStep, type RunSteps, toRunStep } from '../calibration/runSteps';
import { type Measure, readRuns, type WrittenRun } from '../calibration/runs';
import { layOutStep } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import type { Files } from '../files/files';
import { isSameName } from '../machine/machine';
import { type Place, UserError } from '../problems/problem';
import type { ProblemCode } from '../problems/texts';
import { type CommonFlags, readSetting } from '../request/setting';
import { readTargetOptions, type Target } from '../request/targets';
import { readTable } from '../tables/table';
import { readTargets } from './targets';

/** The measures of a run that flags say too, and what messages call them. */
const FLAGS = {
  machine: ['--machine', 'machine'],
  chips: ['--chips', 'chips'],
  modelParallelism: ['--model-parallelism', 'model parallelism'],
  sequences: ['--sequences', 'sequences'],
  encoderLength: ['--encoder-length', 'encoder length'],
  decoderLength: ['--decoder-length', 'decoder length'],
} as const;

type Shared = keyof typeof FLAGS;

const SHARED = Object.keys(FLAGS) as Shared[];

/** What is wrong with a run that cannot be laid out, the likeliest first. */
const MEASURES_OF_PROBLEMS: Readonly<Partial<Record<ProblemCode, readonly Shared[]>>> = {
  'unknown-machine': ['machine'],
  'no-such-slice': ['chips', 'machine'],
  'bad-model-parallelism': ['modelParallelism'],
  'model-parallelism-not-a-number': ['modelParallelism'],
  'more-model-parallelism-than-cores': ['modelParallelism', 'chips'],
  'indivisible-dimensions': ['modelParallelism'],
  'fewer-sequences-than-replicas': ['sequences', 'chips', 'modelParallelism'],
  'indivisible-sequences': ['sequences', 'chips', 'modelParallelism'],
};

/**
 * The measured runs of a file, laid out; flags say what its rows leave out.
 * @throws UserError with the line, for a run that cannot have been, and for a flag that concerns none of the runs
 */
export async function readRunSteps(path: string, flags: CommonFlags, files: Files): Promise<RunSteps> {
  const { name, text } = files.read(path);
  const written = readRuns(readTable({ path: name, text }));
  checkFlags(written, flags);
  const runs: RunStep[] = [];
  for (const run of written) {
    const target = await readModel(run, path, flags, files);
    runs.push(layOutRun(run, target, flags));
  }
  checkOneMachine(runs, written);
  return { source: name, machine: machineOf(runs), runs };
}

/** A machine must not contradict the runs'; of the others, one that every run says itself has no effect. */
function checkFlags(written: readonly WrittenRun[], flags: CommonFlags): void {
  for (const measure of SHARED) {
    const text = flags[measure];
    if (text === undefined) continue;
    if (measure === 'machine') {
      const other = written.find(({ machine }) => machine !== null && !isSameName(machine, text));
      if (other === undefined) continue;
      const details = { machine: other.machine as string, text };
      throw new UserError('runs-machine-conflict', details, other.placeOf('machine'));
    }
    if (written.some((run) => run[measure] === null)) continue;
    const [flag, name] = FLAGS[measure];
    throw new UserError('runs-flag-idle', { flag, text, name });
  }
}

async function readModel(run: WrittenRun, source: string, flags: CommonFlags, files: Files): Promise<Target> {
  const place = run.placeOf('model');
  const word = besideRuns(run.model, source, files);
  const targets = await readTargets([word], readTargetOptions(flags), files).catch((error: unknown) => {
    throw placed(error, place);
  });
  const [target] = targets;
  if (target !== undefined && targets.length === 1) return target;
  throw new UserError('runs-several-models', { model: run.model }, place);
}

/** A path in a file of runs is meant from the file's own folder, and else from the working folder. */
function besideRuns(model: string, source: string, { kindOf, within }: Files): string {
  const isPath = /[\\/]|\.(?:json|gin)$/i.test(model) && !/^(?:\/|[a-z]:)/i.test(model);
  const folder = source.replace(/[^\\/]*$/, '');
  if (!isPath || folder === '') return model;
  const beside = within(folder, model);
  return kindOf(beside) === 'file' ? beside : model;
}

function layOutRun(run: WrittenRun, { shape, run: own }: Target, flags: CommonFlags): RunStep {
  try {
    const setting = readSetting(flagsOf(run, flags), own);
    const step = layOutStep(shape, { ...setting, modelParallelism: parallelismOf(setting) });
    return toRunStep(run, step, setting.workload);
  } catch (error) {
    throw error instanceof UserError ? placed(error, placeOf(error, run, flags)) : error;
  }
}

/** Where what is wrong is said: in the run, by a flag, or by neither, then the model does not go with the defaults. */
function placeOf(error: UserError, run: WrittenRun, flags: CommonFlags): Place {
  const measures = MEASURES_OF_PROBLEMS[error.code] ?? measuresNamedBy(error);
  const inRun: Measure | undefined = measures.find((measure) => run[measure] !== null);
  if (inRun !== undefined) return run.placeOf(inRun);
  const text = measures.map((measure) => flags[measure]).find((found) => found !== undefined);
  return text === undefined ? run.placeOf('model') : { text, start: 0, end: text.length };
}

/** What is wrong with a quantity says which flag it would be of. */
function measuresNamedBy({ details }: UserError): readonly Shared[] {
  const { flag } = details as { readonly flag?: string };
  return SHARED.filter((measure) => FLAGS[measure][0] === flag);
}

/** A run was laid out in one way: nobody chose it for its speed. */
function parallelismOf({ modelParallelism }: Setting): Setting['modelParallelism'] {
  return modelParallelism === 'auto' ? 'default' : modelParallelism;
}

/** What a row says wins over the flags. */
function flagsOf(run: WrittenRun, flags: CommonFlags): CommonFlags {
  const own = SHARED.flatMap((measure) => {
    const value = run[measure];
    return value === null ? [] : [[measure, String(value)]];
  });
  return { ...flags, ...Object.fromEntries(own) };
}

/** A mistake that stands in no file stands at this place. */
function placed(error: unknown, place: Place): unknown {
  if (!(error instanceof UserError) || error.place?.file !== undefined) return error;
  const { code, details }: UserError = error;
  return new UserError(code, details, place);
}
