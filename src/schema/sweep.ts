import * as z from 'zod';
import { OPERATOR_CODES } from '../model/operators';
import { METRIC_NAMES, type MetricName } from '../plan/metrics';
import { outputOf } from './envelope';
import { amount, fieldsFor, text } from './fields';
import { model } from './model';

const metric = z.enum(METRIC_NAMES);

const METRIC_WORDS: Readonly<Record<MetricName, string>> = {
  flops: "The paper's #TFlops of a step: 1e12 forward MACs.",
  params: 'Parameters.',
  speed: 'Training steps a second.',
  quality: 'The downstream average, in points.',
  'train-flops': 'FLOPs of the whole run.',
  hours: 'Hours of the whole run.',
  usd: 'US dollars of the whole run.',
  memory: 'Bytes a core.',
};

/** From one model of a series to the next. */
export const seriesStep = z.looseObject({
  from: text('Name of the model that the step starts from.'),
  to: text('Name of the model that it leads to.'),
  parametersRatio: amount('Parameters as a ratio.'),
  tflopsRatio: amount('#TFlops as a ratio.'),
  stepsPerSecondRatio: amount('Steps a second as a ratio.'),
  costRatio: amount('The cost metric of the sweep as a ratio; seconds a step where that is speed.'),
  averageChangePoints: z
    .number()
    .nullable()
    .describe('Points of the score, on the basis of the series; null where unknown.'),
  pointsPerTenPercent: z
    .number()
    .nullable()
    .describe(
      'Points for each tenth of the cost that is added; null where no cost is added or no score known.',
    ),
});

/** Models that differ in one knob alone. */
export const series = z.looseObject({
  name: text('The knob and what it is turned on, such as NL of SM.'),
  knob: z.enum(OPERATOR_CODES).describe('The knob.'),
  values: z.array(z.number()).min(2).describe('What it is turned to, rising; a switch is off (0) or on (1).'),
  models: z.array(z.string()).min(2).describe('Names of the models, in the order of the values.'),
  scoreBasis: z
    .enum(['published', 'fitted'])
    .nullable()
    .describe('What all scores of its steps are; null where one is unknown.'),
  steps: z.array(seriesStep).min(1).describe('From each model to the next.'),
  summary: text('What the series shows, in words.'),
});

/** The output of `sweep --json`. */
export const sweepOutput = outputOf('sweep', {
  models: z
    .array(model)
    .min(1)
    .describe('The models, in the order of the patterns; one whose name is taken is told apart by its file.'),
  values: z
    .array(
      z.looseObject(fieldsFor(METRIC_NAMES, (name) => z.number().nullable().describe(METRIC_WORDS[name]))),
    )
    .min(1)
    .describe('What each model has of every metric, in the order of the models; null where unknown.'),
  metrics: z.array(metric).min(2).describe('What the frontier is drawn over.'),
  frontier: z
    .array(z.string())
    .describe(
      'Names of the models that no other one beats in the metrics together, in the order of the models.',
    ),
  frontierSummary: text('How the frontier goes and what its scores rest on, in words.'),
  cost: metric.describe('What added cost is measured in: the first metric that is no score.'),
  series: z.array(series).describe('Models that differ in one knob, a series each.'),
  leftOut: z
    .array(z.looseObject({ name: text('Name of the model.'), reason: text('Why it cannot be laid out.') }))
    .describe('Models that cannot be laid out in the setting.'),
});
