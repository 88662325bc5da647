import { checkOneMachine, machineOf, type RunStep, type RunSteps, toRunStep } from '../calibration/runSteps';
import { type Measure, readRuns, type WrittenRun } from '../calibration/runs';
import { layOutStep } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import { isSameName } from '../machine/machine';
import { type Place, UserError } from '../problems/problem';
import type { ProblemCode } from '../problems/texts';
import { readTable } from '../tables/table';
import { type CommonFlags, readSetting } from './setting';
import type { Target } from './targets';

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
 * The runs that a table has written down.
 * @throws UserError with the line, for what is no table of runs, and for a flag that concerns none of them
 */
export function readWrittenRuns(
  source: { readonly name: string; readonly text: string },
  flags: CommonFlags,
): WrittenRun[] {
  const written = readRuns(readTable({ path: source.name, text: source.text }));
  checkFlags(written, flags);
  return written;
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

/**
 * Runs with their models, laid out; flags say what the runs leave out.
 * @param source what the runs are named after
 * @param targets the model of each run
 * @throws UserError with the line, for a run that cannot have been
 */
export function layOutRuns(
  source: string,
  written: readonly WrittenRun[],
  targets: readonly Target[],
  flags: CommonFlags,
): RunSteps {
  const runs = written.map((run, i) => layOutRun(run, targets[i] as Target, flags));
  checkOneMachine(runs, written);
  return { source, machine: machineOf(runs), runs };
}

/**
 * The one model of a run.
 * @throws UserError at the run, where its model stands for several
 */
export function onlyModel(targets: readonly Target[], run: WrittenRun): Target {
  const [target] = targets;
  if (target !== undefined && targets.length === 1) return target;
  throw new UserError('runs-several-models', { model: run.model }, run.placeOf('model'));
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
export function placed(error: unknown, place: Place): unknown {
  if (!(error instanceof UserError) || error.place?.file !== undefined) return error;
  const { code, details }: UserError = error;
  return new UserError(code, details, place);
}
