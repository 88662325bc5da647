import { shapesIn } from '../search/grid';
import { cellBytesOf, partGroupsOf, partsOf, type Search, startSearch } from '../search/search';
import type { Found, Prune, SearchTask } from '../search/task';
import { emptyCells } from '../search/witnesses';
import { partsDone, partsLeft, type SearchShare, shareParts, stopSearch } from './share';
import { makeTaker } from './taker';
import type { StartThread } from './threads';

/** How a search is run, and who hears of it. */
export interface SearchOptions {
  /** Threads that search, this one among them. */
  readonly threads: number;
  /** How the others are started; null where they cannot be. */
  readonly start: StartThread | null;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Hears how far the search is, between the parts of this thread. */
  readonly onProgress?: (progress: Progress) => void;
  /** Whether somebody wants it to end. */
  readonly isStopped?: () => boolean;
}

/** How far a search is. */
export interface Progress {
  readonly parts: number;
  readonly partsDone: number;
  readonly milliseconds: number;
  /** Counts what was found so far; null where several threads have a part of it each. */
  readonly soFar: () => SoFar | null;
}

/** What one thread has found. */
export interface SoFar {
  readonly onFrontier: number;
  /** Shapes of the parts that were searched. */
  readonly shapes: number;
}

/** What a search came to. */
export interface Searched {
  readonly found: Found;
  readonly parts: number;
  /** Fewer than there are where it was stopped. */
  readonly partsDone: number;
}

/** Milliseconds before other threads are started: most searches are over by then. */
const ALONE_AT_FIRST = 100;

/** Shapes of a grid for which they are started at once: a search of those takes about a second. */
const LARGE: Readonly<Record<Prune, number>> = { bounds: 1e9, none: 1e8 };

/** Milliseconds between two looks at threads that are still at work. */
const LOOK_EVERY = 50;

/** Another thread. */
interface Other {
  /** What it found; null where it failed. */
  readonly found: Promise<Found | null>;
  /** Ends it, where it has searched nothing. */
  readonly dismiss: () => void;
}

/**
 * Searches, on several threads where it takes a while. What is found depends neither on their number nor on which part each
 * takes. Where a thread fails, this one does everything: the search is the same, only slower.
 * @throws UserError as `startSearch`
 */
export async function runSearch(task: SearchTask, options: SearchOptions): Promise<Searched> {
  const started = options.now();
  const parts = partsOf(task);
  const state = shareParts(partGroupsOf(task));
  const cells = shareCells(task, options);
  const others: Other[] = [];
  const startOnce = () => {
    if (others.length === 0) others.push(...startOthers({ task, state, cells }, options));
  };
  if (shapesIn(task.grid) >= LARGE[task.prune]) startOnce();
  const search = cells === null ? startSearch(task) : startSearch(task, cells);
  const taker = makeTaker(state, options.now);
  const look = () => {
    if (options.isStopped?.()) stopSearch(state);
    const milliseconds = options.now() - started;
    const soFar = () => (others.length > 0 ? null : countsOf(search.found()));
    options.onProgress?.({ parts, partsDone: partsDone(state), milliseconds, soFar });
  };
  let own = 0;
  for (let part = taker.next(); part !== null; part = taker.next()) {
    if (options.now() - started >= ALONE_AT_FIRST) startOnce();
    search.run(part);
    taker.done();
    own += 1;
    await breathe();
    look();
  }
  if (own === parts) for (const { dismiss } of others) dismiss();
  const isComplete = own === parts || (await takeIn(search, others, look));
  if (!isComplete) return runSearch(task, { ...options, start: null });
  return { found: search.found(), parts, partsDone: partsDone(state) };
}

/** Threads that write in one memory at once need processors that write a number of 64 bits whole. */
const WRITES_WHOLE = /64|s390x/.test(process.arch);

/** What threads remember together; null where there is one, or each has to remember its own. */
function shareCells(task: SearchTask, { threads, start }: SearchOptions): Float64Array | null {
  const isShared = threads > 1 && start !== null && WRITES_WHOLE;
  return isShared ? emptyCells(new SharedArrayBuffer(cellBytesOf(task))) : null;
}

function countsOf({ points: { indices }, shapes }: Found): SoFar {
  return { onFrontier: indices.length, shapes };
}

function startOthers(share: SearchShare, { threads, start }: SearchOptions): Other[] {
  const more = Math.min(threads - 1, partsLeft(share.state));
  if (start === null || more === 0) return [];
  return Array.from({ length: more }, () => startOther(share, start));
}

function startOther(share: SearchShare, start: StartThread): Other {
  const thread = start({ workerData: share, execArgv: [] });
  const found = new Promise<Found | null>((resolve) => {
    const fail = () => {
      stopSearch(share.state);
      resolve(null);
    };
    thread.once('message', (message: Found) => {
      thread.off('exit', fail);
      resolve(message);
    });
    thread.once('error', fail);
    thread.once('exit', fail);
  });
  return { found, dismiss: () => void thread.terminate() };
}

/** Waits for the other threads and merges what they found; false where one failed. */
async function takeIn(search: Search, others: readonly Other[], look: () => void): Promise<boolean> {
  const watch = setInterval(look, LOOK_EVERY);
  try {
    const found = await Promise.all(others.map((other) => other.found));
    for (const one of found) if (one !== null) search.merge(one);
    return !found.includes(null);
  } finally {
    clearInterval(watch);
  }
}

/** Lets signals and messages in. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
