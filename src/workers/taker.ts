import {
  countDone,
  groupOf,
  groupsOf,
  isSearchStopped,
  leftIn,
  meanTime,
  rememberTime,
  type SharedState,
  takeIn,
  takeNewGroup,
} from './share';

/** Takes parts for one thread. */
export interface PartTaker {
  /** Takes a part, or null where none is left that is worth it, or the search was stopped. */
  readonly next: () => number | null;
  /** Counts the part that was taken last as searched. */
  readonly done: () => void;
}

/**
 * A thread stays in its group of parts, then goes to one that nobody is in, then helps where it has been, and at last where
 * what is left takes longer than it takes to begin.
 * @param now milliseconds since some moment
 */
export function makeTaker(state: SharedState, now: () => number): PartTaker {
  const entered = new Set<number>();
  let group: number | null = null;
  let isFirst = false;
  let started = 0;
  /** Milliseconds of the last first part of a group. */
  let beginning = 0;
  /** Milliseconds of a part in the group before. */
  let usual = Number.POSITIVE_INFINITY;

  const enter = (part: number): number => {
    group = groupOf(state, part);
    isFirst = !entered.has(group);
    entered.add(group);
    return part;
  };
  const isWorthHelp = (other: number): boolean => {
    const left = leftIn(state, other);
    if (left === 0 || entered.has(other)) return left > 0;
    return left * (meanTime(state, other) ?? usual) > beginning;
  };
  const help = (): number | null => {
    const groups = Array.from({ length: groupsOf(state) }, (_, i) => i).filter(isWorthHelp);
    const first = groups.find((one) => entered.has(one)) ?? groups[0];
    return first === undefined ? null : takeIn(state, first);
  };
  const take = (): number | null => {
    const own = group === null ? null : takeIn(state, group);
    if (own !== null) return own;
    if (group !== null) usual = meanTime(state, group) ?? usual;
    return takeNewGroup(state) ?? help();
  };
  const next = (): number | null => {
    if (isSearchStopped(state)) return null;
    const part = take();
    started = now();
    return part === null ? null : enter(part);
  };
  const done = (): void => {
    const took = now() - started;
    if (isFirst) beginning = took;
    else rememberTime(state, group as number, took);
    countDone(state);
  };
  return { next, done };
}
