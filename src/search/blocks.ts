import { SMALLEST_FACTORED_DIMENSION } from '../census/parameters';
import type { Setting } from '../estimate/setting';
import type { ModelShape } from '../model/shape';
import { costsOfAttention, costsOfFeedForward, costsOfModel, ROW } from './costs';
import { type SearchGrid, type Sharing, shapeShared } from './grid';

/**
 * The costs by depth of every shape that a grid has with one sharing on one mesh, in blocks that are added: a model of the
 * grid's narrowest widths, what other heads and d_kv add to its attention, and what another d_ff adds to its feed-forward
 * blocks.
 */
export interface CostBlocks {
  /** Places in the grid of the heads that the mesh divides. */
  readonly heads: readonly number[];
  /** Places in the grid of the d_ff that the mesh divides. */
  readonly dFf: readonly number[];
  /** The blocks at one d_model, by its place in the grid. */
  readonly at: (dModel: number) => WidthBlocks;
}

/** Blocks at one d_model: rows of costs by depth, one after another. */
export interface WidthBlocks {
  readonly narrowest: Float64Array;
  /** A row for every number of heads that the mesh divides and, within it, every d_kv. */
  readonly attention: Float64Array;
  /** A row for every d_ff that the mesh divides. */
  readonly feedForward: Float64Array;
}

/** d_model from here on costs evenly: Adafactor factors all its matrices. */
const EVEN_FROM = SMALLEST_FACTORED_DIMENSION;

/**
 * Takes the censuses of a grid's blocks; null where the mesh divides no shape of it.
 * Blocks are also affine in d_model, in steps of whole matrix-unit widths (what it pads to): two censuses give all of a class.
 * @throws UserError where the mesh cannot be laid out in the setting
 */
export function takeBlocks(
  grid: SearchGrid,
  setting: Setting,
  sharing: Sharing,
  modelParallelism: number,
): CostBlocks | null {
  const heads = placesDivided(grid.numHeads, modelParallelism);
  const dFf = placesDivided(grid.dFf, modelParallelism);
  if (heads.length === 0 || dFf.length === 0) return null;
  const narrowest: ModelShape = {
    ...shapeShared(sharing),
    dModel: 0,
    numHeads: grid.numHeads[heads[0] as number] as number,
    dKv: grid.dKv[0] as number,
    dFf: grid.dFf[dFf[0] as number] as number,
    encoderLayers: 1,
    decoderLayers: 1,
  };
  const takeAt = (dModel: number): WidthBlocks => {
    const base = { ...narrowest, dModel };
    const attention = heads.flatMap((place) =>
      grid.dKv.map((dKv) => ({ ...base, dKv, numHeads: grid.numHeads[place] as number })),
    );
    const feedForward = dFf.map((place) => ({ ...base, dFf: grid.dFf[place] as number }));
    return {
      narrowest: costsOfModel(base, setting, modelParallelism),
      attention: above(attention.map((shape) => costsOfAttention(shape, setting, modelParallelism))),
      feedForward: above(feedForward.map((shape) => costsOfFeedForward(shape, setting, modelParallelism))),
    };
  };
  const { matrixUnitWidth } = setting.slice.machine;
  const step = Math.ceil(EVEN_FROM / matrixUnitWidth) * matrixUnitWidth;
  const known = new Map<number, WidthBlocks>();
  const takeOnce = (dModel: number): WidthBlocks => {
    const blocks = known.get(dModel) ?? takeAt(dModel);
    known.set(dModel, blocks);
    return blocks;
  };
  return { heads, dFf, at: (place) => along(grid.dModel[place] as number, step, takeOnce) };
}

function placesDivided(sizes: readonly number[], modelParallelism: number): number[] {
  return sizes.flatMap((size, place) => (size % modelParallelism === 0 ? [place] : []));
}

/** Rows of costs, each less the first. */
function above(rows: readonly Float64Array[]): Float64Array {
  const first = rows[0] as Float64Array;
  const flat = new Float64Array(ROW * rows.length);
  rows.forEach((row, i) => {
    for (let j = 0; j < ROW; j++) flat[ROW * i + j] = (row[j] as number) - (first[j] as number);
  });
  return flat;
}

/** The blocks at a d_model, from those of the two least of its class: they differ by a whole step. */
function along(dModel: number, step: number, take: (dModel: number) => WidthBlocks): WidthBlocks {
  const least = dModel < EVEN_FROM ? dModel : dModel - Math.floor((dModel - EVEN_FROM) / step) * step;
  const start = take(least);
  if (least === dModel) return start;
  const next = take(least + step);
  const steps = (dModel - least) / step;
  const extend = (from: Float64Array, to: Float64Array) =>
    from.map((value, i) => value + steps * ((to[i] as number) - value));
  return {
    narrowest: extend(start.narrowest, next.narrowest),
    attention: extend(start.attention, next.attention),
    feedForward: extend(start.feedForward, next.feedForward),
  };
}
