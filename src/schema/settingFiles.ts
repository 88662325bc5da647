import * as z from 'zod/mini';
import { calibrationFile } from './calibrationFile';
import { formatJson, type Json } from './formatJson';
import { machine, machineList } from './machineFile';

/** The JSON Schemas (draft 2020-12) of the files that `--machine-file` and `--calibration` read, by what they are called. */
const SCHEMAS = {
  machine: {
    schema: z.union([machine, machineList]),
    title: 'A file for --machine-file: one machine, or several',
  },
  calibration: { schema: calibrationFile, title: 'A file for --calibration, as calibrate -o writes it' },
} as const;

function settingFileSchema(name: keyof typeof SCHEMAS): Json {
  const { schema, title } = SCHEMAS[name];
  const { $schema, ...rest } = z.toJSONSchema(schema as z.core.$ZodType, {
    target: 'draft-2020-12',
    io: 'input',
  });
  return { $schema, $id: `urn:scaleplan:schema:${name}-file:1`, title, ...rest } as unknown as Json;
}

/** The published schema files: path and text, as biome formats it. */
export function settingFileSchemas(): { path: string; text: string }[] {
  return (Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[]).map((name) => ({
    path: `schemas/${name}.json`,
    text: `${formatJson(settingFileSchema(name))}\n`,
  }));
}
