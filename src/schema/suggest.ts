import * as z from 'zod';
import { SIZE_NAMES } from '../model/sizes';
import { outputOf } from './envelope';
import { amount, flag, text, whole } from './fields';
import { model, quality, qualityDifference } from './model';
import { evidence } from './published';
import { wideSearch } from './search';
import { ratios } from './versus';

const role = z.enum(['deep-narrow', 'matching', 'fastest', 'best-measured', 'next-size', 'encoder-heavy']);

/** The limits that a plan must keep, each in base units. */
export const budget = z
  .looseObject({
    flops: amount("The paper's #TFlops of one step, at most, in MACs (11T is 11e12).").optional(),
    parameters: amount('Parameters at most.').optional(),
    minStepsPerSecond: amount('Training steps a second at least.').optional(),
    trainFlops: amount('FLOPs of the whole run at most (6 x MACs a step).').optional(),
    hours: amount('Hours of the whole run at most.').optional(),
    usd: amount('US dollars of the whole run, on demand, at most.').optional(),
    memoryBytes: amount('Bytes a core at most.').optional(),
  })
  .describe('The limits that are set, each in base units.');

/** A shape to train, why, and what the paper measured nearest to it. */
export const recommendation = z.looseObject({
  rank: whole('Place in the list, from 1.'),
  role: role.describe('What the shape is good for.'),
  alsoRoles: z.array(role).describe('Other roles that the same shape fills.'),
  model,
  versus: ratios.nullable().describe('The model against the reference; null where there is none.'),
  expected: quality
    .nullable()
    .describe(
      'The downstream average, published or fitted, of the shape trained as in the paper, whatever run is planned; null where neither is known.',
    ),
  difference: qualityDifference
    .nullable()
    .describe('What it is above that of the reference; null where either has none.'),
  tiedWith: z
    .string()
    .nullable()
    .describe(
      'Of the first recommendation: the cheapest shape whose quality cannot be told from its own; null where there is none.',
    ),
  dominatedBy: z
    .string()
    .nullable()
    .describe(
      'The shape with the highest quality on the frontier that costs no more in tflops, parameters or time and is not told to be worse; null where the recommendation stands on the frontier.',
    ),
  reason: text('Why the shape stands here.'),
  evidence: z.array(evidence).describe('What the paper says for or against the shape.'),
});

/** The output of `suggest --json`. */
export const suggestOutput = outputOf('suggest', {
  budget,
  reference: model
    .nullable()
    .describe("The largest canonical size at about the budget's cost; null where none costs as little."),
  limits: z.array(z.string()).describe('What holds for every recommendation.'),
  recommendations: z
    .array(recommendation)
    .describe(
      'The shapes to train, best first: cheapest first, but for those that are told to be better than cheaper ones, and a next size that is not comes last. Empty where nothing is within the budget.',
    ),
  frontier: z
    .array(model)
    .describe(
      'Shapes within the budget, undominated in tflops, parameters, stepsPerSecond and quality, which counts where two shapes can be told apart; cheapest first. With --search wide: shapes that stand for groups of the frontier, spread over it; all of it is in `search`.',
    ),
  searched: z
    .looseObject({
      shapes: whole('Shapes in the search space.'),
      evaluated: whole('Shapes of it that were evaluated.')
        .nullable()
        .describe(
          'Shapes of it that were evaluated; null for a search on several threads, where it is chance, but with --timings.',
        ),
      leftOut: z.array(z.enum(SIZE_NAMES)).describe('Sizes that cannot be laid out in the setting.'),
      shapesSearched: whole('Shapes of the parts that were searched; with --search wide only.').optional(),
      unscored: whole(
        'Shapes that share keys or values, of which no score is known, where the frontier is over quality; with --search wide only.',
      ).optional(),
      finished: flag(
        'False where the search was interrupted: shapes that were not searched may beat the frontier; with --search wide only.',
      ).optional(),
      parts: whole('Parts that the wide search is made of.').optional(),
      partsDone: whole('Parts of it that were searched.').optional(),
      seconds: amount('Wall-clock seconds of the search; with --timings only.').optional(),
    })
    .describe('What was searched.'),
  cheapest: model
    .describe(
      'The cheapest of the sizes at every depth, where none of them is within the budget; with --search wide other shapes of the grid, in `frontier`, can be within it.',
    )
    .optional(),
  search: wideSearch.optional(),
});
