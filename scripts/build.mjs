// Bundles the program into one minified CommonJS file, dist/scaleplan.cjs.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/scaleplan.cjs',
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  define: { SCALEPLAN_VERSION: JSON.stringify(version) },
  legalComments: 'linked',
});
