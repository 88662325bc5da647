import { ROW } from './costs';
import type { SearchGrid } from './grid';
import type { Part } from './part';
import { type DepthScores, HEAD_SCORES, WIDTH_SCORES } from './quality';
import { leastOf, makeRanges, type RangeTree } from './ranges';
import type { Witnesses } from './witnesses';

/** Bounds are taken this much too wide, relatively: more than all rounding. */
const SLACK = 1e-9;

/** What depths can add to a score at best, by ranges of encoders and of decoders. */
export interface DepthBounds {
  readonly encoders: RangeTree;
  readonly decoders: RangeTree;
  /** Four numbers each: least odds, least spread, least of minus spread, least doubt. */
  readonly scores: Float64Array;
}

const DEPTH_SCORES = 4;

/** Bounds over every depth table of a search at once. */
export function boundDepths(grid: SearchGrid, tables: readonly DepthScores[]): DepthBounds {
  const encoders = makeRanges(grid.encoderLayers);
  const decoders = makeRanges(grid.decoderLayers);
  const rows = grid.encoderLayers.map((_, encoder) => {
    const numbers = new Float64Array(DEPTH_SCORES * grid.decoderLayers.length);
    for (let decoder = 0; decoder < grid.decoderLayers.length; decoder++) {
      const at = encoder * grid.decoderLayers.length + decoder;
      const least = (read: (table: DepthScores) => number) => Math.min(...tables.map(read));
      numbers[DEPTH_SCORES * decoder] = least(({ odds }) => odds[at] as number);
      numbers[DEPTH_SCORES * decoder + 1] = least(({ spread }) => spread[at] as number);
      numbers[DEPTH_SCORES * decoder + 2] = least(({ spread }) => -(spread[at] as number));
      numbers[DEPTH_SCORES * decoder + 3] = least(({ doubt }) => doubt[at] as number);
    }
    return leastOf(decoders, numbers, DEPTH_SCORES);
  });
  const each = DEPTH_SCORES * decoders.from.length;
  const flat = new Float64Array(each * rows.length);
  rows.forEach((row, i) => {
    flat.set(row, each * i);
  });
  return { encoders, decoders, scores: leastOf(encoders, flat, each) };
}

/** A block of shapes is a range of each: heads and d_kv, d_ff, encoder layers, decoder layers. */
export interface PartBounds {
  readonly heads: RangeTree;
  readonly widths: RangeTree;
  /** Whether nothing in a block can be on the frontier. */
  readonly holdsNothing: (heads: number, widths: number, encoders: number, decoders: number) => boolean;
}

/** What bounds go by. */
export interface BoundSetting {
  readonly grid: SearchGrid;
  readonly depths: DepthBounds;
  readonly limits: Float64Array;
  readonly lastWeight: number;
  readonly witnesses: Witnesses;
}

/** Bounds over the blocks of a part. */
export function boundPart(
  part: Part,
  { grid, depths, limits, lastWeight, witnesses }: BoundSetting,
): PartBounds {
  const heads = makeRanges(part.heads.size);
  const widths = makeRanges(part.feedForwards.size);
  const headCosts = leastOf(heads, part.heads.costs, ROW);
  const widthCosts = leastOf(widths, part.feedForwards.costs, ROW);
  const headScores = leastOf(heads, part.heads.scores, HEAD_SCORES);
  const headScoresUpper = leastOf(
    heads,
    part.heads.scores.map((score) => -score),
    HEAD_SCORES,
  );
  const widthScores = leastOf(widths, part.feedForwards.scores, WIDTH_SCORES);
  const widthScoresUpper = leastOf(
    widths,
    part.feedForwards.scores.map((score) => -score),
    WIDTH_SCORES,
  );
  const { narrowest } = part;
  const { encoders: encoderRanges, decoders: decoderRanges } = depths;
  const decoderNodes = decoderRanges.from.length;
  const { best, below, cellOf } = witnesses;
  const cost = new Float64Array(4);

  const isOverBudget = (h: number, w: number, e: number, d: number): boolean => {
    const encoders = (grid.encoderLayers[encoderRanges.from[e] as number] as number) - 1;
    const decoders = (grid.decoderLayers[decoderRanges.from[d] as number] as number) - 1;
    const atHeads = ROW * h;
    const atWidths = ROW * w;
    for (let c = 0; c < 4; c++) {
      const i = 3 * c;
      const least =
        (narrowest[i] as number) +
        (headCosts[atHeads + i] as number) +
        (widthCosts[atWidths + i] as number) +
        encoders *
          ((narrowest[i + 1] as number) +
            (headCosts[atHeads + i + 1] as number) +
            (widthCosts[atWidths + i + 1] as number)) +
        decoders *
          ((narrowest[i + 2] as number) +
            (headCosts[atHeads + i + 2] as number) +
            (widthCosts[atWidths + i + 2] as number));
      cost[c] = least * (1 - SLACK);
      if ((cost[c] as number) > (limits[c] as number)) return true;
    }
    return false;
  };

  const bestOdds = (h: number, w: number, e: number, d: number): number => {
    const atHeads = HEAD_SCORES * h;
    const atWidths = WIDTH_SCORES * w;
    const atDepths = DEPTH_SCORES * (e * decoderNodes + d);
    const attentionLeast = (headScores[atHeads + 1] as number) + (widthScores[atWidths + 3] as number);
    const attentionMost =
      -(headScoresUpper[atHeads + 1] as number) - (widthScoresUpper[atWidths + 3] as number);
    const attention = attentionLeast > 0 ? attentionLeast : attentionMost < 0 ? attentionMost : 0;
    const slopeLeast = widthScores[atWidths + 1] as number;
    const slopeMost = -(widthScoresUpper[atWidths + 1] as number);
    const spreadLeast = depths.scores[atDepths + 1] as number;
    const spreadMost = -(depths.scores[atDepths + 2] as number);
    const sloped = Math.min(
      slopeLeast * spreadLeast,
      slopeLeast * spreadMost,
      slopeMost * spreadLeast,
      slopeMost * spreadMost,
    );
    const variance =
      (widthScores[atWidths + 2] as number) +
      (headScores[atHeads] as number) +
      attention * attention +
      sloped +
      (depths.scores[atDepths + 3] as number);
    return (
      (widthScores[atWidths] as number) +
      (depths.scores[atDepths] as number) +
      Math.sqrt(Math.max(0, variance)) -
      SLACK
    );
  };

  const holdsNothing = (h: number, w: number, e: number, d: number): boolean => {
    if (isOverBudget(h, w, e, d)) return true;
    const bar = best[cellOf(cost[0] as number, cost[1] as number, cost[2] as number) - below] as number;
    return bestOdds(h, w, e, d) + lastWeight * (cost[3] as number) >= bar;
  };
  return { heads, widths, holdsNothing };
}
