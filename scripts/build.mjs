// Builds the program with the notices of the packages in it:
//
//   node scripts/build.mjs                 dist/scaleplan.cjs, the little that every call loads, and dist/scaleplan/*.cjs,
//                                          which it loads when they are needed: an engine compiles what it loads, and
//                                          all of the program takes it longer than most calls run
//   node scripts/build.mjs --single FILE   the whole program in one file that requires nothing but Node's own modules, for
//                                          executables; like the other one it exports `start(process)`
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle } from './bundle.mjs';

/** The files that the commonest calls load, and what for. */
const FIRST_NEEDED = {
  program: ['src/program/execute.ts'],
  models: ['src/files/disk.ts', 'src/commands/describe.ts'],
  compare: ['src/commands/compare.ts'],
  suggest: ['src/commands/suggest.ts'],
  tables: ['src/report/describe.ts', 'src/report/compare.ts', 'src/report/suggest.ts'],
  complete: ['src/commands/completion.ts', 'src/names/complete.ts', 'src/program/completion/scripts.ts'],
};

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const define = { SCALEPLAN_VERSION: JSON.stringify(version) };
const [flag, singleFile] = process.argv.slice(2);
if (flag === '--single' && singleFile !== undefined) await buildSingle(singleFile);
else if (flag === undefined) await buildDist();
else throw new Error('Usage: node scripts/build.mjs [--single FILE]');

async function buildDist() {
  const { files, packages } = await bundle('src/main.ts', define, FIRST_NEEDED);
  mkdirSync('dist/scaleplan', { recursive: true });
  for (const { name, code } of files) writeFileSync(join('dist', name), code);
  writeFileSync('dist/searchWorker.cjs', await searchWorker());
  writeFileSync('dist/start.cjs', await starter(files));
  rmSync('dist/images', { recursive: true, force: true });
  const stale = readdirSync('dist/scaleplan').filter((name) =>
    files.every((file) => file.name !== `scaleplan/${name}`),
  );
  for (const name of stale) rmSync(join('dist/scaleplan', name));
  writeFileSync(
    'dist/THIRD-PARTY-NOTICES.txt',
    `scaleplan includes these packages.\n\n${packages.map(noticeOf).join('\n\n')}\n`,
  );
}

async function buildSingle(path) {
  const worker = { SCALEPLAN_SEARCH_WORKER: JSON.stringify(await searchWorker()) };
  const { files } = await bundle('src/main.ts', { ...define, ...worker });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, files[0].code);
}

/** The program of a thread that searches: a file beside the program, or text in it where it is one file. */
async function searchWorker() {
  const { files } = await bundle('src/workers/searchWorker.ts', {});
  return files[0].code;
}

/** What loads the program's files, and keeps what the engine compiles of just these. */
async function starter(files) {
  const hash = createHash('sha256');
  for (const { name, code } of files) hash.update(`${name}\0${code}\0`);
  const build = hash.digest('hex').slice(0, 16);
  const started = await bundle('src/start/start.ts', { SCALEPLAN_BUILD: JSON.stringify(build) });
  return started.files[0].code;
}

function noticeOf(name) {
  const folder = `node_modules/${name}`;
  const { version: own, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${own} (${license})\n\n${text}`;
}
