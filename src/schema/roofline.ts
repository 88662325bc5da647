import * as z from 'zod';
import { RESOURCES, REST_FEATURES } from '../estimate/roofline';
import { outputOf } from './envelope';
import { amount, fieldsFor, flag, text, whole } from './fields';
import { slice } from './model';

const RESOURCE_WORDS = {
  matrixUnit: 'the arithmetic on the matrix unit',
  padding: 'what the matrix unit spends on padding',
  memory: 'the memory traffic',
  network: 'the collectives',
} as const;

const REST_WORDS = {
  parameters: 'passes over the weights: optimizer, gradients, casts',
  layer: 'the fixed cost of each layer, once a microbatch',
  step: 'the fixed cost of a step',
} as const;

const rate = (description: string) => z.number().nonnegative().nullable().describe(description);

const group = z.looseObject({
  name: text('What the einsums of the group do, such as `encoder scores`.'),
  flops: amount('FLOPs of a core on its matrix unit in a step, forward and backward, padding not counted.'),
  bytes: whole('Bytes between a core and its memory in a step, every operand of every operation once.'),
  flopsPerByte: amount('Arithmetic intensity: flops over bytes.'),
  attainableFlopsPerSecond: rate(
    'FLOP/s of a core at most: its peak, or flopsPerByte times the bandwidth of its memory; null without arithmetic.',
  ),
  estimatedFlopsPerSecond: rate('flops over seconds; null without arithmetic.'),
  peakSeconds: z
    .looseObject(
      fieldsFor(RESOURCES, (name) => amount(`Seconds of ${RESOURCE_WORDS[name]} at its peak rate.`)),
    )
    .describe('What the group asks of a core in a step; network: of the links.'),
  boundBy: z.enum(RESOURCES).describe('The longest of peakSeconds.'),
  seconds: amount("The group's part of the estimated step time."),
  share: amount('The same as a fraction of the step.'),
});

/** One model's step under the roofline of a core. */
const namedRoofline = z.looseObject({
  name: text('Canonical name of the model, or that of its file.'),
  slice,
  roofs: z
    .looseObject({
      peakFlopsPerSecond: amount('Peak of a core.'),
      memoryBytesPerSecond: amount("Bandwidth of a core's memory."),
      ridgeFlopsPerByte: amount('FLOPs a byte from which on the matrix unit binds, and not the memory.'),
    })
    .describe('What a core can do at most.'),
  groups: z.array(group).describe('Groups of einsums, in the order in which they run first.'),
  rest: z
    .looseObject(fieldsFor(REST_FEATURES, (name) => amount(`Seconds of ${REST_WORDS[name]}.`)))
    .describe('The part of the estimated step time that belongs to no group.'),
  seconds: amount('The estimated step: the sum of the groups and the rest.'),
  stepsPerSecond: amount('Training steps a second: the estimate.'),
  basis: z.enum(['calibrated', 'extrapolated']).describe('What the estimate rests on; see describe.'),
  calibration: text('What the estimate was calibrated on.'),
  calibrationIsBuiltIn: flag("Whether that is the program's own, on Table 4."),
});

/** The output of `roofline --json`. */
export const rooflineOutput = outputOf('roofline', {
  rooflines: z.array(namedRoofline).min(1).describe('One a model, in the order of the names.'),
});
