import { readRuns, type WrittenRun } from '../calibration/runs';
import type { SpeedInterval } from '../calibration/speed';
import { PAPER_WORKLOAD } from '../census/workload';
import { layOutStep } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import { TABLE_4 } from '../evidence/published';
import { stepOfRow } from '../evidence/speeds';
import type { Files } from '../files/files';
import type { Machine } from '../machine/machine';
import { type Place, UserError } from '../problems/problem';
import type { MeasuredStep } from '../steptime/measured';
import { readTable } from '../tables/table';
import { significant } from '../units/format';
import { roundingInterval } from '../units/printed';
import { type CommonFlags, readSetting } from './setting';
import { readTargetOptions, readTargets, type Target } from './targets';

/** A measured run with the step that it was a run of; speeds are steps a second. */
export interface RunStep extends MeasuredStep, SpeedInterval {
  readonly model: string;
}

/** The runs of one machine, and what they are named after. */
export interface RunSteps {
  readonly source: string;
  readonly machine: Machine;
  readonly runs: readonly RunStep[];
}

/** The paper's Table 4 as measured runs. */
export function publishedRuns(): RunSteps {
  const runs = TABLE_4.map((row): RunStep => {
    const printed = row.figures.stepsPerSecond as string;
    const speed = { value: Number(printed), ...roundingInterval(printed) };
    return { model: row.model, step: stepOfRow(row), workload: PAPER_WORKLOAD, ...speed };
  });
  return { source: 'Table 4', machine: machineOf(runs), runs };
}

/**
 * The measured runs of a file, laid out; flags say what its rows leave out.
 * @throws UserError with the line, for a run that cannot have been
 */
export async function readRunSteps(path: string, flags: CommonFlags, files: Files): Promise<RunSteps> {
  const { name, text } = files.read(path);
  const written = readRuns(readTable({ path: name, text }));
  const runs: RunStep[] = [];
  for (const run of written) {
    const target = await readModel(run, flags, files);
    runs.push(at(run.placeOf('model'), () => layOutRun(run, target, flags)));
  }
  checkOneMachine(runs, written);
  return { source: name, machine: machineOf(runs), runs };
}

async function readModel(run: WrittenRun, flags: CommonFlags, files: Files): Promise<Target> {
  const place = run.placeOf('model');
  const targets = await readTargets([run.model], readTargetOptions(flags), files).catch((error: unknown) => {
    throw replaced(error, place);
  });
  const [target] = targets;
  if (target !== undefined && targets.length === 1) return target;
  throw new UserError('runs-several-models', { model: run.model }, place);
}

function layOutRun(run: WrittenRun, { shape, run: own }: Target, flags: CommonFlags): RunStep {
  const setting = readSetting(flagsOf(run, flags), own);
  const { workload, slice } = setting;
  const step = layOutStep(shape, { ...setting, modelParallelism: parallelismOf(setting) });
  const perSecond = run.unit === 'steps' ? 1 : workload.sequences;
  const { value, least, most } = run.speed;
  const speed = { value: value / perSecond, least: least / perSecond, most: most / perSecond };
  const [matmulSeconds] = step.features as [number, ...number[]];
  if (speed.most * matmulSeconds < 1) return { model: run.model, step, workload, ...speed };
  throw new UserError('runs-above-peak', {
    speed: significant(speed.value, 3),
    peak: significant(1 / matmulSeconds, 3),
    machine: slice.machine.name,
    chips: slice.chips,
  });
}

/** A run was laid out in one way: nobody chose it for its speed. */
function parallelismOf({ modelParallelism }: Setting): Setting['modelParallelism'] {
  return modelParallelism === 'auto' ? 'default' : modelParallelism;
}

/** What a row says wins over the flags. */
function flagsOf(run: WrittenRun, flags: CommonFlags): CommonFlags {
  const said = {
    machine: run.machine,
    chips: run.chips,
    modelParallelism: run.modelParallelism,
    sequences: run.sequences,
    encoderLength: run.encoderLength,
    decoderLength: run.decoderLength,
  };
  const own = Object.entries(said).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]]));
  return { ...flags, ...Object.fromEntries(own) };
}

function checkOneMachine(runs: readonly RunStep[], written: readonly WrittenRun[]): void {
  const first = machineOf(runs).name;
  const other = runs.findIndex(({ step }) => step.mesh.slice.machine.name !== first);
  if (other < 0) return;
  const second = machineOf(runs.slice(other)).name;
  throw new UserError('runs-machines-differ', { first, second }, written[other]?.placeOf('machine'));
}

function machineOf(runs: readonly RunStep[]): Machine {
  const { machine } = (runs[0] as RunStep).step.mesh.slice;
  return machine;
}

/** Does work; a mistake that stands in no file stands at this place. */
function at<Result>(place: Place, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw replaced(error, place);
  }
}

function replaced(error: unknown, place: Place): unknown {
  if (!(error instanceof UserError) || error.place?.file !== undefined) return error;
  const { code, details }: UserError = error;
  return new UserError(code, details, place);
}
