// Runs a TypeScript script of this repository: node scripts/run-typescript.mjs FILE [ARGUMENT...]
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const [file] = process.argv.slice(2);
const folder = mkdtempSync(join(resolve('node_modules'), '.run-'));
try {
  const outfile = join(folder, 'script.cjs');
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  createRequire(import.meta.url)(outfile);
} finally {
  rmSync(folder, { recursive: true });
}
