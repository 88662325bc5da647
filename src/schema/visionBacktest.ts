import * as z from 'zod';
import { amount, flag, signed, text, whole } from './fields';

/** A printed speed of Table 5 beside the extrapolated one. */
const visionRowSpeed = z.looseObject({
  model: text("The row's name as printed."),
  name: text('The canonical name of its shape.'),
  published: text('Steps a second as printed.'),
  predicted: amount('Steps a second that the calibration on Table 4 makes of the step.'),
  low: amount("Low end of the calibration's interval."),
  high: amount("High end of the calibration's interval."),
  inside: flag('Whether the printed speed lies in the interval.'),
});

/** The four speeds with one batch. */
const visionBatch = z.looseObject({
  images: whole('Images a step.'),
  inside: whole('Printed speeds inside their intervals.'),
  meanAbsoluteError: amount('Mean absolute relative error, a fraction.'),
  maximumAbsoluteError: amount('Largest absolute relative error, a fraction.'),
  bias: signed('Mean signed relative error, a fraction.'),
});

/** What a layer adds to a step. */
const layerCost = z.looseObject({
  from: text('The row with fewer layers, as printed.'),
  to: text('The row with more layers of the same width, as printed.'),
  published: signed('Milliseconds that each further layer adds, by the printed speeds.'),
  predicted: signed('Milliseconds that each further layer adds, by the predicted speeds.'),
});

/** Table 5's speeds against the calibration on Table 4's. */
export const visionBacktest = z
  .looseObject({
    chips: whole('Chips of Table 5.'),
    images: whole('Images a step of `rows`.'),
    rows: z.array(visionRowSpeed).describe('The four printed speeds beside the extrapolated ones.'),
    batches: z.array(visionBatch).describe('How they come out with other batches: the paper prints none.'),
    layers: z.array(layerCost).describe('What a layer costs between rows that differ in depth alone.'),
  })
  .describe('The speeds of the Vision Transformers of Table 5, which no calibration has seen.');
