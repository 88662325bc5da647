import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchTask } from '../../src/search/task';
import { runSearch, type SearchOptions } from '../../src/workers/search';
import { startFile, threadStarter } from '../../src/workers/threads';
import { SMALL_GRID, searchTask } from '../search/support';

const folder = mkdtempSync(join(tmpdir(), 'scaleplan-'));
const worker = join(folder, 'searchWorker.cjs');

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../src/workers/searchWorker.ts')],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A clock on which every look is a second later, so that other threads are started after the first part. */
function hurriedClock(): () => number {
  let seconds = 0;
  return () => {
    seconds += 1;
    return 1000 * seconds;
  };
}

const ALONE: SearchOptions = { threads: 1, start: null, now: () => 0 };

/** Enough parts for several threads. */
function wideTask(): SearchTask {
  return searchTask({
    grid: { ...SMALL_GRID, dModel: Array.from({ length: 24 }, (_, i) => 128 * (i + 1)) },
    budget: { flops: 12e12 },
  });
}

describe('a search on several threads', () => {
  test.each([2, 3, 5])('of %d finds what one thread finds', async (threads) => {
    const task = wideTask();
    const alone = await runSearch(task, ALONE);
    const started: number[] = [];
    const start: SearchOptions['start'] = (options) => {
      started.push(1);
      return startFile(worker)(options);
    };
    const together = await runSearch(task, { threads, start, now: hurriedClock() });
    expect(started).toHaveLength(threads - 1);
    expect(alone.found.points.indices.length).toBeGreaterThan(20);
    expect(together.found.points).toEqual(alone.found.points);
    expect(together.found.shapes).toBe(alone.found.shapes);
    expect(together).toMatchObject({ parts: alone.parts, partsDone: alone.parts });
  });

  test('has the same bytes on one, two and three threads, over groups of parts', async () => {
    const task = { ...wideTask(), metrics: ['params', 'speed', 'quality'] as const };
    const grid = { ...task.grid, modelParallelism: [1, 2, 4], sharing: ['none', 'SKV'] as const };
    const texts = await Promise.all(
      [1, 2, 3].map(async (threads) => {
        const options = { threads, start: startFile(worker), now: hurriedClock() };
        const { found } = await runSearch({ ...task, grid }, options);
        return JSON.stringify([
          found.shapes,
          found.unscored,
          [found.points.indices, ...found.points.columns].map((one) => [...one]),
        ]);
      }),
    );
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
  });

  test('does not wait for threads that came too late for any part', async () => {
    const path = join(folder, 'idle.cjs');
    writeFileSync(path, 'setInterval(() => undefined, 1000);');
    const task = wideTask();
    const alone = await runSearch(task, ALONE);
    const { found } = await runSearch(task, { threads: 2, start: startFile(path), now: hurriedClock() });
    expect(found.points).toEqual(alone.found.points);
    expect(found.shapes).toBe(alone.found.shapes);
  });

  test.each([
    ['is missing', () => join(folder, 'missing.cjs')],
    ['fails', () => broken('throw new Error("broken")')],
    ['says nothing', () => broken('')],
  ])('whose worker %s is done by one', async (_, path) => {
    const task = wideTask();
    const alone = await runSearch(task, ALONE);
    const found = await runSearch(task, { threads: 3, start: startFile(path()), now: hurriedClock() });
    expect(found.found.points).toEqual(alone.found.points);
    expect(found.partsDone).toBe(alone.parts);
  });

  function broken(code: string): string {
    const path = join(folder, `broken-${code.length}.cjs`);
    writeFileSync(path, code);
    return path;
  }

  test('where no file of a worker stands beside the program, there is none to start', () => {
    expect(threadStarter()).toBeNull();
  });
});

describe('a search that is stopped', () => {
  test('has what its parts hold, and says how many they are', async () => {
    let looks = 0;
    const isStopped = () => {
      looks += 1;
      return looks >= 5;
    };
    const { found, parts, partsDone: done } = await runSearch(wideTask(), { ...ALONE, isStopped });
    expect({ done, looks }).toEqual({ done: 5, looks: 5 });
    expect(parts).toBeGreaterThan(done);
    expect(found.shapes).toBeGreaterThan(0);
  });

  test('tells how far it is after every part', async () => {
    const seen: number[] = [];
    const { parts } = await runSearch(wideTask(), {
      ...ALONE,
      onProgress: ({ partsDone: done, soFar }) => {
        seen.push(done);
        const counts = soFar();
        expect(counts?.onFrontier).toBeGreaterThan(0);
        expect(counts?.shapes).toBeGreaterThan(0);
      },
    });
    expect(seen).toEqual(Array.from({ length: parts }, (_, i) => i + 1));
  });
});
