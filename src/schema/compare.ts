import * as z from 'zod';
import { outputOf } from './envelope';
import { model, qualityDifference } from './model';
import { publishedRow } from './published';
import { ratios } from './versus';

/** The output of `compare --json`. */
export const compareOutput = outputOf('compare', {
  models: z.array(model).min(2).describe('The models, in the order of the names.'),
  versus: z.array(ratios).min(1).describe('Every model but the first, as ratios to the first.'),
  differences: z
    .array(qualityDifference.nullable())
    .min(1)
    .describe(
      'The quality of every model but the first above that of the first; null where either has none.',
    ),
  scores: z
    .array(publishedRow.nullable())
    .min(2)
    .describe('The published row of each model, or null where the paper has none.'),
  verdicts: z.array(z.string()).min(1).describe('What the figures say, one paragraph a model but the first.'),
});
