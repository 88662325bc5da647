import * as z from 'zod';
import { auditOutput } from './audit';
import { backtestOutput } from './backtest';
import { calibrateOutput } from './calibrate';
import { checkOutput } from './check';
import { compareOutput } from './compare';
import { depthOutput } from './depth';
import { describeOutput } from './describe';
import { fitOutput } from './fit';
import { formatJson, type Json } from './formatJson';
import { rooflineOutput } from './roofline';
import { suggestOutput } from './suggest';
import { sweepOutput } from './sweep';

/** The output of each command under `--json`. */
export const OUTPUTS = {
  describe: describeOutput,
  compare: compareOutput,
  suggest: suggestOutput,
  backtest: backtestOutput,
  audit: auditOutput,
  sweep: sweepOutput,
  roofline: rooflineOutput,
  depth: depthOutput,
  check: checkOutput,
  calibrate: calibrateOutput,
  fit: fitOutput,
} as const;

export type OutputCommand = keyof typeof OUTPUTS;

/** The commands that a schema is published of. */
export const OUTPUT_COMMANDS = Object.keys(OUTPUTS) as OutputCommand[];

/** The JSON Schema (draft 2020-12) of a command's output, named by a URN: it stands at no address. */
export function jsonSchemaOf(command: OutputCommand): Json {
  const output: z.ZodType = OUTPUTS[command];
  const { $schema, ...schema } = z.toJSONSchema(output, { target: 'draft-2020-12' });
  return {
    $schema,
    $id: `urn:scaleplan:schema:${command}:1`,
    title: `scaleplan ${command} --json`,
    ...schema,
  } as unknown as Json;
}

/** The published schema files: path and text, as biome formats it. */
export function schemaFiles(): { path: string; text: string }[] {
  return OUTPUT_COMMANDS.map((command) => ({
    path: `schemas/${command}.json`,
    text: `${formatJson(jsonSchemaOf(command))}\n`,
  }));
}
