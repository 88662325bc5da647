// Builds the library: dist/index.mjs and dist/index.cjs, minified, and their declarations in one file each.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import dts from 'rollup-plugin-dts';

const ENTRY = 'src/index.ts';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Zod keeps a registry on the global object; a library has nothing to put there. */
const OWN_SCOPE = 'scaleplanScope';

async function buildCode(format, outfile) {
  await build({
    entryPoints: [ENTRY],
    outfile,
    format,
    bundle: true,
    minify: true,
    // For Node and browsers alike: nothing of either is used.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    // The one of Node needs Buffer.
    alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' },
    target: 'es2022',
    define: { SCALEPLAN_VERSION: JSON.stringify(version), globalThis: OWN_SCOPE },
    banner: { js: `${format === 'cjs' ? '"use strict";' : ''}const ${OWN_SCOPE}={};` },
    legalComments: 'none',
    logLevel: 'warning',
  });
}

async function buildTypes(outfiles) {
  const bundle = await rollup({
    input: ENTRY,
    plugins: [dts({ tsconfig: 'tsconfig.library.json' })],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundle.generate({ format: 'es' });
  for (const outfile of outfiles) writeFileSync(outfile, output[0].code);
}

await Promise.all([
  buildCode('esm', 'dist/index.mjs'),
  buildCode('cjs', 'dist/index.cjs'),
  buildTypes(['dist/index.d.mts', 'dist/index.d.cts']),
]);
