import * as z from 'zod/mini';

// Read at run time, where a user names such a file: hence the small zod. The `error` of a field is what it must be.

const MOST_SLICES = 64;
const MOST_CHIPS = 1_000_000;
const MOST_MACHINES = 100;
const LONGEST = 200;

/** A figure within what any machine has, by far: what is outside is a slip of the unit, which `expected` is to show. */
const figure = (least: number, most: number, expected: string) =>
  z
    .number({ error: expected })
    .check(z.gte(least, { error: expected }), z.lte(most, { error: expected }), z.describe(expected));

const whole = (most: number) => {
  const error = `a whole number from 1 to ${most}`;
  return z.int({ error }).check(z.gte(1, { error }), z.lte(most, { error }));
};

const text = (expected: string) =>
  z
    .string({ error: expected })
    .check(z.minLength(1, { error: expected }), z.maxLength(LONGEST, { error: expected }));

const orUnknown = <Field extends z.core.$ZodType>(field: Field) => z.optional(z.nullable(field));

const NAME = 'a name of letters, digits, dots, dashes and underscores, such as "my-cluster"';
const SLICES = 'a list of numbers of chips, such as [8, 16, 32]';

/** Files may name the schema that editors check them with. */
export const schemaName = z.optional(text('the name of a schema'));

/** A machine: the fields of presets/machines.json. */
export const machine = z.strictObject(
  {
    $schema: schemaName,
    name: z
      .string({ error: NAME })
      .check(z.regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$/, { error: NAME })),
    title: z.optional(text('a text')),
    coresPerChip: whole(64),
    peakFlopsPerCore: figure(1e9, 1e18, 'FLOP/s of a core, 1e9 to 1e18: 400e12 for 400 TFLOP/s'),
    matrixUnitWidth: whole(4096),
    memoryBytesPerCore: figure(1e8, 1e15, 'bytes of a core, 1e8 to 1e15: 48e9 for 48 GB'),
    memoryBytesPerSecondPerCore: figure(
      1e9,
      1e16,
      'bytes a second of a core, 1e9 to 1e16: 1e12 for 1000 GB/s',
    ),
    linkBytesPerSecond: figure(
      1e7,
      1e15,
      'bytes a second of one link in one direction, 1e7 to 1e15: 50e9 for 50 GB/s',
    ),
    linksPerRing: figure(1, 64, 'a number of links from 1 to 64'),
    slices: z
      .array(whole(MOST_CHIPS), { error: SLICES })
      .check(z.minLength(1, { error: SLICES }), z.maxLength(MOST_SLICES, { error: SLICES })),
    usdPerChipHour: orUnknown(
      figure(0.001, 10_000, 'US dollars an hour of one chip, 0.001 to 10000, or null'),
    ),
    kilowattsPerChip: orUnknown(
      figure(0.001, 100, 'kilowatts of a chip with its host, 0.001 to 100: 0.7 for 700 W, or null'),
    ),
    powerUsageEffectiveness: orUnknown(
      figure(1, 10, 'what the data centre draws over what its machines do, 1 to 10, such as 1.12, or null'),
    ),
    sources: z.optional(z.record(z.string(), text('a text'), { error: 'an object of texts' })),
  },
  { error: 'an object in braces' },
);

const MACHINES = `a list of machines, ${MOST_MACHINES} at most`;

/** A file of several machines. */
export const machineList = z.strictObject(
  {
    $schema: schemaName,
    machines: z
      .array(machine, { error: MACHINES })
      .check(z.minLength(1, { error: MACHINES }), z.maxLength(MOST_MACHINES, { error: MACHINES })),
  },
  { error: 'an object in braces' },
);

export type MachineInFile = z.infer<typeof machine>;
