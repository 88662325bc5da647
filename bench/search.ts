// `npm run bench`: how fast a wide search goes. Every figure is of this run on this machine: compare within it.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { estimateModel } from '../src/estimate/model';
import { pointAt, type SearchGrid, shapesIn } from '../src/search/grid';
import { partsOf, startSearch } from '../src/search/search';
import type { SearchTask } from '../src/search/task';
import { runBareLoop, SHAPES_A_TUPLE } from './bareLoop';
import { GRIDS, taskOf } from './grids';
import { type ThreadsRow, timeThreads } from './threads';

/** What `npm run build` makes. */
const WORKER = resolve('dist/searchWorker.cjs');

const NAMES = ['1e6', '1e7', '1e8', '1e9', '1e10'] as const;

/** Seconds on the clock, and of the processor: they differ where others use the machine too. */
interface Took {
  readonly seconds: number;
  readonly processorSeconds: number;
}

function timed(run: () => void): Took {
  const started = performance.now();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1e3, processorSeconds: (user + system) / 1e6 };
}

function print(...cells: readonly (string | number)[]): void {
  const [first, ...others] = cells;
  process.stdout.write(
    `${String(first).padEnd(34)}${others.map((cell) => String(cell).padStart(16)).join('')}\n`,
  );
}

const millions = (count: number, seconds: number) => (count / seconds / 1e6).toPrecision(3);

/** Shapes a second of `describe`'s path, in processor time. */
function timeEstimates(task: SearchTask): number {
  const count = 3000;
  const step = Math.floor(shapesIn(task.grid) / count);
  const run = () => {
    for (let i = 0; i < count; i++) {
      const { shape } = pointAt(task.grid, i * step);
      estimateModel(shape, { ...task.setting, modelParallelism: 1 });
    }
  };
  run();
  return count / timed(run).processorSeconds;
}

function timeBareLoop(): number {
  const tuples = 200_000;
  runBareLoop(tuples);
  return (tuples * SHAPES_A_TUPLE) / timed(() => runBareLoop(tuples)).processorSeconds;
}

/** Shapes a second of a search of every shape, once it runs: the first parts are not counted. */
function timeWholeSearch(task: SearchTask): number {
  const search = startSearch(task);
  const parts = partsOf(task);
  const first = Math.floor(parts / 4);
  for (let part = 0; part < first; part++) search.run(part);
  const before = search.found().evaluated;
  const { processorSeconds } = timed(() => {
    for (let part = first; part < parts; part++) search.run(part);
    search.found();
  });
  return (search.found().evaluated - before) / processorSeconds;
}

function compareRates(): void {
  const whole = taskOf({ ...(GRIDS[3] as (typeof GRIDS)[number]), modelParallelism: [1] }, { prune: 'none' });
  const rates = [
    ['describe (one estimate each)', timeEstimates(whole)],
    ['search of every shape', timeWholeSearch(whole)],
    ['search of every shape, within 11T', timeWholeSearch({ ...whole, budget: { flops: 11e12 } })],
    ['bare loop (the ceiling)', timeBareLoop()],
  ] as const;
  const [[, describe], , , [, ceiling]] = rates;
  print('one core, no bounds', 'M shapes/s', 'x describe', 'of the ceiling');
  for (const [name, rate] of rates)
    print(name, millions(rate, 1), (rate / describe).toFixed(0), `${((100 * rate) / ceiling).toFixed(0)}%`);
}

/** One search with bounds in a row. */
function printSearch(name: string, task: SearchTask): void {
  let found: ReturnType<ReturnType<typeof startSearch>['found']> | undefined;
  let longest = 0;
  const { seconds, processorSeconds } = timed(() => {
    const search = startSearch(task);
    for (let part = 0; part < partsOf(task); part++)
      longest = Math.max(longest, timed(() => search.run(part)).seconds);
    found = search.found();
  });
  if (found === undefined) return;
  const { shapes, evaluated, points } = found;
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  print(
    name,
    shapes.toExponential(1),
    evaluated.toExponential(1),
    points.indices.length,
    seconds.toFixed(2),
    processorSeconds.toFixed(2),
    longest.toFixed(2),
    megabytes,
  );
}

function growWithGrid(): void {
  print(
    'one core, with bounds',
    'shapes',
    'evaluated',
    'frontier',
    'seconds',
    'CPU seconds',
    'longest part',
    'peak MiB',
  );
  GRIDS.forEach((grid, i) => {
    printSearch(`${NAMES[i]}, within 11T`, taskOf(grid, { budget: { flops: 11e12 } }));
  });
  GRIDS.forEach((grid, i) => {
    printSearch(`${NAMES[i]}, no budget`, taskOf(grid));
  });
  const widest = GRIDS.at(-1) as (typeof GRIDS)[number];
  printSearch('1e10, within 11T, 64 chips', taskOf(widest, { budget: { flops: 11e12 } }, 64));
  printSearch('1e10, no budget, 64 chips', taskOf(widest, {}, 64));
  printSearch('1e10, speed and quality', taskOf(widest, { metrics: ['speed', 'quality'] }));
}

/** Searches of some seconds on one thread and on two (`--jobs 1`, `--jobs 2`), starting the threads included. */
async function compareThreads(): Promise<void> {
  print('threads', 'shapes', 'jobs 1, s', 'jobs 2, s', 'times as fast');
  const whole: SearchGrid = { ...(GRIDS[2] as SearchGrid), modelParallelism: [1, 2, 4] };
  const widest = GRIDS.at(-1) as SearchGrid;
  const tasks: readonly (readonly [string, SearchTask])[] = [
    ['every shape', taskOf(whole, { prune: 'none' })],
    ['1e10 with bounds, within 11T', taskOf(widest, { budget: { flops: 11e12 } })],
    ['1e10 with bounds, no budget', taskOf(widest)],
  ];
  for (const [name, task] of tasks) {
    const [one, two] = (await timeThreads(task, WORKER, 3)) as [ThreadsRow, ThreadsRow];
    const seconds = ({ milliseconds }: ThreadsRow) => (milliseconds / 1e3).toFixed(2);
    const faster = (one.milliseconds / two.milliseconds).toFixed(2);
    print(name, shapesIn(task.grid).toExponential(1), seconds(one), seconds(two), faster);
  }
}

async function main(): Promise<void> {
  compareRates();
  process.stdout.write('\n');
  growWithGrid();
  process.stdout.write('\n');
  if (existsSync(WORKER)) await compareThreads();
  else process.stdout.write('threads: npm run build first\n');
}

void main();
