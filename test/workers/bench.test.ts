import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { taskOf } from '../../bench/grids';
import { compareRates, compareThreads, growWithGrid } from '../../bench/tables';
import { SMALL_GRID } from '../search/support';

afterEach(() => vi.restoreAllMocks());

/** What was printed meanwhile, line by line in cells. */
async function printed(run: () => unknown): Promise<string[][]> {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  await run();
  write.mockRestore();
  return lines.map((line) => line.trimEnd().split(/ {2,}/));
}

const GRID = { ...SMALL_GRID, dModel: [256, 384, 512, 640, 768] };

test('the benchmark prints rows of figures for every table, on the smallest grid too', async () => {
  const rates = await printed(() => compareRates(GRID, { estimates: 10, tuples: 10 }));
  const grown = await printed(() => growWithGrid([{ name: 'small', grid: GRID }]));
  const [worker, root] = ['none.cjs', '../..'].map((path) => join(import.meta.dirname, path)) as [
    string,
    string,
  ];
  const threads = await printed(() => compareThreads([['small', taskOf(GRID)]], worker, root, 1));
  expect([rates.length, grown.length, threads.length]).toEqual([5, 6, 2]);
  for (const [header = [], ...rows] of [rates, grown, threads])
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      for (const cell of row.slice(1)) expect(Number.parseFloat(cell)).not.toBeNaN();
    }
});
