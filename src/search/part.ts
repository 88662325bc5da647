import type { CostBlocks } from './blocks';
import { COST_COUNT, ROW } from './costs';
import type { SearchGrid } from './grid';
import { HEAD_SCORES, type ScoreTables, WIDTH_SCORES } from './quality';
import type { Tuple } from './walk';

/** One part of a search: all shapes with one sharing, mesh and d_model. Its tuples of widths are pairs of what follows. */
export interface Part {
  /** Costs by depth of the narrowest heads and d_ff, at one layer a stack, columns in the order of the search. */
  readonly narrowest: Float64Array;
  readonly heads: PartHeads;
  readonly feedForwards: PartFeedForwards;
  /** Grid index of the part's first shape. */
  readonly index: number;
  readonly dModel: number;
}

/** The pairs of heads and d_kv of a part, from the least product on. */
export interface PartHeads {
  readonly length: number;
  /** Places in the grid. */
  readonly numHeads: Int32Array;
  readonly dKv: Int32Array;
  /** What a pair adds to the costs of the narrowest, `ROW` numbers each. */
  readonly costs: Float64Array;
  /** `HEAD_SCORES` numbers each. */
  readonly scores: Float64Array;
  /** Heads times d_kv. */
  readonly size: Float64Array;
}

/** The feed-forward sizes of a part, ascending. */
export interface PartFeedForwards {
  readonly length: number;
  /** Places in the grid. */
  readonly dFf: Int32Array;
  readonly costs: Float64Array;
  /** `WIDTH_SCORES` numbers each. */
  readonly scores: Float64Array;
  readonly size: Float64Array;
}

/** Where a part stands in its grid, in places. */
export interface PartPlace {
  readonly sharing: number;
  readonly modelParallelism: number;
  readonly dModel: number;
}

/** Gathers a part from the blocks of its sharing and mesh. */
export function takePart(
  grid: SearchGrid,
  blocks: CostBlocks,
  scores: ScoreTables,
  order: readonly number[],
  { sharing, modelParallelism, dModel }: PartPlace,
): Part {
  const { narrowest, attention, feedForward } = blocks.at(dModel);
  const pairs = blocks.heads
    .flatMap((numHeads, i) => grid.dKv.map((_, dKv) => ({ numHeads, dKv, row: i * grid.dKv.length + dKv })))
    .map((pair) => ({
      ...pair,
      size: (grid.numHeads[pair.numHeads] as number) * (grid.dKv[pair.dKv] as number),
    }))
    .sort((a, b) => a.size - b.size || a.numHeads - b.numHeads);
  const widths = blocks.dFf.map((dFf, row) => ({ dFf, row, size: grid.dFf[dFf] as number }));
  const place = (sharing * grid.modelParallelism.length + modelParallelism) * grid.dModel.length + dModel;
  return {
    dModel,
    index: place * shapesOfPart(grid),
    narrowest: reordered(narrowest, order),
    heads: {
      length: pairs.length,
      numHeads: Int32Array.from(pairs, ({ numHeads }) => numHeads),
      dKv: Int32Array.from(pairs, ({ dKv }) => dKv),
      size: Float64Array.from(pairs, ({ size }) => size),
      costs: rowsOf(
        reordered(attention, order),
        ROW,
        pairs.map(({ row }) => row),
      ),
      scores: rowsOf(
        scores.heads,
        HEAD_SCORES,
        pairs.map((pair) => pair.numHeads * grid.dKv.length + pair.dKv),
      ),
    },
    feedForwards: {
      length: widths.length,
      dFf: Int32Array.from(widths, ({ dFf }) => dFf),
      size: Float64Array.from(widths, ({ size }) => size),
      costs: rowsOf(
        reordered(feedForward, order),
        ROW,
        widths.map(({ row }) => row),
      ),
      scores: rowsOf(scores.widthsOf(dModel), WIDTH_SCORES, blocks.dFf),
    },
  };
}

/** Indices of a part, those that its mesh does not divide among them. */
function shapesOfPart({ numHeads, dKv, dFf, encoderLayers, decoderLayers }: SearchGrid): number {
  return numHeads.length * dKv.length * dFf.length * encoderLayers.length * decoderLayers.length;
}

/** Rows of costs with their columns in another order. */
function reordered(rows: Float64Array, order: readonly number[]): Float64Array {
  const result = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row += ROW) {
    order.forEach((from, to) => {
      for (let j = 0; j < 3; j++) result[row + 3 * to + j] = rows[row + 3 * from + j] as number;
    });
  }
  return result;
}

function rowsOf(rows: Float64Array, length: number, chosen: readonly number[]): Float64Array {
  const result = new Float64Array(length * chosen.length);
  chosen.forEach((row, i) => {
    result.set(rows.subarray(length * row, length * (row + 1)), length * i);
  });
  return result;
}

/** A tuple to be filled. */
export function emptyTuple(): Tuple {
  const none = new Float64Array(0);
  return {
    row: new Float64Array(ROW),
    score: new Float64Array(3),
    depth: { odds: none, spread: none, doubt: none },
    index: 0,
  };
}

/** Fills a tuple with one pair of heads and d_kv and one d_ff of a part. */
export function fillTuple(
  tuple: Tuple,
  grid: SearchGrid,
  part: Part,
  scores: ScoreTables,
  pair: number,
  width: number,
): void {
  const { narrowest, heads, feedForwards } = part;
  const { row, score } = tuple;
  for (let i = 0; i < ROW; i++)
    row[i] =
      (narrowest[i] as number) +
      (heads.costs[ROW * pair + i] as number) +
      (feedForwards.costs[ROW * width + i] as number);
  for (let i = 0; i < ROW; i += ROW / COST_COUNT)
    row[i] = (row[i] as number) - (row[i + 1] as number) - (row[i + 2] as number);
  const ofHeads = HEAD_SCORES * pair;
  const ofWidth = WIDTH_SCORES * width;
  const attention = (feedForwards.scores[ofWidth + 3] as number) + (heads.scores[ofHeads + 1] as number);
  score[0] = feedForwards.scores[ofWidth] as number;
  score[1] = feedForwards.scores[ofWidth + 1] as number;
  score[2] =
    (feedForwards.scores[ofWidth + 2] as number) + (heads.scores[ofHeads] as number) + attention * attention;
  const [numHeads, dKv, dFf] = [
    heads.numHeads[pair] as number,
    heads.dKv[pair] as number,
    feedForwards.dFf[width] as number,
  ];
  tuple.depth = scores.depthsOf(part.dModel, dFf, numHeads, dKv);
  tuple.index =
    part.index +
    ((numHeads * grid.dKv.length + dKv) * grid.dFf.length + dFf) *
      grid.encoderLayers.length *
      grid.decoderLayers.length;
}
