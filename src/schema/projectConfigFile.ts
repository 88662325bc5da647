import * as z from 'zod/mini';
import { formatJson, type Json } from './formatJson';
import { projectConfig } from './projectConfig';

interface ObjectSchema {
  readonly properties: Readonly<Record<string, { readonly items?: ObjectSchema }>>;
}

/** A target has files, names or both: what the reader checks by itself, said to editors. */
const FILES_OR_NAMES = [{ required: ['files'] }, { required: ['names'] }];

/** The JSON Schema (draft 2020-12) of scaleplan.config.json, named by a URN: it stands at no address. */
function projectConfigSchema(): Json {
  const { $schema, ...schema } = z.toJSONSchema(projectConfig, { target: 'draft-2020-12' });
  const { properties } = schema as unknown as ObjectSchema;
  const targets = {
    ...properties['targets'],
    items: { ...properties['targets']?.items, anyOf: FILES_OR_NAMES },
  };
  return {
    $schema,
    $id: 'urn:scaleplan:schema:config:1',
    title: 'scaleplan.config.json',
    ...schema,
    properties: { ...properties, targets },
  } as unknown as Json;
}

/** The published schema file: path and text, as biome formats it. */
export function projectConfigFile(): { path: string; text: string } {
  return { path: 'schemas/scaleplan.config.json', text: `${formatJson(projectConfigSchema())}\n` };
}
