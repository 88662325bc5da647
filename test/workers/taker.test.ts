import { describe, expect, test } from 'vitest';
import { partsDone, partsLeft, rememberTime, shareParts, stopSearch } from '../../src/workers/share';
import { makeTaker, type PartTaker } from '../../src/workers/taker';

const still = () => 0;

/** A clock that is read before and after each part, which takes as long as is said in turn. */
function clockOf(...took: readonly number[]): () => number {
  let reads = 0;
  let time = 0;
  return () => {
    if (reads % 2 === 1) time += took[(reads - 1) / 2] ?? 0;
    reads += 1;
    return time;
  };
}

function takeAll(taker: PartTaker): number[] {
  const taken: number[] = [];
  for (let part = taker.next(); part !== null; part = taker.next()) {
    taken.push(part);
    taker.done();
  }
  return taken;
}

describe('the parts of a search', () => {
  test('are taken by one thread in order, once each', () => {
    const state = shareParts({ groups: 3, each: 4 });
    expect(partsLeft(state)).toBe(12);
    expect(takeAll(makeTaker(state, still))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect({ done: partsDone(state), left: partsLeft(state) }).toEqual({ done: 12, left: 0 });
  });

  test('are taken by two threads from groups of their own, and from what is left at the end', () => {
    const state = shareParts({ groups: 3, each: 2 });
    const [one, two] = [makeTaker(state, still), makeTaker(state, still)];
    expect([one.next(), two.next(), two.next(), two.next(), two.next(), two.next()]).toEqual([
      0, 2, 3, 4, 5, 1,
    ]);
    expect([one.next(), two.next()]).toEqual([null, null]);
  });

  test('are left to a thread that is through with them sooner than another one could begin', () => {
    for (const [each, expected] of [
      [3, null],
      [30, 31],
    ] as const) {
      const state = shareParts({ groups: 2, each });
      const other = makeTaker(state, still);
      // It begins its group in 100 ms, and takes 10 ms for every further part.
      const taker = makeTaker(state, clockOf(100, ...Array.from({ length: each - 1 }, () => 10)));
      expect(taker.next()).toBe(0);
      taker.done();
      expect(other.next()).toBe(each);
      for (let part = 1; part < each; part++) {
        expect(taker.next()).toBe(part);
        taker.done();
      }
      expect(taker.next()).toBe(expected);
    }
  });

  test('are worth help by what they are known to take', () => {
    const state = shareParts({ groups: 2, each: 3 });
    const other = makeTaker(state, still);
    const taker = makeTaker(state, clockOf(100, 10, 10));
    taker.next();
    taker.done();
    other.next();
    rememberTime(state, 1, 80);
    for (const part of [1, 2]) {
      expect(taker.next()).toBe(part);
      taker.done();
    }
    expect(taker.next()).toBe(4);
  });

  test('are no more taken after a stop', () => {
    const state = shareParts({ groups: 1, each: 3 });
    const taker = makeTaker(state, still);
    expect(taker.next()).toBe(0);
    taker.done();
    stopSearch(state);
    expect(taker.next()).toBeNull();
    expect({ done: partsDone(state), left: partsLeft(state) }).toEqual({ done: 1, left: 2 });
  });
});
