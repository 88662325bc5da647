// npm run schemas: writes the JSON Schemas of the `--json` outputs to schemas/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { schemaFiles } from '../src/schema/jsonSchemas';

mkdirSync('schemas', { recursive: true });
for (const { path, text } of schemaFiles()) {
  writeFileSync(path, text);
  console.log(`${path}: ${text.length} characters`);
}
