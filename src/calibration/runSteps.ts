import type { Machine } from '../machine/machine';
import { type Place, UserError } from '../problems/problem';
import type { MeasuredStep } from '../steptime/measured';
import type { Step } from '../steptime/step';
import { significant } from '../units/format';
import type { WrittenRun } from './runs';
import type { SpeedInterval } from './speed';

/** Steps a second that no training step takes: a day and more for one, or a millionth of a second. */
const SLOWEST = 1e-5;
const FASTEST = 1e6;

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

/**
 * A run with its step laid out.
 * @throws UserError, at the speed, where no such step can have run so fast or so slowly
 */
export function toRunStep(run: WrittenRun, step: Step, workload: RunStep['workload']): RunStep {
  const perSecond = run.unit === 'steps' ? 1 : workload.sequences;
  const { value, least, most } = run.speed;
  const speed = { value: value / perSecond, least: least / perSecond, most: most / perSecond };
  checkSpeed(speed, step, run.placeOf(run.speedMeasure));
  return { model: run.model, step, workload, ...speed };
}

function checkSpeed({ value, most }: SpeedInterval, step: Step, place: Place): void {
  if (value < SLOWEST || value > FASTEST) {
    throw new UserError('runs-speed-impossible', { slowest: SLOWEST, fastest: FASTEST }, place);
  }
  const { machine, chips } = step.mesh.slice;
  const [matmulSeconds] = step.features as readonly [number, ...number[]];
  if (most * matmulSeconds < 1) return;
  const speeds = { speed: significant(value, 3), peak: significant(1 / matmulSeconds, 3) };
  throw new UserError('runs-above-peak', { ...speeds, machine: machine.name, chips }, place);
}

/** The machine of some runs, one at least. */
export function machineOf(runs: readonly MeasuredStep[]): Machine {
  return (runs[0] as MeasuredStep).step.mesh.slice.machine;
}

/**
 * Makes sure that all runs are of one machine.
 * @throws UserError at the first that is of another
 */
export function checkOneMachine(runs: readonly RunStep[], written: readonly WrittenRun[]): void {
  const first = machineOf(runs).name;
  const other = runs.findIndex(({ step }) => step.mesh.slice.machine.name !== first);
  if (other < 0) return;
  const second = machineOf(runs.slice(other)).name;
  throw new UserError('runs-machines-differ', { first, second }, written[other]?.placeOf('machine'));
}
