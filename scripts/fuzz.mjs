// Feeds random inputs to everything that reads what others write, and tells what broke a rule (docs/fuzzing.md):
//
//   npm run fuzz -- --inputs 1000000 --seed 1 --targets names,configs
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(resolve('node_modules'), '.fuzz-'));
try {
  const outfile = join(folder, 'fuzz.cjs');
  await build({
    entryPoints: ['test/fuzz/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    sourcemap: 'inline',
    // A package asks where it stands.
    banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { SCALEPLAN_VERSION: '"0.0.0-fuzz"', 'import.meta.url': 'bundleUrl' },
  });
  process.setSourceMapsEnabled(true);
  await createRequire(import.meta.url)(outfile).main(process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true });
}
