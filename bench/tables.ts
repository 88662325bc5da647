import { estimateModel } from '../src/estimate/model';
import { pointAt, type SearchGrid, shapesIn } from '../src/search/grid';
import { partsOf, startSearch } from '../src/search/search';
import type { SearchTask } from '../src/search/task';
import { runBareLoop, SHAPES_A_TUPLE } from './bareLoop';
import { taskOf } from './grids';
import { type ThreadsRow, timeThreads } from './threads';

/** A grid, and what it is called. */
export interface NamedGrid {
  readonly name: string;
  readonly grid: SearchGrid;
}

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
function timeEstimates(task: SearchTask, count: number): number {
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

function timeBareLoop(tuples: number): number {
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

/** How much is done to time what needs no grid. */
export interface Effort {
  readonly estimates: number;
  readonly tuples: number;
}

/** What a second of one core does, shape by shape, on a grid. */
export function compareRates(grid: SearchGrid, { estimates, tuples }: Effort): void {
  const whole = taskOf({ ...grid, modelParallelism: [1] }, { prune: 'none' });
  const rates = [
    ['describe (one estimate each)', timeEstimates(whole, estimates)],
    ['search of every shape', timeWholeSearch(whole)],
    ['search of every shape, within 11T', timeWholeSearch({ ...whole, budget: { flops: 11e12 } })],
    ['bare loop (the ceiling)', timeBareLoop(tuples)],
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

/** Searches with bounds, of grids named by their size. */
export function growWithGrid(grids: readonly NamedGrid[]): void {
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
  for (const { name, grid } of grids)
    printSearch(`${name}, within 11T`, taskOf(grid, { budget: { flops: 11e12 } }));
  for (const { name, grid } of grids) printSearch(`${name}, no budget`, taskOf(grid));
  const { name, grid: widest } = grids.at(-1) as NamedGrid;
  printSearch(`${name}, within 11T, 64 chips`, taskOf(widest, { budget: { flops: 11e12 } }, 64));
  printSearch(`${name}, no budget, 64 chips`, taskOf(widest, {}, 64));
  printSearch(`${name}, speed and quality`, taskOf(widest, { metrics: ['speed', 'quality'] }));
}

/**
 * Searches on one thread and on two (`--jobs 1`, `--jobs 2`), starting the threads included, with the medians of some runs.
 * @param worker the path of the built worker
 * @param root the folder of this repository
 */
export function compareThreads(
  tasks: readonly (readonly [string, SearchTask])[],
  worker: string,
  root: string,
  runs: number,
): void {
  print('threads', 'shapes', 'jobs 1, s', 'jobs 2, s', 'times as fast', 'CPU 1, s', 'CPU 2, s');
  for (const [name, task] of tasks) {
    const [one, two = one] = timeThreads(task, worker, root, runs) as [ThreadsRow, ThreadsRow?];
    const inSeconds = (milliseconds: number) => (milliseconds / 1e3).toFixed(2);
    print(
      name,
      shapesIn(task.grid).toExponential(1),
      inSeconds(one.milliseconds),
      inSeconds(two.milliseconds),
      (one.milliseconds / two.milliseconds).toFixed(2),
      inSeconds(one.processorMilliseconds),
      inSeconds(two.processorMilliseconds),
    );
  }
}
