import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divides } from '../../src/machine/mesh';
import { sameShape } from '../../src/model/shape';
import { SIZES } from '../../src/model/sizes';
import { GRID_DIMENSIONS, pointAt, type SearchGrid, shapesIn, WIDE_GRID } from '../../src/search/grid';
import { anyGrid } from './grids';

function indicesOf(grid: SearchGrid): number {
  return GRID_DIMENSIONS.reduce((product, dimension) => product * grid[dimension].length, 1);
}

describe('a grid', () => {
  test('counts the shapes that their mesh divides, and no others', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const points = Array.from({ length: indicesOf(grid) }, (_, index) => pointAt(grid, index));
        const divided = points.filter(({ shape, modelParallelism }) => divides(shape, modelParallelism));
        expect(shapesIn(grid)).toBe(divided.length);
      }),
      { numRuns: 30 },
    );
  });

  test('tells every index apart, the decoder layers changing fastest', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const points = Array.from({ length: indicesOf(grid) }, (_, index) => pointAt(grid, index));
        expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(points.length);
        const decoders = points.slice(0, grid.decoderLayers.length).map(({ shape }) => shape.decoderLayers);
        expect(decoders).toEqual(grid.decoderLayers);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the wide grid', () => {
  test('has over ten billion shapes without shared keys and values', () => {
    expect(shapesIn({ ...WIDE_GRID, sharing: ['none'] })).toBeGreaterThan(1e10);
  });

  test('has ascending lists, and widths in whole matrix units', () => {
    for (const dimension of GRID_DIMENSIONS) {
      if (dimension === 'sharing') continue;
      const values = WIDE_GRID[dimension];
      expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
    }
    for (const width of [...WIDE_GRID.dModel, ...WIDE_GRID.dFf]) expect(width % 128).toBe(0);
  });

  test.each(SIZES.map((size) => [size.name, size] as const))('has %s', (_, { shape, modelParallelism }) => {
    const places = {
      ...shape,
      sharing: 'none',
      modelParallelism,
    } as unknown as Readonly<Record<string, number>>;
    const index = GRID_DIMENSIONS.reduce((sum, dimension) => {
      const values = WIDE_GRID[dimension] as readonly unknown[];
      expect(values).toContain(places[dimension]);
      return sum * values.length + values.indexOf(places[dimension]);
    }, 0);
    expect(sameShape(pointAt(WIDE_GRID, index).shape, shape)).toBe(true);
  });
});
