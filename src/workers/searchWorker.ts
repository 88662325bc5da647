import { parentPort, workerData } from 'node:worker_threads';
import { startSearch } from '../search/search';
import { nextPart, partDone, type SearchShare } from './share';

// The entry of a thread that searches: it takes parts until none is left or somebody stops it, and posts what it found.
const { task, state, seed } = workerData as SearchShare;
const search = startSearch(task);
search.merge(seed);
for (let part = nextPart(state); part !== null; part = nextPart(state)) {
  search.run(part);
  partDone(state);
}
parentPort?.postMessage(search.found());
