import type { Found, SearchTask } from '../search/task';

/** What threads that search together are given. */
export interface SearchShare {
  readonly task: SearchTask;
  readonly state: SharedState;
  /** What is known already: it counts no shapes, and lets the thread pass over what that beats. */
  readonly seed: Found;
}

/** Counts that threads share, at the places below. */
export type SharedState = Int32Array<SharedArrayBuffer>;

const NEXT = 0;
const PARTS = 1;
const DONE = 2;
const STOPPED = 3;
const PLACES = 4;

/** The state of a search of so many parts, of which none is taken. */
export function shareParts(parts: number): SharedState {
  const state = new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
  state[PARTS] = parts;
  return state;
}

/** Takes the next part, or null where none is left or the search was stopped. */
export function nextPart(state: SharedState): number | null {
  if (Atomics.load(state, STOPPED) !== 0) return null;
  const part = Atomics.add(state, NEXT, 1);
  return part < (state[PARTS] as number) ? part : null;
}

/** Counts a part as searched. */
export function partDone(state: SharedState): void {
  Atomics.add(state, DONE, 1);
}

/** How many parts were searched. */
export function partsDone(state: SharedState): number {
  return Atomics.load(state, DONE);
}

/** How many parts nobody has taken. */
export function partsLeft(state: SharedState): number {
  return Math.max(0, (state[PARTS] as number) - Atomics.load(state, NEXT));
}

/** Keeps every thread from taking another part. */
export function stopSearch(state: SharedState): void {
  Atomics.store(state, STOPPED, 1);
}
