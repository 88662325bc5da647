// Mutation testing of the core, one room after another: `npm run mutation [-- [--survivors] [--force] [--read] ROOM...]`.
// Prints a table a room; fails where a room's tests kill less than 85% of its mutants. What is known of mutants and tests
// that have not changed is kept in .stryker/, so that a second run is short; --force forgets it, --read only reads it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const ROOMS = ['machine', 'steptime', 'census', 'names', 'plan'];
const LEAST_PERCENT = 85;
const STATUSES = ['Killed', 'Timeout', 'Survived', 'NoCoverage'];
const UNDETECTED = new Set(['Survived', 'NoCoverage']);

const { values, positionals } = parseArgs({
  options: {
    survivors: { type: 'boolean', default: false },
    force: { type: 'boolean', default: false },
    read: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((room) => !ROOMS.includes(room));
if (unknown.length > 0) throw new Error(`No such room: ${unknown.join(', ')}. Rooms: ${ROOMS.join(', ')}.`);

const scores = (positionals.length > 0 ? positionals : ROOMS).map((room) => {
  if (!values.read) mutate(room);
  const files = readReport(room);
  printRoom(room, files);
  if (values.survivors) printSurvivors(files);
  return { room, percent: percentOf(files.flatMap(({ mutants }) => mutants)) };
});
const low = scores.filter(({ percent }) => percent < LEAST_PERCENT).map(({ room }) => room);
if (low.length > 0) {
  console.error(`Less than ${LEAST_PERCENT}% killed: ${low.join(', ')}.`);
  process.exitCode = 1;
}

function reportOf(room) {
  return `.stryker/${room}.json`;
}

/**
 * Twice: first what runs inside tests, each mutant against the tests that run it; then what runs only while modules load,
 * against all tests of the room.
 */
function mutate(room) {
  stryker(room, ['--ignoreStatic', ...(values.force ? ['--force'] : [])]);
  stryker(room, []);
}

function stryker(room, options) {
  const args = ['run', '--mutate', `src/${room}/**/*.ts`, '--incrementalFile', reportOf(room)];
  const { status } = spawnSync('npx', ['stryker', ...args, ...options], {
    stdio: 'inherit',
    env: { ...process.env, MUTATED_ROOM: room },
  });
  if (status !== 0) throw new Error(`Stryker failed in ${room}: exit code ${status}.`);
}

function readReport(room) {
  const path = reportOf(room);
  if (!existsSync(path)) throw new Error(`${path} is not there: run without --read first.`);
  const { files } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(files)
    .map(([name, { source, mutants }]) => ({ name, source, mutants }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function countOf(mutants, status) {
  return mutants.filter((mutant) => mutant.status === status).length;
}

function percentOf(mutants) {
  const counted = mutants.filter(({ status }) => STATUSES.includes(status));
  const killed = counted.filter(({ status }) => !UNDETECTED.has(status)).length;
  return counted.length === 0 ? 100 : (100 * killed) / counted.length;
}

function printRoom(room, files) {
  const all = { name: `src/${room}`, mutants: files.flatMap(({ mutants }) => mutants) };
  const width = Math.max(...files.map(({ name }) => name.length));
  const row = (name, cells) =>
    console.log([name.padEnd(width), ...cells.map((cell) => cell.padStart(10))].join(' '));
  console.log();
  row('', ['mutants', 'killed', 'timeout', 'survived', 'uncovered', 'score']);
  for (const { name, mutants } of [...files, all]) {
    const counts = STATUSES.map((status) => `${countOf(mutants, status)}`);
    row(name, [`${mutants.length}`, ...counts, `${percentOf(mutants).toFixed(1)}%`]);
  }
}

/** What to read one by one: the place, the line, and what stood in its stead. */
function printSurvivors(files) {
  for (const { name, source, mutants } of files) {
    const lines = source.split('\n');
    for (const { status, location, mutatorName, replacement } of mutants) {
      if (!UNDETECTED.has(status)) continue;
      const { line, column } = location.start;
      const width = location.end.line === line ? location.end.column - column : undefined;
      const original = lines[line - 1].slice(column - 1).slice(0, width);
      const shown = replacement.replace(/\s+/g, ' ').slice(0, 120);
      console.log(`${name}:${line}:${column} ${status} ${mutatorName}: ${original}  =>  ${shown}`);
    }
  }
}
