// npm run schemas: writes the JSON Schemas of the `--json` outputs and of scaleplan.config.json to schemas/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { schemaFiles } from '../src/schema/jsonSchemas';
import { projectConfigFile } from '../src/schema/projectConfigFile';

mkdirSync('schemas', { recursive: true });
for (const { path, text } of [...schemaFiles(), projectConfigFile()]) {
  writeFileSync(path, text);
  console.log(`${path}: ${text.length} characters`);
}
