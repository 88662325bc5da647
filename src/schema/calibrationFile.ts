import * as z from 'zod/mini';
import { MOST_CORNERS } from '../calibration/calibrate';
import { LEAST } from '../calibration/priors';
import { MOST_RUNS } from '../calibration/runs';
import { FAMILIES } from '../model/family';
import { FEATURE_NAMES } from '../steptime/features';
import { machine } from './machineFile';

const LARGEST = 1e12;
const NUMBER = 'a number of 0 or more';

const atLeast = (least: number) => {
  const error = `a number of ${least} or more: less would beat the hardware`;
  return z.number({ error }).check(z.gte(least, { error }), z.lte(LARGEST, { error }));
};

const number = z
  .number({ error: NUMBER })
  .check(z.gte(0, { error: NUMBER }), z.lte(LARGEST, { error: NUMBER }));

const onePerFeature = `a list of ${FEATURE_NAMES.length} numbers of 0 or more`;
const features = z
  .array(number, { error: onePerFeature })
  .check(z.length(FEATURE_NAMES.length, { error: onePerFeature }));

const list = <Item extends z.core.$ZodType>(item: Item, expected: string, most: number) =>
  z
    .array(item, { error: expected })
    .check(z.minLength(1, { error: expected }), z.maxLength(most, { error: `${expected}, at most ${most}` }));

const OBJECT = { error: 'an object in braces' };

const range = z.looseObject({ least: number, most: number }, OBJECT);

/** The file that `calibrate -o` writes, as far as `--calibration` needs it. */
export const calibrationFile = z.looseObject(
  {
    machine,
    coefficients: z.looseObject(
      Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, atLeast(LEAST[i] as number)])) as Record<
        (typeof FEATURE_NAMES)[number],
        ReturnType<typeof atLeast>
      >,
      OBJECT,
    ),
    corners: list(features, 'a list of corners', MOST_CORNERS),
    measured: z.looseObject(
      {
        chips: list(number, 'a list of numbers of chips', MOST_RUNS),
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
  },
  OBJECT,
);
