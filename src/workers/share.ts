import type { SearchTask } from '../search/task';

/** What threads that search together are given. */
export interface SearchShare {
  readonly task: SearchTask;
  readonly state: SharedState;
  /** What any of them knows of the shapes found so far; null where each thread goes by its own finds. */
  readonly cells: Float64Array | null;
}

/** Counts that threads share, at the places below. */
export type SharedState = Int32Array<SharedArrayBuffer>;

const STOPPED = 0;
const DONE = 1;
const GROUPS = 2;
/** Parts of a group. */
const EACH = 3;
const FIRST_GROUP = 4;

/** Of each group: the next part, how many parts were timed, and how long they took in tenths of a millisecond. */
const NEXT = 0;
const TIMED = 1;
const TOOK = 2;
const GROUP_PLACES = 3;

const TICKS_A_MILLISECOND = 10;

/** Parts in groups whose first part costs a thread extra: those of one sharing and mesh, whose blocks it has to take. */
export interface PartGroups {
  readonly groups: number;
  readonly each: number;
}

/** The state of a search in parts of which none is taken. */
export function shareParts({ groups, each }: PartGroups): SharedState {
  const places = FIRST_GROUP + GROUP_PLACES * groups;
  const state = new Int32Array(new SharedArrayBuffer(places * Int32Array.BYTES_PER_ELEMENT));
  state[GROUPS] = groups;
  state[EACH] = each;
  return state;
}

/** How many parts were searched. */
export function partsDone(state: SharedState): number {
  return Atomics.load(state, DONE);
}

/** How many parts nobody has taken. */
export function partsLeft(state: SharedState): number {
  let left = 0;
  for (let group = 0; group < groupsOf(state); group++) left += leftIn(state, group);
  return left;
}

/** Keeps every thread from taking another part. */
export function stopSearch(state: SharedState): void {
  Atomics.store(state, STOPPED, 1);
}

/** Whether threads were told to take no more parts. */
export function isSearchStopped(state: SharedState): boolean {
  return Atomics.load(state, STOPPED) !== 0;
}

/** How many groups there are. */
export function groupsOf(state: SharedState): number {
  return state[GROUPS] as number;
}

/** How many parts of a group nobody has taken. */
export function leftIn(state: SharedState, group: number): number {
  return Math.max(0, (state[EACH] as number) - Atomics.load(state, placeOf(group, NEXT)));
}

/** Takes the first part of the first group that nobody is in; null where there is none. */
export function takeNewGroup(state: SharedState): number | null {
  for (let group = 0; group < groupsOf(state); group++)
    if (Atomics.compareExchange(state, placeOf(group, NEXT), 0, 1) === 0)
      return group * (state[EACH] as number);
  return null;
}

/** Takes the next part of a group, or null where none is left. */
export function takeIn(state: SharedState, group: number): number | null {
  const each = state[EACH] as number;
  const part = Atomics.add(state, placeOf(group, NEXT), 1);
  return part < each ? group * each + part : null;
}

/** The group of a part. */
export function groupOf(state: SharedState, part: number): number {
  return Math.floor(part / (state[EACH] as number));
}

/** Counts a part as searched. */
export function countDone(state: SharedState): void {
  Atomics.add(state, DONE, 1);
}

/** Remembers how long a part took that was not the first one of a thread in its group. */
export function rememberTime(state: SharedState, group: number, milliseconds: number): void {
  Atomics.add(state, placeOf(group, TOOK), Math.round(TICKS_A_MILLISECOND * milliseconds));
  Atomics.add(state, placeOf(group, TIMED), 1);
}

/** Milliseconds that a part of a group takes on average; null where nobody knows. */
export function meanTime(state: SharedState, group: number): number | null {
  const timed = Atomics.load(state, placeOf(group, TIMED));
  return timed === 0 ? null : Atomics.load(state, placeOf(group, TOOK)) / TICKS_A_MILLISECOND / timed;
}

function placeOf(group: number, what: number): number {
  return FIRST_GROUP + GROUP_PLACES * group + what;
}
