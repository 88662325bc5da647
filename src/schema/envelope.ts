import * as z from 'zod';
import { amount, whole } from './fields';

/** What one training step is run on, and how many steps. */
export const workload = z
  .looseObject({
    sequences: whole('Sequences a step (B).'),
    encoderLength: whole('Tokens of an encoder sequence (S).'),
    decoderLength: whole('Tokens of a decoder sequence (T).'),
    trainSteps: whole('Training steps of the whole run.'),
  })
  .describe('What one training step is run on, and how many steps.');

/** The output of a command: what every output starts with, its own keys, and what `--timings` ends it with. */
export function outputOf<Command extends string, Payload extends z.core.$ZodLooseShape>(
  command: Command,
  payload: Payload,
) {
  return z.looseObject({
    schemaVersion: z.literal(1).describe('Raised where a key is renamed or dropped.'),
    command: z.literal(command).describe('The command that printed this.'),
    workload,
    ...payload,
    timings: z
      .looseObject({ seconds: amount('Wall-clock seconds that the command took.') })
      .describe('Wall-clock figures; with --timings only.')
      .optional(),
  });
}
