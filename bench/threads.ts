import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { SearchTask } from '../src/search/task';
import type { OneSearch, TookOne } from './oneSearch';

/** How long a search takes on a number of threads: the medians of its runs. */
export interface ThreadsRow extends TookOne {
  readonly threads: number;
}

/**
 * Times a search on one thread and on two, in turn, so that both see the same machine, each in a process of its own.
 * @param worker the path of the built worker, dist/searchWorker.cjs
 * @param root the folder of this repository
 */
export function timeThreads(task: SearchTask, worker: string, root: string, runs: number): ThreadsRow[] {
  const counts = [1, Math.min(2, availableParallelism())];
  const took = counts.map((): TookOne[] => []);
  for (let run = 0; run < runs; run++)
    for (const [i, threads] of counts.entries()) took[i]?.push(searchOnce({ task, threads, worker }, root));
  return counts.map((threads, i) => ({
    threads,
    milliseconds: medianOf((took[i] ?? []).map(({ milliseconds }) => milliseconds)),
    processorMilliseconds: medianOf(
      (took[i] ?? []).map(({ processorMilliseconds }) => processorMilliseconds),
    ),
  }));
}

function searchOnce(search: OneSearch, root: string): TookOne {
  const script = [join(root, 'scripts/run-typescript.mjs'), join(root, 'bench/oneSearch.ts')];
  const input = JSON.stringify(search);
  return JSON.parse(
    execFileSync(process.execPath, script, { cwd: root, input, encoding: 'utf8' }),
  ) as TookOne;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
