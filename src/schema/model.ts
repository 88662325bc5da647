import * as z from 'zod';
import { FAMILIES } from '../model/family';
import { compute } from './compute';
import { amount, flag, signed, text, whole } from './fields';
import { memory } from './memory';
import { parameters } from './parameters';
import { evidence } from './published';
import { shape } from './shape';
import { throughput } from './throughput';
import { workload } from './workload';

/** Where a model runs and how it is laid out there. */
export const slice = z
  .looseObject({
    machine: text('Name of the machine, such as tpu-v3.'),
    chips: whole('Chips of the slice.'),
    cores: whole('Cores of the slice.'),
    modelParallelism: whole('Cores that share one replica of the model.'),
    dataParallelism: whole('Replicas of the model.'),
    microbatches: whole("Pieces that a replica's sequences of one step are cut into."),
  })
  .describe('Where the model runs and how it is laid out there.');

/** What a whole training run takes. */
export const training = z
  .looseObject({
    hours: amount('Hours of the whole run.'),
    chipHours: amount('Chip-hours of the whole run.'),
    usd: amount('US dollars on demand.')
      .nullable()
      .describe("US dollars on demand; null where the machine's price is unknown."),
    kwh: amount('Kilowatt-hours.')
      .nullable()
      .describe(
        "Kilowatt-hours at the data centre's meter: chips with their hosts, times the power usage effectiveness; null where the machine's power is unknown.",
      ),
  })
  .describe('What the whole training run takes.');

/** The downstream average of a shape trained as in the paper. */
export const quality = z.looseObject({
  average: amount('Downstream average (GLUE, SuperGLUE, SQuAD), in points.'),
  low: amount('Low end of its interval, in points.'),
  high: amount('High end of its interval, in points.'),
  basis: z
    .enum(['published', 'fitted'])
    .describe("published: printed in the paper; fitted: expected by a fit on the paper's scores."),
  level: amount(
    'The share of new scores that the interval is made to hold, where it is fitted; a published one has the interval of its rounding.',
  ).optional(),
  extrapolated: flag(
    'Whether the fit reaches beyond the depths, widths and proportions that the paper scored; of fitted ones only.',
  ).optional(),
});

/** What one average is above another. */
export const qualityDifference = z
  .looseObject({
    points: signed('What the average is above that of the other, in points.'),
    margin: amount('What the two averages leave open, in points.'),
    separated: flag('Whether the difference is more than that.'),
    basis: z.enum(['published', 'fitted']).describe('published where both averages are.'),
  })
  .meta({ id: 'qualityDifference', description: 'What one downstream average is above another.' });

/** Something a user should know about a shape. */
export const warning = z.looseObject({
  code: z
    .enum(['does-not-fit', 'misaligned', 'beyond-depth-limit', 'extrapolated'])
    .describe('What the warning is about.'),
  message: text('The warning in words.'),
});

/** MODEL of the contract: everything scaleplan knows about one model in one setting. */
export const model = z
  .looseObject({
    name: text(
      'Canonical operator string, such as NL24-SM; a shape outside the grammar is named after its file.',
    ),
    family: z.enum(FAMILIES).describe('Family of the model.'),
    shape,
    parameters,
    compute,
    memory,
    slice,
    workload,
    throughput,
    training,
    quality: quality
      .nullable()
      .describe(
        "The downstream average of the planned run: published, else fitted; null where the run is not the paper's, or neither speaks of the shape.",
      ),
    publishedQuality: quality
      .nullable()
      .describe(
        "What the paper's own run of the shape reached, whatever run is planned; null where it has none.",
      ),
    fittedQuality: quality
      .nullable()
      .describe(
        "What the fit on the paper's scores expects of the shape, trained as in the paper; null where it says nothing.",
      ),
    warnings: z.array(warning).describe('What a user should know about the shape; never a reason to fail.'),
    notes: z
      .array(z.string())
      .describe(
        'Where the shape departs from what the paper prints, or from what its file describes, and why.',
      ),
    nearestPublished: evidence.describe('The published row that stands nearest.'),
  })
  .meta({
    id: 'model',
    title: 'MODEL',
    description: 'Everything scaleplan knows about one model in one setting.',
  });
