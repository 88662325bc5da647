import * as z from 'zod';
import { outputOf } from './envelope';
import { amount, signed, text, whole } from './fields';

/** The depths of one shape. */
export const shapeDepth = z.looseObject({
  name: text('Canonical operator string; a shape outside the grammar is named after its file.'),
  encoderLayers: whole('Layers of the encoder.'),
  decoderLayers: whole('Layers of the decoder.'),
  dModel: whole('Hidden size.'),
  dFf: whole('Size of the feed-forward block.'),
  parameters: whole('Parameters.'),
  optimumOnDModel: signed(
    "Layers at Levine et al.'s optimum, width being d_model; negative below a width of 155.",
  ),
  optimumOnDFf: signed('Layers at the same optimum, width taken for d_ff.'),
  paperLimit: whole('Layers of a stack at which the paper sees depth stop paying.')
    .nullable()
    .describe(
      'Layers of a stack at which the paper sees depth stop paying; null for families that it does not look at.',
    ),
});

/** The output of `depth --json`. */
export const depthOutput = outputOf('depth', {
  fit: z
    .looseObject({
      intercept: signed('Intercept of log(width) = intercept + slope x depth.'),
      slope: signed('Slope.'),
      source: text('Where it was published, and what width and depth are there.'),
    })
    .describe("Levine et al.'s fit."),
  quoted: z
    .looseObject({
      source: text('Where the paper quotes the optimum.'),
      width: whole('The width, which the paper calls d_ff.'),
      printedLayers: whole('The optimum that the paper prints, in layers.'),
      computedLayers: signed('The optimum that the formula gives, in layers.'),
      decoderOnlyParameters: amount(
        'Parameters of a decoder-only stack of that d_model and the computed depth: 12 x layers x width^2.',
      ),
      comparable: z
        .looseObject({
          name: text('The model of that size.'),
          parameters: whole('Its parameters.'),
          layers: whole('Its layers.'),
          dModel: whole('Its hidden size.'),
          optimum: signed('Layers at the optimum of its hidden size.'),
          source: text('Where its figures were published.'),
        })
        .describe('The model that the quoted width belongs to.'),
    })
    .describe('The optimum that the paper quotes, recomputed.'),
  paperSource: text("Where the paper's limit stands."),
  shapes: z.array(shapeDepth).min(1).describe('The depths of each shape.'),
  explanation: z.array(z.string()).describe('Why the two disagree, in paragraphs.'),
});
