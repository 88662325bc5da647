import * as z from 'zod/mini';

// Read at run time, where a user names such a file: hence the small zod. The `error` of a field is what it must be.

const LARGEST = 1e21;
const MOST_SLICES = 64;
const MOST_CHIPS = 1_000_000;
const LONGEST = 200;

const AMOUNT = 'a number above 0';
const WHOLE = 'a whole number above 0';

const amount = z
  .number({ error: AMOUNT })
  .check(z.gt(0, { error: AMOUNT }), z.lte(LARGEST, { error: AMOUNT }));

const whole = (most: number) =>
  z
    .int({ error: WHOLE })
    .check(z.gte(1, { error: WHOLE }), z.lte(most, { error: `${WHOLE}, up to ${most}` }));

const text = (expected: string) =>
  z
    .string({ error: expected })
    .check(z.minLength(1, { error: expected }), z.maxLength(LONGEST, { error: expected }));

const unknownOr = z.optional(z.nullable(amount));

const NAME = 'a name of letters, digits, dots and dashes, such as "my-cluster"';
const SLICES = 'a list of numbers of chips, such as [8, 16, 32]';

/** A machine as a file describes it: the fields of presets/machines.json. */
export const machine = z.strictObject(
  {
    name: z
      .string({ error: NAME })
      .check(z.regex(/^[a-z0-9](?:[a-z0-9.-]{0,38}[a-z0-9])?$/i, { error: NAME })),
    title: z.optional(text('a text')),
    coresPerChip: whole(64),
    peakFlopsPerCore: amount,
    matrixUnitWidth: whole(65_536),
    memoryBytesPerCore: amount,
    memoryBytesPerSecondPerCore: amount,
    linkBytesPerSecond: amount,
    linksPerRing: amount,
    slices: z
      .array(whole(MOST_CHIPS), { error: SLICES })
      .check(z.minLength(1, { error: SLICES }), z.maxLength(MOST_SLICES, { error: SLICES })),
    usdPerChipHour: unknownOr,
    kilowattsPerChip: unknownOr,
    powerUsageEffectiveness: unknownOr,
    sources: z.optional(z.record(z.string(), text('a text'), { error: 'an object of texts' })),
  },
  { error: 'an object in braces' },
);

/** A file of several machines. */
export const machineList = z.strictObject(
  {
    machines: z
      .array(machine, { error: 'a list of machines' })
      .check(
        z.minLength(1, { error: 'a list of machines' }),
        z.maxLength(100, { error: 'at most 100 machines' }),
      ),
  },
  { error: 'an object in braces' },
);

/** The keys of a machine. */
export const MACHINE_KEYS: readonly string[] = Object.keys(machine.shape);

export type MachineInFile = z.infer<typeof machine>;
