import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { ModelParallelism, Setting } from '../estimate/setting';
import { divides, MODEL_PARALLELISMS, sliceOf } from '../machine/mesh';
import type { ModelShape } from '../model/shape';
import { defaultModelParallelism } from '../names/defaultParallelism';
import { UserError } from '../problems/problem';
import { contrastTo } from './contrast';
import type { NotLaidOut, ScalingContrast, ScalingRow, WidestSplit } from './scalingRow';
import { summariseScaling } from './scalingWords';

/** How the step of a model grows over slices. */
export interface Scaling {
  readonly scaling: readonly ScalingRow[];
  readonly scalingLeftOut: readonly NotLaidOut[];
  readonly scalingContrast: ScalingContrast | null;
  readonly scalingSummary: readonly string[];
}

/** Which model parallelisms are tried: every one, or what a setting says. */
export type ParallelismChoice = ModelParallelism | 'every';

/** What is scaled: a shape, named after its file where it has no other name. */
interface Scaled {
  readonly shape: ModelShape;
  readonly fileName?: string | undefined;
  readonly notes?: readonly string[];
}

/** A model on its smallest slice, and how it grows from there. */
export interface ScaledModel extends Scaling {
  readonly model: ModelEstimate;
}

/**
 * Estimates a model on slices of a machine, smallest first, and beside it a shape of the same #TFlops that is wide where it
 * is deep, or deep where it is wide.
 * @throws UserError where it can be laid out on none of them
 */
export function scaleModel(
  scaled: Scaled,
  setting: Setting,
  slices: readonly number[],
  choice: ParallelismChoice,
): ScaledModel {
  const { found, leftOut, problem } = tryAll(scaled, setting, slices, choice);
  const [model] = fastestOfEach(found);
  if (model === undefined) throw triesAll(choice) ? noneWorks(scaled.shape, setting, slices) : problem;
  const all = rowsOf(found, model);
  const scaling = choice === 'auto' ? all.filter(({ isFastest }) => isFastest) : all;
  const scalingContrast = scaleContrast(model, setting, slices);
  const split = splitOf(model.shape);
  const scalingSummary = summariseScaling(model, { scaling, leftOut, contrast: scalingContrast, split });
  return { model, scaling, scalingLeftOut: leftOut, scalingContrast, scalingSummary };
}

interface Tried {
  readonly found: readonly ModelEstimate[];
  readonly leftOut: readonly NotLaidOut[];
  readonly problem: unknown;
}

function tryAll(
  { shape, fileName, notes }: Scaled,
  setting: Setting,
  slices: readonly number[],
  choice: ParallelismChoice,
): Tried {
  const found: ModelEstimate[] = [];
  const leftOut: NotLaidOut[] = [];
  let problem: unknown = null;
  for (const chips of slices) {
    const slice = sliceOf(setting.slice.machine, chips);
    for (const modelParallelism of parallelismsFor(shape, choice)) {
      try {
        found.push(estimateModel(shape, { ...setting, slice, modelParallelism }, fileName, notes));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problem ??= error;
        leftOut.push({ chips, modelParallelism, code: error.code, reason: error.message });
      }
    }
  }
  return { found, leftOut, problem };
}

function triesAll(choice: ParallelismChoice): choice is 'every' | 'auto' {
  return choice === 'every' || choice === 'auto';
}

/** Which of the model parallelisms is said to be wrong would be chance. */
function noneWorks({ numHeads }: ModelShape, { workload }: Setting, slices: readonly number[]): UserError {
  const [chips] = slices as [number];
  return new UserError('no-model-parallelism', { chips, sequences: workload.sequences, heads: numHeads });
}

function parallelismsFor(shape: ModelShape, choice: ParallelismChoice): readonly number[] {
  if (triesAll(choice)) return MODEL_PARALLELISMS;
  return [choice === 'default' ? defaultModelParallelism(shape) : choice];
}

/** How far the model axis can split a shape, as far as that is tried. */
function splitOf(shape: ModelShape): WidestSplit {
  const widestModelParallelism = Math.max(
    ...MODEL_PARALLELISMS.filter((candidate) => divides(shape, candidate)),
  );
  const splitsFurther = divides(shape, 2 * Math.max(...MODEL_PARALLELISMS));
  return { widestModelParallelism, splitsFurther };
}

/** The fastest estimate of each slice, of those that fit where one does. */
function fastestOfEach(found: readonly ModelEstimate[]): ModelEstimate[] {
  const slices = [...new Set(found.map(({ slice }) => slice.chips))];
  return slices.map((chips) => {
    const own = found.filter(({ slice }) => slice.chips === chips);
    const fitting = own.filter(({ memory }) => memory.fits);
    return (fitting.length > 0 ? fitting : own).reduce((best, model) =>
      model.throughput.seconds < best.throughput.seconds ? model : best,
    );
  });
}

function rowsOf(found: readonly ModelEstimate[], first: ModelEstimate): ScalingRow[] {
  const fastest = new Set(fastestOfEach(found));
  return found.map((model) => {
    const { slice, throughput, memory, shape } = model;
    const { seconds, stepsPerSecond, low, high, basis, mfu, featureSeconds } = throughput;
    const speedup = first.throughput.seconds / seconds;
    return {
      chips: slice.chips,
      modelParallelism: slice.modelParallelism,
      dataParallelism: slice.dataParallelism,
      seconds,
      stepsPerSecond,
      low,
      high,
      basis,
      mfu,
      collectiveSeconds: featureSeconds.network,
      collectiveShare: featureSeconds.network / seconds,
      layerSeconds: featureSeconds.layer,
      fixedSeconds: featureSeconds.step,
      perCoreBytes: memory.perCoreBytes,
      fits: memory.fits,
      isDefault: slice.modelParallelism === defaultModelParallelism(shape),
      isFastest: fastest.has(model),
      speedup,
      efficiency: speedup / (slice.chips / first.slice.chips),
    };
  });
}

function scaleContrast(
  model: ModelEstimate,
  setting: Setting,
  slices: readonly number[],
): ScalingContrast | null {
  const contrast = contrastTo(model.shape);
  if (contrast === null) return null;
  const { shape, kind } = contrast;
  const fileName = `contrast of ${model.name}`;
  const { found } = tryAll({ shape, fileName }, setting, slices, 'every');
  const [first] = fastestOfEach(found);
  if (first === undefined) return null;
  return {
    name: first.name,
    kind,
    tflopsRatio: first.compute.tflops / model.compute.tflops,
    parametersRatio: first.parameters.total / model.parameters.total,
    ...splitOf(shape),
    scaling: rowsOf(found, first).filter(({ isFastest }) => isFastest),
  };
}
