// Bundles the program into one minified CommonJS file, dist/scaleplan.cjs, with the notices of the packages in it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const { metafile } = await build({
  metafile: true,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/scaleplan.cjs',
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  // The `main` of some packages is a form that cannot be bundled.
  mainFields: ['module', 'main'],
  target: 'node20',
  format: 'cjs',
  define: { SCALEPLAN_VERSION: JSON.stringify(version), 'import.meta.url': 'bundleUrl' },
  // CommonJS has no import.meta, which packages ask for where they stand.
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  legalComments: 'none',
});

const packages = new Set(
  Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]),
);
const notices = [...packages].filter(Boolean).sort().map(noticeOf);
writeFileSync(
  'dist/THIRD-PARTY-NOTICES.txt',
  `scaleplan includes these packages.\n\n${notices.join('\n\n')}\n`,
);

function noticeOf(name) {
  const folder = `node_modules/${name}`;
  const { version: own, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${own} (${license})\n\n${text}`;
}
