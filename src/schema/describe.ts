import * as z from 'zod';
import { MODULES } from '../census/einsum';
import { FEATURE_NAMES } from '../steptime/features';
import { outputOf } from './envelope';
import { amount, flag, text, whole } from './fields';
import { model } from './model';

/** One line of a census: an einsum and what is read from it. */
const censusLine = z.looseObject({
  module: z.enum(MODULES).describe('Module that the einsum belongs to.'),
  einsum: text('Name of the einsum within its module.'),
  dimensions: text("Its dimensions in the paper's letters, inputs -> output."),
  repeat: whole('How often it stands in the model.'),
  parameters: whole('Parameters of its weights; a weight counts at its first use.'),
  forwardMacs: whole('Forward MACs of one step, laid out.'),
});

/** One term of the estimated step time. */
const stepTimeTerm = z.looseObject({
  name: z.enum(FEATURE_NAMES).describe('The term.'),
  feature: amount(
    'Seconds at peak rate a core and step, read from the census; layers and steps are counted.',
  ),
  coefficient: amount('What the feature is multiplied with.'),
  seconds: amount('Seconds of the estimated step.'),
});

/** The all-reduces of a step over one axis. */
const axisReductions = z.looseObject({
  axis: z.enum(['data', 'model']).describe('Axis of the mesh.'),
  runsPerStep: whole('All-reduces a step.'),
  elementsPerCore: amount('Elements that a core brings to all of them together.'),
  bytesPerElement: whole('Bytes an element.'),
  seconds: amount('Seconds at the peak rate of the links.'),
});

/** Where the numbers of a model come from. */
export const explanation = z.looseObject({
  census: z.array(censusLine).describe('The census lines behind every count.'),
  stepTime: z.array(stepTimeTerm).describe('The terms of the step time.'),
  reductions: z.array(axisReductions).describe('The all-reduces, an axis each.'),
});

/** A step on one slice with one model parallelism. */
export const scalingRow = z.looseObject({
  chips: whole('Chips of the slice.'),
  modelParallelism: whole('Cores that share one replica of the model.'),
  dataParallelism: whole('Replicas of the model.'),
  seconds: amount('Seconds a step: the estimate.'),
  stepsPerSecond: amount('Training steps a second: the estimate.'),
  low: amount('Low end of the interval of stepsPerSecond.'),
  high: amount('High end of the interval of stepsPerSecond.'),
  basis: z.enum(['calibrated', 'extrapolated']).describe('What the estimate is.'),
  mfu: amount('Model FLOPs utilisation, a fraction.'),
  collectiveSeconds: amount('Seconds of all collectives.'),
  collectiveShare: amount('Their share of the step, a fraction.'),
  layerSeconds: amount('Seconds of launching the layers one after another, which no chip shortens.'),
  fixedSeconds: amount('Seconds of the fixed cost of a step, which no chip shortens either.'),
  perCoreBytes: amount('Memory a core, in bytes.'),
  fits: flag('Whether that is within the memory of a core.'),
  isDefault: flag("Whether the model parallelism is the size's own."),
  isFastest: flag('Whether it is the fastest that fits of its slice, or the fastest where none fits.'),
  speedup: amount('How many times as fast as the fastest of the smallest slice.'),
  efficiency: amount('The speed-up over the ratio of chips: 1 is linear.'),
});

/** A slice and a model parallelism that a model cannot be laid out on. */
export const notLaidOut = z.looseObject({
  chips: whole('Chips of the slice.'),
  modelParallelism: whole('Cores that would share one replica.'),
  code: text('What is wrong, as a code.'),
  reason: text('What is wrong, in words.'),
});

/** The shape that a model is compared with over the same slices. */
export const scalingContrast = z.looseObject({
  name: text('Canonical operator string of the shape.'),
  kind: z
    .enum(['wide', 'deep'])
    .describe('What it is beside the model: wide and shallow, or deep and narrow.'),
  tflopsRatio: amount("Its #TFlops over the model's."),
  parametersRatio: amount("Its parameters over the model's."),
  widestModelParallelism: whole('How many ways the model axis can split it, of those that are tried.'),
  splitsFurther: flag('Whether it could be split further than scaleplan tries.'),
  scaling: z.array(scalingRow).min(1).describe('The fastest of each slice.'),
});

/** The output of `describe --json`. */
export const describeOutput = outputOf('describe', {
  models: z
    .array(
      model.extend({
        why: explanation.describe('Where the numbers come from; with --why only.').optional(),
        scaling: z
          .array(scalingRow)
          .min(1)
          .describe('The step on each slice and model parallelism; with --scaling only.')
          .optional(),
        scalingLeftOut: z
          .array(notLaidOut)
          .describe('What it cannot be laid out on; with --scaling only.')
          .optional(),
        scalingContrast: scalingContrast
          .nullable()
          .describe(
            'A shape of the same #TFlops that is wide where this is deep, or deep; with --scaling only.',
          )
          .optional(),
        scalingSummary: z
          .array(z.string())
          .describe('What the table shows, in words; with --scaling only.')
          .optional(),
      }),
    )
    .min(1)
    .describe('The models, in the order of the names.'),
});
