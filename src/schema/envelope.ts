import * as z from 'zod';
import { amount } from './fields';
import { workload } from './workload';

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
