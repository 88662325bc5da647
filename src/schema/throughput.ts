import * as z from 'zod';
import { EXTRAPOLATION_REASONS } from '../estimate/throughput';
import { FEATURE_NAMES } from '../steptime/features';
import { amount, flag, text } from './fields';

const featureSeconds = z
  .looseObject({
    matmul: amount('Seconds of all matrix products, forward and backward.'),
    parameters: amount('Seconds of passes over the weights: optimizer, gradients, casts.'),
    residualStream: amount("Seconds of passes over each look-up's and each layer norm's output."),
    innerActivations: amount('Seconds of passes over attention scores and feed-forward hidden units.'),
    network: amount('Seconds of all collectives.'),
    layer: amount('Seconds of the fixed cost of each layer, once a microbatch.'),
    step: amount('Seconds of the fixed cost of a step.'),
  })
  .describe('The terms that seconds is the sum of.');

/** The speed of a training step. */
export const throughput = z
  .looseObject({
    stepsPerSecond: amount('Training steps a second: the estimate.'),
    low: amount('Low end of the interval of stepsPerSecond.'),
    high: amount('High end of the interval of stepsPerSecond.'),
    basis: z
      .enum(['calibrated', 'extrapolated'])
      .describe('calibrated: within what the runs of the calibration cover; extrapolated: outside it.'),
    extrapolatedBecause: z
      .array(z.enum(EXTRAPOLATION_REASONS))
      .describe('Why the estimate is no calibrated one; empty where it is.'),
    calibration: text(
      "What the coefficients were measured on: Table 4, the paper's speeds, or the file of --calibration.",
    ),
    calibrationIsBuiltIn: flag("Whether that is the program's own, on Table 4."),
    calibrationDoubt: z
      .string()
      .nullable()
      .describe('What speaks against that calibration, in words; null where nothing does.'),
    boundBy: z.enum(FEATURE_NAMES).describe('The largest of featureSeconds.'),
    mfu: amount(
      "Model FLOPs utilisation, a fraction: trainFlopsPerStep over what the slice's cores could do at peak.",
    ),
    lowerBoundSeconds: amount('Seconds a step at peak rates, everything overlapped.'),
    upperBoundSeconds: amount('Seconds a step at peak rates, nothing overlapped.'),
    seconds: amount('Seconds a step: the estimate.'),
    overheadSeconds: amount('What the estimate adds to upperBoundSeconds; 0 where it stays below it.'),
    featureSeconds,
  })
  .describe(
    'The speed of a training step: estimate, interval, bounds at peak rates, and where the time goes.',
  );
