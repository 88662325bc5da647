import type { Archive } from './archive';
import type { DepthScores } from './quality';
import type { Witnesses } from './witnesses';

/** Decoder depths that are filtered at once, by what is known of shapes cheaper than the shallowest of them. */
const TOGETHER = 6;

/** The shapes of one tuple of widths on one mesh. */
export interface Tuple {
  /** Of four costs, first the one without layers, then an encoder layer's, then a decoder layer's. */
  readonly row: Float64Array;
  /** The logarithm of the odds at a depth of reference, what depth adds to its variance, and its variance. */
  readonly score: Float64Array;
  depth: DepthScores;
  /** The grid index of the least depths. */
  index: number;
}

/** What a walk goes by. */
export interface WalkSetting {
  readonly encoderLayers: readonly number[];
  readonly decoderLayers: readonly number[];
  /** The most that a shape may cost, column by column. */
  readonly limits: Float64Array;
  /** Weight of the last column in the value: 1 where there is no score. */
  readonly lastWeight: number;
  /** How many columns are coordinates of the filter. */
  readonly coordinates: number;
  readonly witnesses: Witnesses;
  readonly archive: Archive;
}

/** Computes the costs and the score of a tuple's shapes in a range of depths, and keeps those that nothing yet dominates. */
export type Walk = (
  tuple: Tuple,
  encoders: number,
  encodersEnd: number,
  decoders: number,
  decodersEnd: number,
) => void;

/** A walk over depths in one setting. The arithmetic is written out: it is run ten billion times. */
export function makeWalk(setting: WalkSetting): Walk {
  const encoderLayers = Float64Array.from(setting.encoderLayers);
  const decoderLayers = Float64Array.from(setting.decoderLayers);
  const [most0, most1, most2, most3] = setting.limits as unknown as [number, number, number, number];
  const { lastWeight, archive, witnesses } = setting;
  const { best, below, cellOf, add } = witnesses;
  const [usesY, usesZ] = [setting.coordinates > 1 ? 1 : 0, setting.coordinates > 2 ? 1 : 0];
  const decoderCount = decoderLayers.length;

  const keep = (x: number, y: number, z: number, value: number, index: number): void => {
    add(x, y, z, value);
    archive.add(x, usesY * y, usesZ * z, value, index);
  };

  return ({ row, score, depth, index }, encoders, encodersEnd, decoders, decodersEnd) => {
    const { odds, spread, doubt } = depth;
    const a0 = row[0] as number;
    const e0 = row[1] as number;
    const d0 = row[2] as number;
    const a1 = row[3] as number;
    const e1 = row[4] as number;
    const d1 = row[5] as number;
    const a2 = row[6] as number;
    const e2 = row[7] as number;
    const d2 = row[8] as number;
    const a3 = row[9] as number;
    const e3 = row[10] as number;
    const d3 = row[11] as number;
    const ownOdds = score[0] as number;
    const slope = score[1] as number;
    const variance = score[2] as number;
    for (let encoder = encoders; encoder < encodersEnd; encoder++) {
      const layers = encoderLayers[encoder] as number;
      const b0 = a0 + layers * e0;
      const b1 = a1 + layers * e1;
      const b2 = a2 + layers * e2;
      const b3 = a3 + layers * e3;
      const at = encoder * decoderCount;
      for (let start = decoders; start < decodersEnd; start += TOGETHER) {
        const end = Math.min(start + TOGETHER, decodersEnd);
        const least = decoderLayers[start] as number;
        const bar = best[cellOf(b0 + least * d0, b1 + least * d1, b2 + least * d2) - below] as number;
        for (let decoder = start; decoder < end; decoder++) {
          const decoding = decoderLayers[decoder] as number;
          const cost0 = b0 + decoding * d0;
          const cost1 = b1 + decoding * d1;
          const cost2 = b2 + decoding * d2;
          const cost3 = b3 + decoding * d3;
          const i = at + decoder;
          const value =
            ownOdds +
            (odds[i] as number) +
            Math.sqrt(variance + slope * (spread[i] as number) + (doubt[i] as number)) +
            lastWeight * cost3;
          if (cost0 <= most0 && cost1 <= most1 && cost2 <= most2 && cost3 <= most3 && value < bar)
            keep(cost0, cost1, cost2, value, index + i);
        }
      }
    }
  };
}
