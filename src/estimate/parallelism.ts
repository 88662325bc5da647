import { measureMemory } from '../census/memory';
import { divides, MODEL_PARALLELISMS } from '../machine/mesh';
import type { ModelShape } from '../model/shape';
import { defaultModelParallelism } from '../names/defaultParallelism';
import { formatName } from '../names/format';
import { tellAt, wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import type { ProblemCode } from '../problems/texts';
import { type Calibration, predictSeconds } from '../steptime/calibration';
import { type Step, takeStep } from '../steptime/step';
import type { Setting } from './setting';

/** Problems that depend on the shape; the others are the flags' alone. */
const ABOUT_THE_SHAPE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'indivisible-dimensions',
  'more-model-parallelism-than-cores',
  'no-model-parallelism',
]);

/** Whether a problem of laying out one shape may spare another one in the same setting. */
export function isAboutTheShape(error: unknown): boolean {
  return error instanceof UserError && ABOUT_THE_SHAPE.has(error.code);
}

/** Problems of sharing out a step among the replicas that a model parallelism leaves. */
const ABOUT_THE_REPLICAS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'fewer-sequences-than-replicas',
  'indivisible-sequences',
]);

/** Whether a problem of laying out one shape may spare another one, or the same one with another model parallelism. */
export function isAboutTheLayout(error: unknown): boolean {
  return isAboutTheShape(error) || (error instanceof UserError && ABOUT_THE_REPLICAS.has(error.code));
}

/**
 * The step of a shape in a setting, laid out with the model parallelism that the setting asks for.
 * @throws UserError, pointing at the shape's name, where it cannot be laid out that way
 */
export function layOutStep(shape: ModelShape, setting: Setting): Step {
  return tellAt(
    (error) => {
      const name = isAboutTheShape(error) ? formatName(shape) : null;
      return name === null ? undefined : wholeOf(name);
    },
    () => layOutUnnamed(shape, setting),
  );
}

function layOutUnnamed(shape: ModelShape, setting: Setting): Step {
  const { workload, slice, modelParallelism, calibration } = setting;
  if (modelParallelism !== 'auto') {
    const chosen = modelParallelism === 'default' ? defaultModelParallelism(shape) : modelParallelism;
    return takeStep(shape, workload, slice, chosen);
  }
  const steps = possibleParallelisms(shape, setting).map((candidate) =>
    takeStep(shape, workload, slice, candidate),
  );
  const fitting = steps.filter(fitsMemory);
  const [first, ...rest] = fitting.length > 0 ? fitting : steps;
  if (first === undefined) {
    throw new UserError('no-model-parallelism', {
      chips: slice.chips,
      sequences: workload.sequences,
      heads: shape.numHeads,
    });
  }
  return rest.reduce(
    (best, step) => (secondsOf(step, calibration) < secondsOf(best, calibration) ? step : best),
    first,
  );
}

function possibleParallelisms(shape: ModelShape, { slice, workload }: Setting): number[] {
  return MODEL_PARALLELISMS.filter((candidate) => {
    const replicas = slice.cores / candidate;
    return replicas >= 1 && divides(shape, candidate) && workload.sequences % replicas === 0;
  });
}

function fitsMemory({ census, mesh }: Step): boolean {
  return measureMemory(census, mesh.local).perCoreBytes <= mesh.slice.machine.memoryBytesPerCore;
}

function secondsOf({ features }: Step, calibration: Calibration): number {
  return predictSeconds(calibration, features).seconds;
}
