import * as z from 'zod/mini';
import { MOST_CORNERS } from '../calibration/calibrate';
import { LEAST } from '../calibration/priors';
import { MOST_RUNS } from '../calibration/runs';
import { CALIBRATION_VERSION } from '../calibration/version';
import { FAMILIES } from '../model/family';
import { FEATURE_NAMES } from '../steptime/features';
import { machine, schemaName } from './machineFile';

const LARGEST = 1e12;
const LARGEST_COUNT = 1e9;
const LARGEST_SIZE = 1e21;
const LONGEST = 4096;

const from = (least: number, most: number, expected: string) =>
  z.number({ error: expected }).check(z.gte(least, { error: expected }), z.lte(most, { error: expected }));

const whole = (most: number) => {
  const error = 'a whole number above 0';
  return z.int({ error }).check(z.gte(1, { error }), z.lte(most, { error }));
};

const text = (expected: string) =>
  z
    .string({ error: expected })
    .check(z.minLength(1, { error: expected }), z.maxLength(LONGEST, { error: expected }));

/** No coefficient may beat the hardware; how large one may be, the runs tell (`project/calibrationFile.ts`). */
const coefficientAt = (i: number) => {
  const least = LEAST[i] as number;
  return from(least, LARGEST, `a number of ${least} or more: less would beat the hardware`);
};

const NUMBER = 'a number of 0 or more';
const onePerFeature = `a list of ${FEATURE_NAMES.length} numbers of 0 or more`;
const features = z
  .array(from(0, LARGEST, NUMBER), { error: onePerFeature })
  .check(z.length(FEATURE_NAMES.length, { error: onePerFeature }));

const [first, ...others] = FEATURE_NAMES.map((_, i) => coefficientAt(i)) as [
  ReturnType<typeof coefficientAt>,
  ...ReturnType<typeof coefficientAt>[],
];
const corner = z.tuple([first, ...others], {
  error: `a list of ${FEATURE_NAMES.length} numbers, a coefficient each`,
});

const list = <Item extends z.core.$ZodType>(item: Item, expected: string, most: number) =>
  z
    .array(item, { error: expected })
    .check(z.minLength(1, { error: expected }), z.maxLength(most, { error: `${expected}, at most ${most}` }));

const OBJECT = { error: 'an object in braces' };

const share = from(0, LARGEST, `${NUMBER}, as a share of a step`);
const size = from(0, LARGEST_SIZE, NUMBER);
const range = z.strictObject({ least: size, most: size }, OBJECT);
const perSecond = from(0, LARGEST, 'a number of steps a second');

const run = z.strictObject(
  {
    model: text('the name or the file of a model'),
    chips: whole(LARGEST_COUNT),
    modelParallelism: whole(LARGEST_COUNT),
    sequences: whole(LARGEST_COUNT),
    encoderLength: whole(LARGEST_COUNT),
    decoderLength: whole(LARGEST_COUNT),
    stepsPerSecond: perSecond,
    low: perSecond,
    high: perSecond,
  },
  OBJECT,
);

const VERSION = `version ${CALIBRATION_VERSION}`;
const FEATURES = `the terms of the step time: ${FEATURE_NAMES.join(', ')}`;

/** The file that `calibrate -o` writes, whole. */
export const calibrationFile = z.strictObject(
  {
    $schema: schemaName,
    schemaVersion: z.literal(CALIBRATION_VERSION, { error: VERSION }),
    madeBy: text('what made the file'),
    source: text('what the runs are named after'),
    machine,
    features: list(z.enum(FEATURE_NAMES, { error: FEATURES }), FEATURES, FEATURE_NAMES.length),
    coefficients: z.strictObject(
      Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, coefficientAt(i)])) as Record<
        (typeof FEATURE_NAMES)[number],
        ReturnType<typeof coefficientAt>
      >,
      OBJECT,
    ),
    disagreement: share,
    widening: share,
    leaveOneOutError: share,
    corners: list(corner, 'a list of corners', MOST_CORNERS),
    measured: z.strictObject(
      {
        chips: list(whole(LARGEST_COUNT), 'a list of numbers of chips', MOST_RUNS),
        families: list(
          z.enum(FAMILIES, { error: `one of ${FAMILIES.join(', ')}` }),
          'a list of families',
          FAMILIES.length,
        ),
        parameters: range,
        tflops: range,
        steps: list(features, 'a list of measured steps', MOST_RUNS),
      },
      OBJECT,
    ),
    runs: list(run, 'a list of measured runs', MOST_RUNS),
  },
  OBJECT,
);

export type CalibrationInFile = z.infer<typeof calibrationFile>;
