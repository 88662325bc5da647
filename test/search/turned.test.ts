import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOSTLY, turnedKnobs } from '../../src/search/turned';
import { anyFrontierShapes, frontierShape, SMALL_GRID } from './support';

function turned(knob: string, shapes: Parameters<typeof turnedKnobs>[1]) {
  return turnedKnobs(SMALL_GRID, shapes).find((one) => one.knob === knob);
}

test('a knob that never moves has one value', () => {
  const shapes = [0, 1, 2].map((i) => frontierShape(i, [1, 70], { dFf: 1536 }));
  expect(turned('dFf', shapes)).toEqual({
    knob: 'dFf',
    gridValues: 3,
    grid: [1024, 2048],
    frontierValues: 1,
    frontier: [1536, 1536],
    mostly: [1536, 1536],
    mostlyShare: 1,
    gridEnd: null,
  });
});

test('most of a frontier is in the shortest run that holds two thirds', () => {
  const widths = [1024, 1536, 1536, 2048, 2048, 2048];
  const shapes = widths.map((dFf, i) => frontierShape(i, [1, 70], { dFf }));
  expect(turned('dFf', shapes)).toMatchObject({
    frontier: [1024, 2048],
    mostly: [1536, 2048],
    mostlyShare: 5 / 6,
    gridEnd: 'most',
  });
});

test('a mesh has no end that more lies beyond, and sharing is told by name', () => {
  const shapes = [frontierShape(0, [1, 70], {}, 2)];
  expect(turned('modelParallelism', shapes)).toMatchObject({ frontier: [2, 2], gridEnd: null });
  expect(turned('sharing', shapes)).toMatchObject({ frontier: ['none', 'none'], gridValues: 1 });
});

test('the run holds what it says, lies within the frontier, and is nowhere longer than need be', () => {
  fc.assert(
    fc.property(anyFrontierShapes, (shapes) => {
      for (const { knob, mostly, mostlyShare, frontier } of turnedKnobs(SMALL_GRID, shapes)) {
        if (knob === 'sharing' || knob === 'modelParallelism') continue;
        const [least, most] = mostly as [number, number];
        const values = shapes.map(({ shape }) => shape[knob]);
        const within = (from: number, to: number) =>
          values.filter((value) => value >= from && value <= to).length;
        expect(within(least, most) / shapes.length).toBe(mostlyShare);
        expect(mostlyShare).toBeGreaterThanOrEqual(MOSTLY - 1e-9);
        expect(within(frontier[0] as number, frontier[1] as number)).toBe(shapes.length);
        const grid = SMALL_GRID[knob];
        const length = grid.indexOf(most) - grid.indexOf(least);
        for (let i = 0; length > 0 && i + length - 1 < grid.length; i++) {
          const held = within(grid[i] as number, grid[i + length - 1] as number);
          expect(held).toBeLessThan(MOSTLY * shapes.length);
        }
      }
    }),
  );
});

test('nothing is told of a frontier without shapes', () => {
  expect(turnedKnobs(SMALL_GRID, [])).toEqual([]);
});
