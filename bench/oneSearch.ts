// One search in a process of its own: node scripts/run-typescript.mjs bench/oneSearch.ts < JSON. What ran in a process before
// slows V8's code for what runs next, by half for a search after others of other kinds.
import { readFileSync } from 'node:fs';
import type { SearchTask } from '../src/search/task';
import { runSearch } from '../src/workers/search';
import { startFile } from '../src/workers/threads';

/** What is searched, and how. */
export interface OneSearch {
  readonly task: SearchTask;
  readonly threads: number;
  /** The path of the built worker, dist/searchWorker.cjs. */
  readonly worker: string;
}

/** What a search took, the starting of its threads included. */
export interface TookOne {
  readonly milliseconds: number;
  /** What all threads together took of the processors. */
  readonly processorMilliseconds: number;
}

async function main(): Promise<void> {
  const { task, threads, worker } = JSON.parse(readFileSync(0, 'utf8')) as OneSearch;
  const started = performance.now();
  const before = process.cpuUsage();
  await runSearch(task, { threads, start: startFile(worker), now: () => performance.now() });
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const took: TookOne = { milliseconds, processorMilliseconds: (user + system) / 1e3 };
  process.stdout.write(JSON.stringify(took));
}

void main();
