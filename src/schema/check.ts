import * as z from 'zod';
import { outputOf } from './envelope';
import { amount, fieldsFor, flag, text, whole } from './fields';

/** A field that may have nothing to say. */
function orNull<Field extends z.ZodType>(field: Field, description: string) {
  return field.nullable().describe(description);
}

const position = whole('Counted from 1.');

/** Something that a rule found about a target. */
export const finding = z.looseObject({
  ruleId: text('The rule that found it.'),
  severity: z.enum(['error', 'warning']).describe('error: fails the check; warning: does, under --strict.'),
  target: text('The file or name as it was given.'),
  message: text('What is wrong, with the numbers.'),
  hint: text('How to mend it.'),
  actual: orNull(z.number(), 'The figure found, in units of `unit`.'),
  limit: orNull(z.number(), 'The figure allowed, in units of `unit`.'),
  unit: orNull(z.string(), 'Of actual and limit: tflops, parameters, steps/s, bytes, ...'),
  file: orNull(z.string(), 'The file that it points to; null for a name.'),
  line: orNull(position, 'The line, from 1.'),
  column: orNull(position, 'The first column, from 1, in UTF-16 code units.'),
  endColumn: orNull(position, 'The column behind the last character.'),
});

/** The figures that a check shows of a model. */
export const metrics = z
  .looseObject({
    tflops: amount('#TFlops of one step, as the paper counts them.'),
    parameters: whole('Parameters.'),
    stepsPerSecond: amount('Training steps a second.'),
    perCoreBytes: amount('Bytes a core.'),
  })
  .meta({ id: 'metrics', description: 'The figures that a check shows of a model.' });

/** A baseline, and the target's figures over its own. */
export const baseline = z.looseObject({
  model: text('Name of its model.'),
  metrics,
  ratios: z
    .looseObject(
      fieldsFor(
        ['tflopsRatio', 'parametersRatio', 'stepsPerSecondRatio', 'perCoreBytesRatio'] as const,
        (key) => amount(`${key.replace('Ratio', '')} of the target over that of the baseline.`),
      ),
    )
    .nullable()
    .describe('The figures of the target over those of the baseline; null where it cannot be laid out.'),
});

/** What was checked, with its figures. */
const checkedTarget = z.looseObject({
  target: text('The file or name as it was given.'),
  isFile: flag('Whether it is a file.'),
  model: orNull(z.string(), 'Name of its model; null where it cannot be laid out.'),
  metrics: metrics.nullable().describe('Null where it cannot be laid out.'),
  baseline: baseline.nullable().describe('The same target in the baseline; null where there is none.'),
  ignored: z
    .array(z.looseObject({ ruleId: text('The rule.'), reason: text('Why it is ignored.') }))
    .describe('Rules that the configuration switches off for it.'),
});

/** The output of `check --json`. */
export const checkOutput = outputOf('check', {
  findings: z.array(finding).describe('Everything found, target by target.'),
  summary: z
    .looseObject({
      errors: whole('Findings that are errors.'),
      warnings: whole('Findings that are warnings.'),
      targets: whole('Targets checked.'),
    })
    .describe('How many there are.'),
  targets: z.array(checkedTarget).describe('Every target, in the order of the command line.'),
  removed: z
    .array(text('The path that the file had.'))
    .describe(
      'Files that another checkout, given as --baseline, has in the folders and globs that are checked.',
    ),
});
