import { availableParallelism } from 'node:os';
import type { SearchTask } from '../src/search/task';
import { runSearch } from '../src/workers/search';
import { startFile } from '../src/workers/threads';

/** How long a search takes on a number of threads. */
export interface ThreadsRow {
  readonly threads: number;
  /** The median of the runs, starting the threads included. */
  readonly milliseconds: number;
  /** The median of what all threads together took of the processors. */
  readonly processorMilliseconds: number;
  readonly shapesPerSecond: number;
}

/**
 * Times a search on one thread and on two, in turn, so that both see the same machine.
 * @param worker the path of the built worker, dist/searchWorker.cjs
 * @param prune `none` in the task measures arithmetic; with bounds most of the time is starting up
 */
export async function timeThreads(task: SearchTask, worker: string, runs = 5): Promise<ThreadsRow[]> {
  const counts = [1, Math.min(2, availableParallelism())];
  const times = counts.map((): number[] => []);
  const processor = counts.map((): number[] => []);
  let shapes = 0;
  for (let run = 0; run < runs; run++) {
    for (const [i, threads] of counts.entries()) {
      const started = performance.now();
      const before = process.cpuUsage();
      const { found } = await runSearch(task, {
        threads,
        start: startFile(worker),
        now: () => performance.now(),
      });
      times[i]?.push(performance.now() - started);
      const { user, system } = process.cpuUsage(before);
      processor[i]?.push((user + system) / 1e3);
      shapes = found.shapes;
    }
  }
  return counts.map((threads, i) => {
    const milliseconds = medianOf(times[i] ?? []);
    const processorMilliseconds = medianOf(processor[i] ?? []);
    return { threads, milliseconds, processorMilliseconds, shapesPerSecond: (1000 * shapes) / milliseconds };
  });
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
