import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** The text of the worker where the program is one file; absent where the worker's file stands beside the program. */
declare const SCALEPLAN_SEARCH_WORKER: string | undefined;

/** How a thread that searches is started. */
export type StartThread = (options: WorkerOptions) => Worker;

const WORKER_FILE = 'searchWorker.cjs';

/** How threads are started here, or null where the worker is missing: then one thread does everything. */
export function threadStarter(): StartThread | null {
  if (typeof SCALEPLAN_SEARCH_WORKER === 'string') {
    const text = SCALEPLAN_SEARCH_WORKER;
    return (options) => new Worker(text, { ...options, eval: true });
  }
  // The program may be one file of a folder beside the worker, or the file that the folder stands beside.
  const path = [__dirname, join(__dirname, '..')]
    .map((folder) => join(folder, WORKER_FILE))
    .find((file) => existsSync(file));
  return path === undefined ? null : startFile(path);
}

/** Starts threads of a worker's file. */
export function startFile(path: string): StartThread {
  return (options) => new Worker(path, options);
}
