import * as z from 'zod';
import { MODULES } from '../census/einsum';
import { FEATURE_NAMES } from '../steptime/features';
import { outputOf } from './envelope';
import { amount, text, whole } from './fields';
import { model } from './model';

/** One line of a census: an einsum and what is read from it. */
export const censusLine = z.looseObject({
  module: z.enum(MODULES).describe('Module that the einsum belongs to.'),
  einsum: text('Name of the einsum within its module.'),
  dimensions: text("Its dimensions in the paper's letters, inputs -> output."),
  repeat: whole('How often it stands in the model.'),
  parameters: whole('Parameters of its weights; a weight counts at its first use.'),
  forwardMacs: whole('Forward MACs of one step, laid out.'),
});

/** One term of the estimated step time. */
export const stepTimeTerm = z.looseObject({
  name: z.enum(FEATURE_NAMES).describe('The term.'),
  feature: amount(
    'Seconds at peak rate a core and step, read from the census; layers and steps are counted.',
  ),
  coefficient: amount('What the feature is multiplied with.'),
  seconds: amount('Seconds of the estimated step.'),
});

/** The all-reduces of a step over one axis. */
export const axisReductions = z.looseObject({
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

/** The output of `describe --json`. */
export const describeOutput = outputOf('describe', {
  models: z
    .array(
      model.extend({
        why: explanation.describe('Where the numbers come from; with --why only.').optional(),
      }),
    )
    .min(1)
    .describe('The models, in the order of the names.'),
});
