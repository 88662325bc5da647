import { type BoundSetting, boundPart } from './bounds';
import type { SearchGrid } from './grid';
import { emptyTuple, fillTuple, type Part } from './part';
import type { ScoreTables } from './quality';
import type { RangeTree } from './ranges';
import type { Walk } from './walk';

/** Goes through a part, and says how many shapes it computed the costs of. */
export type Explore = (part: Part) => number;

/** What a part is explored with. */
export interface ExploreSetting {
  readonly grid: SearchGrid;
  readonly scores: ScoreTables;
  readonly walk: Walk;
}

/** Goes through every shape of a part. */
export function exploreAll({ grid, scores, walk }: ExploreSetting): Explore {
  const tuple = emptyTuple();
  const [encoders, decoders] = [grid.encoderLayers.length, grid.decoderLayers.length];
  return (part) => {
    for (let pair = 0; pair < part.heads.length; pair++) {
      for (let width = 0; width < part.feedForwards.length; width++) {
        fillTuple(tuple, grid, part, scores, pair, width);
        walk(tuple, 0, encoders, 0, decoders);
      }
    }
    return part.heads.length * part.feedForwards.length * encoders * decoders;
  };
}

/** What a block can be halved along. */
type Axis = 'heads' | 'widths' | 'encoders' | 'decoders';

/** How much of a factor in heads times d_kv, d_ff or decoder layers counts, where one in encoder layers counts whole: about what it costs. */
const HEADS_WEIGHT = 0.5;
const WIDTHS_WEIGHT = 0.7;
const DECODERS_WEIGHT = 0.5;

/** Blocks of one tuple with no more layers than these are not halved any further. */
const FEW_ENCODERS = 2;
const FEW_DECODERS = 9;

/**
 * Goes through the blocks of a part that can hold a shape of the frontier: a block that cannot is passed over, another is
 * halved along what it leaves most open.
 */
export function exploreBounded(setting: ExploreSetting, boundSetting: BoundSetting): Explore {
  const { grid, scores, walk } = setting;
  const { encoders, decoders } = boundSetting.depths;
  const tuple = emptyTuple();
  return (part) => {
    const { heads, widths, holdsNothing } = boundPart(part, boundSetting);
    let evaluated = 0;
    const walkBlock = (h: number, w: number, e: number, d: number): void => {
      const [from, to] = [encoders.from[e] as number, encoders.to[e] as number];
      const [start, end] = [decoders.from[d] as number, decoders.to[d] as number];
      fillTuple(tuple, grid, part, scores, heads.from[h] as number, widths.from[w] as number);
      walk(tuple, from, to, start, end);
      evaluated += (to - from) * (end - start);
    };
    exploreBlock({ heads, widths, encoders, decoders, holdsNothing, walkBlock }, 0, 0, 0, 0);
    return evaluated;
  };
}

/** The ranges that blocks are made of, and what is done with a block. */
interface Blocks {
  readonly heads: RangeTree;
  readonly widths: RangeTree;
  readonly encoders: RangeTree;
  readonly decoders: RangeTree;
  readonly holdsNothing: (heads: number, widths: number, encoders: number, decoders: number) => boolean;
  readonly walkBlock: (heads: number, widths: number, encoders: number, decoders: number) => void;
}

function exploreBlock(blocks: Blocks, h: number, w: number, e: number, d: number): void {
  if (blocks.holdsNothing(h, w, e, d)) return;
  const axis = mostOpen(blocks, h, w, e, d);
  if (axis === null) {
    blocks.walkBlock(h, w, e, d);
    return;
  }
  const { left, right } = blocks[axis];
  if (axis === 'heads') {
    exploreBlock(blocks, left[h] as number, w, e, d);
    exploreBlock(blocks, right[h] as number, w, e, d);
  } else if (axis === 'widths') {
    exploreBlock(blocks, h, left[w] as number, e, d);
    exploreBlock(blocks, h, right[w] as number, e, d);
  } else if (axis === 'encoders') {
    exploreBlock(blocks, h, w, left[e] as number, d);
    exploreBlock(blocks, h, w, right[e] as number, d);
  } else {
    exploreBlock(blocks, h, w, e, left[d] as number);
    exploreBlock(blocks, h, w, e, right[d] as number);
  }
}

function mostOpen(
  { heads, widths, encoders, decoders }: Blocks,
  h: number,
  w: number,
  e: number,
  d: number,
): Axis | null {
  const ofHeads = HEADS_WEIGHT * (heads.extent[h] as number);
  const ofWidths = WIDTHS_WEIGHT * (widths.extent[w] as number);
  const ofEncoders = openIn(encoders, e, FEW_ENCODERS);
  const ofDecoders = DECODERS_WEIGHT * openIn(decoders, d, FEW_DECODERS);
  const most = Math.max(ofHeads, ofWidths, ofEncoders, ofDecoders);
  // Pairs of one product leave nothing open, and are told apart all the same.
  if (most === 0) return (heads.left[h] as number) < 0 ? null : 'heads';
  if (ofHeads === most) return 'heads';
  if (ofWidths === most) return 'widths';
  return ofEncoders === most ? 'encoders' : 'decoders';
}

function openIn({ from, to, extent }: RangeTree, range: number, few: number): number {
  return (to[range] as number) - (from[range] as number) <= few ? 0 : (extent[range] as number);
}
