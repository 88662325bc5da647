// Compares what the program prints under several versions of Node and in several surroundings, byte for byte: every call
// in the transcripts, the README and the documentation. Both streams are pipes, and nothing else is in the environment.
//
//   node scripts/nodes.mjs            all documents, on the Nodes of executables/binaries.json
//   node scripts/nodes.mjs FILE...    these documents
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { hostTarget, nodeBinary, ScriptError, TESTED_NODES } from './executables/binaries.mjs';

const ROOT = join(import.meta.dirname, '..');
const TRANSCRIPTS = 'test/transcripts';
const PAGES = ['README.md', 'docs'];
const LONGEST_OUTPUT = 2 ** 28;

const SURROUNDINGS = [
  {},
  { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', TZ: 'Asia/Kolkata', TERM: 'dumb', COLUMNS: '40' },
  {
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'America/St_Johns',
    TERM: 'xterm-256color',
    COLUMNS: '200',
  },
  { LANG: 'C', LC_ALL: 'C', TZ: 'Pacific/Apia', COLORTERM: 'truecolor', COLUMNS: '0' },
];

try {
  await main();
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}

async function main() {
  const nodes = TESTED_NODES.map((version) => ({ version, file: nodeBinary(version, hostTarget()).file }));
  const ways = nodes.flatMap((node) => SURROUNDINGS.map((environment) => ({ ...node, environment })));
  const documents = process.argv.length > 2 ? process.argv.slice(2) : allDocuments();
  const calls = await callsIn(documents);
  console.log(
    `${calls.length} calls, ${ways.length} ways: Node ${TESTED_NODES.join(', ')} in ${SURROUNDINGS.length} surroundings`,
  );
  const differences = [];
  const waiting = [...calls];
  const work = async () => {
    for (let call = waiting.shift(); call; call = waiting.shift())
      differences.push(...(await compare(call, ways)));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  for (const difference of differences) console.log(difference);
  if (differences.length > 0) throw new ScriptError(`${differences.length} outputs differ.`);
  console.log('All outputs are the same bytes.');
}

function allDocuments() {
  const pages = PAGES.flatMap((page) => (page.endsWith('.md') ? [page] : markdownIn(page)));
  return [...markdownIn(TRANSCRIPTS), ...pages];
}

function markdownIn(folder) {
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => `${folder}/${name}`);
}

/** The calls of documents but those whose output says how long they took. */
async function callsIn(documents) {
  const { callsOf } = await readerOfCalls();
  return documents.flatMap((document) =>
    callsOf(readFileSync(join(ROOT, document), 'utf8'))
      .filter(({ args }) => !args.includes('--timings'))
      .map(({ line, args }) => ({ place: `${document}:${line}`, args })),
  );
}

/** What the tests read calls with, without the program that it runs them in. */
async function readerOfCalls() {
  const withoutProgram = {
    name: 'without-program',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/cli$/ }, () => ({ path: 'cli', namespace: 'unused' }));
      onLoad({ filter: /./, namespace: 'unused' }, () => ({
        contents: 'export const scaleplan = undefined;',
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'test/support/transcripts.ts')],
    define: { 'import.meta.dirname': JSON.stringify(ROOT) },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [withoutProgram],
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** A line for each way that differs from the first. */
async function compare({ place, args }, ways) {
  const results = [];
  for (const way of ways) results.push(await run(way, args));
  const [expected] = results;
  return results.flatMap((result, i) => {
    const part = ['exitCode', 'stdout', 'stderr'].find((each) => result[each] !== expected[each]);
    if (part === undefined) return [];
    const { version, environment } = ways[i];
    const where = `${place} scaleplan ${args.join(' ')}\n  Node ${version}, ${JSON.stringify(environment)}: ${part}`;
    return [`${where}\n${firstDifference(String(expected[part]), String(result[part]))}`];
  });
}

function run({ file, environment }, args) {
  const options = { cwd: ROOT, env: environment, encoding: 'latin1', maxBuffer: LONGEST_OUTPUT };
  return new Promise((resolve, reject) => {
    execFile(file, ['bin/scaleplan.js', ...args], options, (error, stdout, stderr) => {
      // A word in place of a number: the call did not run, or did not end by itself.
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ exitCode: error ? error.code : 0, stdout, stderr });
    });
  });
}

function firstDifference(expected, found) {
  const lines = found.split('\n');
  const at = expected.split('\n').findIndex((line, i) => line !== lines[i]);
  return `  line ${at + 1}\n  - ${expected.split('\n')[at]}\n  + ${lines[at]}`;
}
