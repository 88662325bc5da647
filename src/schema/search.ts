import * as z from 'zod';
import { METRIC_NAMES } from '../plan/metrics';
import { SHARINGS } from '../search/grid';
import { amount, flag, text, whole } from './fields';
import { quality, qualityDifference } from './model';

const metric = z.enum(METRIC_NAMES);
const sharing = z.enum(SHARINGS);

function values(description: string) {
  return z.array(whole('A value.')).describe(description);
}

/** The values of every dimension that a search goes through. */
const searchGrid = z
  .looseObject({
    dModel: values('Widths of the residual stream (d).'),
    dFf: values('Widths of the feed-forward blocks (f).'),
    numHeads: values('Numbers of attention heads (H).'),
    dKv: values('Widths of one attention head (k).'),
    encoderLayers: values('Encoder layers (L).'),
    decoderLayers: values('Decoder layers (L).'),
    sharing: z.array(sharing).describe('What of keys and values is shared: nothing, SH, SKV or both.'),
    modelParallelism: z
      .array(whole('Cores that share one replica.'))
      .describe('Meshes; a shape that one cannot split is not in the grid on it.'),
  })
  .describe('The values of every dimension that was searched, each list ascending.');

const knobValue = z.union([whole('A number.'), sharing]);

function ends(description: string) {
  return z.tuple([knobValue, knobValue]).readonly().describe(description);
}

/** What a frontier does with one dimension of its grid. */
export const turnedKnob = z.looseObject({
  knob: z
    .enum([
      'dModel',
      'dFf',
      'numHeads',
      'dKv',
      'encoderLayers',
      'decoderLayers',
      'sharing',
      'modelParallelism',
    ])
    .describe('The dimension.'),
  gridValues: whole('How many values the grid has of it.'),
  grid: ends('The first and the last of them.'),
  frontierValues: whole("How many different values the frontier's shapes have."),
  frontier: ends('The first and the last of them.'),
  mostly: ends("The shortest run of the grid's values with two thirds of the frontier's shapes."),
  mostlyShare: amount('The share of the shapes in that run.'),
  gridEnd: z
    .enum(['least', 'most'])
    .nullable()
    .describe(
      'The end of the grid at which that run stops, where more may lie beyond; null at neither or both.',
    ),
});

const bestTold = {
  name: text('Canonical operator string.'),
  modelParallelism: z
    .union([whole('Cores that share one replica.'), z.null()])
    .describe("Of the grid's shape; null for a size, which has the one that was asked for."),
  expected: quality.describe(
    'What the fit expects; its low end is the score that the shape is told to reach.',
  ),
};

/** Whether it pays to leave the sizes of the paper. */
export const versusSizes = z.looseObject({
  sizes: z.looseObject(bestTold).describe('The best told of the sizes at every depth.'),
  wide: z.looseObject(bestTold).describe('The best told of the frontier.'),
  difference: qualityDifference.describe("What the grid's best is expected to be above the sizes' best."),
  cheaper: z
    .looseObject({ ...bestTold, tflopsRatio: amount("Its #TFlops over those of the sizes' best.") })
    .nullable()
    .describe(
      'The cheapest shape of the frontier that is told as much as the sizes; null where none is cheaper.',
    ),
  summary: text('What that comes to.'),
});

/** Near-equal shapes of a frontier. */
export const searchGroup = z.looseObject({
  representative: whole('The most usable shape of the group: its place in `points`, from 0.'),
  shapes: whole('How many shapes it stands for, itself among them.'),
  model: whole('Its place in `frontier`, from 0.').nullable().describe('Null where it is not told in full.'),
});

/** A shape of a frontier in a few numbers. */
export const searchPoint = z.looseObject({
  name: text('Canonical operator string.'),
  encoderLayers: whole('Encoder layers.'),
  decoderLayers: whole('Decoder layers.'),
  dModel: whole('d_model.'),
  dFf: whole('d_ff.'),
  dKv: whole('d_kv.'),
  numHeads: whole('Attention heads.'),
  numMemoryHeads: whole('Heads of keys and values; 0: as many as numHeads, 1: SH.'),
  sharedKv: flag('SKV: one matrix makes both keys and values.'),
  modelParallelism: whole('Cores that share one replica.'),
  tflops: amount(
    "The paper's #TFlops of one step; where it is a metric of the search, as all below.",
  ).optional(),
  parameters: amount('Parameters.').optional(),
  stepsPerSecond: amount('Training steps a second.').optional(),
  toldAverage: amount(
    "The downstream average that the fit tells the shape to reach, in points: its interval's low end.",
  ).optional(),
  trainFlops: amount('FLOPs of the whole run (6 x MACs a step).').optional(),
  hours: amount('Hours of the whole run.').optional(),
  usd: amount('US dollars of the whole run, on demand.').optional(),
  perCoreBytes: amount('Bytes a core.').optional(),
});

/** What a wide search found. */
export const wideSearch = z
  .looseObject({
    metrics: z.array(metric).describe('What the frontier is drawn over.'),
    grid: searchGrid,
    knobs: z
      .array(turnedKnob)
      .describe('What the frontier turns of the grid; empty where nothing was found.'),
    versusSizes: versusSizes
      .nullable()
      .describe(
        'Whether it pays to leave the sizes; null where the frontier is not over quality or has nothing.',
      ),
    groups: z
      .array(searchGroup)
      .describe(
        'The shapes of the frontier in groups, within 5% in each cost and half a point in the score.',
      ),
    points: z.array(searchPoint).describe('Every shape of the frontier.'),
  })
  .describe('What the wide search found; with --search wide only.');
