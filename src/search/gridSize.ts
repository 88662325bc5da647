import { NUMERIC_KNOBS, type NumericCode } from '../model/operators';
import { UserError } from '../problems/problem';
import { formatCount } from '../units/format';
import { GRID_DIMENSIONS, type SearchGrid, shapesIn } from './grid';

/** More shapes than this take minutes even where bounds leave most of them out. */
export const MOST_SHAPES = 1e11;

/**
 * Knobs whose combinations a search goes through in one go, when nobody can stop it, and how many of each it takes a second or
 * two for: a part takes the censuses of all heads and d_kv, depths are scored before the first part, and a part is all shapes of
 * one d_model, sharing and mesh.
 */
export const MOST_AT_ONCE = [
  { knobs: ['NH', 'KV'], dimensions: ['numHeads', 'dKv'], limit: 2048 },
  { knobs: ['EL', 'DL'], dimensions: ['encoderLayers', 'decoderLayers'], limit: 4096 },
  {
    knobs: ['FF', 'NH', 'KV', 'EL', 'DL'],
    dimensions: ['dFf', 'numHeads', 'dKv', 'encoderLayers', 'decoderLayers'],
    limit: 2e9,
  },
] as const satisfies readonly {
  knobs: readonly NumericCode[];
  dimensions: readonly (keyof SearchGrid)[];
  limit: number;
}[];

/**
 * Refuses a grid that a search would take too long for, or could not number.
 * @throws UserError `grid-too-many-at-once`, `grid-too-large` or `grid-too-many-places`, naming the knobs to narrow
 */
export function checkSize(grid: SearchGrid): void {
  for (const { knobs, dimensions, limit } of MOST_AT_ONCE) {
    const places = productOf(grid, dimensions);
    if (places > limit) {
      const details = { knobs, places: formatCount(places, 3), limit: formatCount(limit, 4) };
      throw new UserError('grid-too-many-at-once', details);
    }
  }
  const shapes = formatCount(shapesIn(grid), 3);
  const knobs = longest(grid);
  if (shapesIn(grid) > MOST_SHAPES) {
    throw new UserError('grid-too-large', { shapes, limit: formatCount(MOST_SHAPES), knobs });
  }
  const places = productOf(grid, GRID_DIMENSIONS);
  if (places > Number.MAX_SAFE_INTEGER) {
    const limit = formatCount(Number.MAX_SAFE_INTEGER, 3);
    throw new UserError('grid-too-many-places', { places: formatCount(places, 3), limit, knobs });
  }
}

function productOf(grid: SearchGrid, dimensions: readonly (keyof SearchGrid)[]): number {
  return dimensions.reduce((product, dimension) => product * grid[dimension].length, 1);
}

/** The two knobs with the most values. */
function longest(grid: SearchGrid): NumericCode[] {
  const counted = NUMERIC_KNOBS.filter(({ code }) => code !== 'NL').map(({ code, dimensions }) => ({
    code,
    count: grid[dimensions[0] as keyof SearchGrid].length,
  }));
  return counted
    .sort((a, b) => b.count - a.count)
    .slice(0, 2)
    .map(({ code }) => code);
}
