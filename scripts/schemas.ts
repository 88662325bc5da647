// npm run schemas: writes the JSON Schemas of the `--json` outputs and of the files that are read to schemas/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { schemaFiles } from '../src/schema/jsonSchemas';
import { projectConfigFile } from '../src/schema/projectConfigFile';
import { settingFileSchemas } from '../src/schema/settingFiles';

mkdirSync('schemas', { recursive: true });
for (const { path, text } of [...schemaFiles(), projectConfigFile(), ...settingFileSchemas()]) {
  writeFileSync(path, text);
  console.log(`${path}: ${text.length} characters`);
}
