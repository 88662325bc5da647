import { parentPort, workerData } from 'node:worker_threads';
import { startSearch } from '../search/search';
import type { SearchShare } from './share';
import { makeTaker } from './taker';

// The entry of a thread that searches: it takes parts until none is left or somebody stops it, and posts what it found.
const { task, state, cells } = workerData as SearchShare;
const search = cells === null ? startSearch(task) : startSearch(task, cells);
const taker = makeTaker(state, () => performance.now());
for (let part = taker.next(); part !== null; part = taker.next()) {
  search.run(part);
  taker.done();
}
parentPort?.postMessage(search.found());
