import { readdirSync, readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { formatJson } from '../../src/schema/formatJson';
import { schemaFiles } from '../../src/schema/jsonSchemas';
import { projectConfigFile } from '../../src/schema/projectConfigFile';
import { settingFileSchemas } from '../../src/schema/settingFiles';

const FILES = schemaFiles();

describe('schemas/', () => {
  test.each(FILES)('$path is what the code makes (npm run schemas)', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('holds no other files', () => {
    const all = [...FILES, projectConfigFile(), ...settingFileSchemas()];
    const written = all.map(({ path }) => path.replace('schemas/', ''));
    expect(readdirSync('schemas').toSorted()).toEqual(written.toSorted());
  });

  test.each(FILES)('$path is a schema of draft 2020-12 with a name and a title', ({ text }) => {
    const schema = JSON.parse(text);
    expect(new Ajv2020({ strict: true }).validateSchema(schema, true)).toBe(true);
    expect(schema.$id).toMatch(/^urn:scaleplan:schema:[a-z]+:1$/);
    expect(schema.title).toMatch(/^scaleplan [a-z]+ --json$/);
  });

  test.each(FILES)('$path says what every field is, and leaves every object open', ({ text }) => {
    for (const object of objectsIn(JSON.parse(text))) {
      expect(object.additionalProperties).toEqual({});
      for (const [key, field] of Object.entries(object.properties)) {
        expect(field.description ?? field.$ref, key).toBeTypeOf('string');
      }
    }
  });
});

describe('formatJson', () => {
  test('writes lists of scalars on one line while they fit in 110 columns, as biome does', () => {
    const fits = 'x'.repeat(110 - '  "a": [1, ""],'.length);
    expect(formatJson({ a: [1, fits], b: 2 })).toBe(`{\n  "a": [1, "${fits}"],\n  "b": 2\n}`);
    expect(formatJson({ a: [1, `${fits}x`], b: 2 })).toBe(
      `{\n  "a": [\n    1,\n    "${fits}x"\n  ],\n  "b": 2\n}`,
    );
  });

  test('writes objects a key a line, and nothing between the brackets of what is empty', () => {
    expect(formatJson([{ a: {} }, { b: [] }, null])).toBe(
      '[\n  {\n    "a": {}\n  },\n  {\n    "b": []\n  },\n  null\n]',
    );
  });
});

interface ObjectSchema {
  readonly properties: Readonly<Record<string, { readonly description?: string; readonly $ref?: string }>>;
  readonly additionalProperties: unknown;
}

function objectsIn(schema: unknown): ObjectSchema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.values(schema).flatMap(objectsIn);
  return 'type' in schema && schema.type === 'object' ? [schema as unknown as ObjectSchema, ...inner] : inner;
}

test('nothing that the program starts with imports the schemas, and zod with them', () => {
  const others = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('schema') && !path.startsWith('project'),
  );
  expect(others).toContain('main.ts');
  const importing = others.filter((path) => /from '.*\/schema\//.test(readFileSync(`src/${path}`, 'utf8')));
  expect(importing).toEqual([]);
});
