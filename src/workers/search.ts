import { partsOf, type Search, startSearch } from '../search/search';
import type { Found, SearchTask } from '../search/task';
import { nextPart, partDone, partsDone, partsLeft, type SearchShare, shareParts, stopSearch } from './share';
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

/** Milliseconds between two looks at threads that are still at work. */
const LOOK_EVERY = 50;

/** What another thread found; null where it failed. */
type Other = Promise<Found | null>;

/**
 * Searches, on several threads where it takes a while. What is found depends neither on their number nor on which part each
 * takes. Where a thread fails, this one does everything: the search is the same, only slower.
 * @throws UserError as `startSearch`
 */
export async function runSearch(task: SearchTask, options: SearchOptions): Promise<Searched> {
  const parts = partsOf(task);
  const state = shareParts(parts);
  const search = startSearch(task);
  const started = options.now();
  const others: Other[] = [];
  const look = () => {
    if (options.isStopped?.()) stopSearch(state);
    const milliseconds = options.now() - started;
    const soFar = () => (others.length > 0 ? null : countsOf(search.found()));
    options.onProgress?.({ parts, partsDone: partsDone(state), milliseconds, soFar });
    return milliseconds;
  };
  for (let part = nextPart(state); part !== null; part = nextPart(state)) {
    search.run(part);
    partDone(state);
    await breathe();
    const isLong = look() >= ALONE_AT_FIRST;
    if (isLong && others.length === 0) others.push(...startOthers({ task, state }, search, options));
  }
  const isComplete = await takeIn(search, others, look);
  if (!isComplete) return runSearch(task, { ...options, start: null });
  return { found: search.found(), parts, partsDone: partsDone(state) };
}

function countsOf({ points: { indices }, shapes }: Found): SoFar {
  return { onFrontier: indices.length, shapes };
}

function startOthers(
  { task, state }: Omit<SearchShare, 'seed'>,
  search: Search,
  { threads, start }: SearchOptions,
): Other[] {
  const more = Math.min(threads - 1, partsLeft(state));
  if (start === null || more === 0) return [];
  const seed = { ...search.found(), shapes: 0, evaluated: 0, unscored: 0 };
  return Array.from({ length: more }, () => startOther({ task, state, seed }, start));
}

function startOther(share: SearchShare, start: StartThread): Other {
  return new Promise((resolve) => {
    const thread = start({ workerData: share, execArgv: [] });
    const fail = () => {
      stopSearch(share.state);
      resolve(null);
    };
    thread.once('message', (found: Found) => {
      thread.off('exit', fail);
      resolve(found);
    });
    thread.once('error', fail);
    thread.once('exit', fail);
  });
}

/** Waits for the other threads and merges what they found; false where one failed. */
async function takeIn(search: Search, others: readonly Other[], look: () => void): Promise<boolean> {
  const watch = setInterval(look, LOOK_EVERY);
  try {
    const found = await Promise.all(others);
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
