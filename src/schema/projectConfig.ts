import * as z from 'zod/mini';
import { MODEL_PARALLELISMS } from '../machine/mesh';
import { RULE_IDS } from '../rules/registry';

// Read at run time, by `check` alone: hence the small zod. The `error` of a field is what it must be, for messages.

/** Of a glob or a name. */
const LONGEST = 1000;

const OBJECT = { error: 'an object in braces' };

/** A quantity as text or as a number; `parseQuantity` reads the text. */
function quantity(description: string, error: string) {
  return z.optional(z.union([z.string(), z.number()], { error }).check(z.describe(description)));
}

const amount = (description: string) => quantity(description, 'a quantity such as "11T", "200M" or 9');
const whole = (description: string) => quantity(description, 'a whole number such as 128 or "16K"');

const ALLOWED = 'a percentage such as "5%", a quantity, or {"percent": 5, "absolute": "0.5T"}';

/** How much a cost may grow. */
function increase(description: string) {
  const parts = z.strictObject({
    percent: z.optional(z.number({ error: 'a number of percent' }).check(z.describe('In percent.'))),
    absolute: amount('In the units of the budget.'),
  });
  return z.optional(
    z
      .union([z.string(), z.number(), parts], { error: ALLOWED })
      .check(
        z.describe(
          `${description}: "5%", a quantity, or both as {"percent", "absolute"}, and then both hold.`,
        ),
      ),
  );
}

const budgets = z.strictObject(
  {
    flops: amount("At most this many of the paper's #TFlops a step: 11T."),
    params: amount('At most this many parameters: 200M.'),
    minStepsPerSecond: amount('At least this many training steps a second: 9.'),
    trainFlops: amount('At most this many floating-point operations in the whole run: 1e21.'),
    hours: amount('At most this many hours for the whole run.'),
    usd: amount('At most this many US dollars for the whole run.'),
    memory: quantity('At most this many bytes a core: 12GiB.', 'an amount of memory such as "12GiB" or 2e9'),
  },
  OBJECT,
);

const increases = z.strictObject(
  {
    flops: increase('How much #TFlops may grow'),
    params: increase('How much the parameters may grow'),
    stepsPerSecond: increase('How much the steps a second may fall'),
    trainFlops: increase('How much the FLOPs of the run may grow'),
    hours: increase('How much the hours of the run may grow'),
    usd: increase('How much the price of the run may grow'),
    memory: increase('How much the memory of a core may grow'),
  },
  OBJECT,
);

const parallelism = z
  .union([z.literal([...MODEL_PARALLELISMS]), z.literal(['default', 'auto'])], {
    error: `one of ${MODEL_PARALLELISMS.join(', ')}, "default" or "auto"`,
  })
  .check(z.describe('Model parallelism; "default" is the size\'s own, "auto" the fastest that fits.'));

const slice = z.strictObject(
  { chips: whole('Chips of the slice.'), modelParallelism: z.optional(parallelism) },
  OBJECT,
);

const run = z.strictObject(
  {
    sequences: whole('Sequences a step.'),
    encoderLength: whole('Tokens of an encoder sequence.'),
    decoderLength: whole('Tokens of a decoder sequence.'),
    steps: whole('Training steps of the whole run.'),
  },
  OBJECT,
);

const severity = z.enum(['error', 'warning', 'off'], { error: '"error", "warning" or "off"' });

const rules = z.strictObject(
  Object.fromEntries(RULE_IDS.map((id) => [id, z.optional(severity)])) as Record<
    string,
    z.ZodMiniOptional<typeof severity>
  >,
  OBJECT,
);

const ignore = z.strictObject(
  {
    rule: z
      .enum(RULE_IDS as [string, ...string[]], { error: 'the id of a rule' })
      .check(z.describe('The id of the rule to switch off.')),
    reason: z
      .string({ error: 'text that says why' })
      .check(z.regex(/\S/, { error: 'text that says why' }), z.describe('Why; reports show it.')),
  },
  OBJECT,
);

function texts(description: string, error: string) {
  const item = z.string({ error }).check(z.minLength(1, { error }), z.maxLength(LONGEST, { error }));
  return z.optional(
    z
      .array(item, { error: `a list of ${error}` })
      .check(z.minLength(1, { error: `a list of ${error}` }), z.describe(description)),
  );
}

const target = z.strictObject(
  {
    files: texts('Globs of files, from the folder of this configuration.', 'globs such as "configs/*.json"'),
    names: texts('Names of models.', 'names such as "NL24-SM"'),
    budgets: z.optional(budgets.check(z.describe('Limits; exactly the limit is within it.'))),
    increase: z.optional(increases.check(z.describe('How much costs may grow against --baseline.'))),
    slice: z.optional(slice.check(z.describe('The slice that is trained on.'))),
    run: z.optional(run.check(z.describe('The training run.'))),
    rules: z.optional(rules.check(z.describe('The severity of each rule, where it is not its own.'))),
    ignore: z.optional(
      z
        .array(ignore, { error: 'a list of {"rule", "reason"}' })
        .check(z.describe('Rules that are switched off, each with the reason.')),
    ),
  },
  OBJECT,
);

const PATH = 'paths such as "calibration/cluster.json"';

/** More files of machines than this are a slip. */
const MOST_MACHINE_FILES = 16;

const path = z
  .string({ error: PATH })
  .check(z.minLength(1, { error: PATH }), z.maxLength(LONGEST, { error: PATH }));

/** The text of scaleplan.config.json, as JSON. */
export const projectConfig = z.strictObject(
  {
    $schema: z.optional(
      z.string({ error: 'text' }).check(z.describe('Where this schema stands, for editors.')),
    ),
    calibration: z.optional(
      path.check(z.describe('What `calibrate -o` wrote, from the folder of this file; --calibration wins.')),
    ),
    machineFiles: z.optional(
      z
        .array(path, { error: `a list of ${PATH}` })
        .check(
          z.minLength(1, { error: `a list of ${PATH}` }),
          z.maxLength(MOST_MACHINE_FILES, { error: `${MOST_MACHINE_FILES} files at most` }),
          z.describe('Files of machines, from the folder of this file; those of --machine-file win.'),
        ),
    ),
    targets: z
      .array(target, { error: 'a list of targets' })
      .check(
        z.describe(
          'What is checked, and how. All entries that a target matches apply, in order: a later one overrides an earlier one key by key.',
        ),
      ),
  },
  OBJECT,
);

/** scaleplan.config.json as written. */
type ProjectConfigFile = z.infer<typeof projectConfig>;

/** A target of scaleplan.config.json as written. */
export type ProjectTarget = ProjectConfigFile['targets'][number];
