// `npm run bench`: how fast a wide search goes. Every figure is of this run on this machine: compare within it.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SearchGrid } from '../src/search/grid';
import type { SearchTask } from '../src/search/task';
import { GRIDS, taskOf } from './grids';
import { compareRates, compareThreads, growWithGrid } from './tables';

/** What `npm run build` makes. */
const WORKER = resolve('dist/searchWorker.cjs');

const NAMES = ['1e6', '1e7', '1e8', '1e9', '1e10'] as const;

/** Searches that take some seconds on one thread. */
function threadTasks(): (readonly [string, SearchTask])[] {
  const whole: SearchGrid = { ...(GRIDS[3] as SearchGrid), modelParallelism: [1, 2] };
  const widest = GRIDS.at(-1) as SearchGrid;
  return [
    ['every shape', taskOf(whole, { prune: 'none' })],
    ['1e10 with bounds, within 11T', taskOf(widest, { budget: { flops: 11e12 } })],
    ['1e10 with bounds, no budget', taskOf(widest)],
  ];
}

function main(): void {
  compareRates(GRIDS[3] as SearchGrid, { estimates: 3000, tuples: 200_000 });
  process.stdout.write('\n');
  growWithGrid(GRIDS.map((grid, i) => ({ name: NAMES[i] as string, grid })));
  process.stdout.write('\n');
  if (existsSync(WORKER)) compareThreads(threadTasks(), WORKER, process.cwd(), 3);
  else process.stdout.write('threads: npm run build first\n');
}

main();
