import { MODEL_PARALLELISMS } from '../machine/mesh';
import type { ModelShape } from '../model/shape';
import { VOCAB_SIZE } from '../model/sizes';

/** What of attention's keys and values is shared, by the operators of Table 2: heads (SH), the matrix of both (SKV), or each. */
export const SHARINGS = ['none', 'SH', 'SKV', 'SH-SKV'] as const;

/** What of attention's keys and values a shape shares. */
export type Sharing = (typeof SHARINGS)[number];

/** The values of every dimension that a search goes through; each list ascending, without repetition. */
export interface SearchGrid {
  readonly dModel: readonly number[];
  readonly dFf: readonly number[];
  readonly numHeads: readonly number[];
  readonly dKv: readonly number[];
  readonly encoderLayers: readonly number[];
  readonly decoderLayers: readonly number[];
  /** In the order of `SHARINGS`. */
  readonly sharing: readonly Sharing[];
  readonly modelParallelism: readonly number[];
}

/** The dimensions of a grid from the slowest to the fastest of its index. */
export const GRID_DIMENSIONS = [
  'sharing',
  'modelParallelism',
  'dModel',
  'numHeads',
  'dKv',
  'dFf',
  'encoderLayers',
  'decoderLayers',
] as const satisfies readonly (keyof SearchGrid)[];

/** A shape of a grid, and the model parallelism that it runs with. */
export interface GridPoint {
  readonly shape: ModelShape;
  readonly modelParallelism: number;
}

/** How many shapes a grid has; one on two meshes counts twice, one that a mesh cannot split is not there. */
export function shapesIn(grid: SearchGrid): number {
  const { dModel, dKv, encoderLayers, decoderLayers, sharing } = grid;
  const others = sharing.length * dModel.length * dKv.length * encoderLayers.length * decoderLayers.length;
  return others * grid.modelParallelism.reduce((sum, mesh) => sum + splitIn(grid, mesh), 0);
}

/** Pairs of heads and d_ff that a mesh divides. */
export function splitIn({ numHeads, dFf }: SearchGrid, modelParallelism: number): number {
  const dividedIn = (sizes: readonly number[]) =>
    sizes.filter((size) => size % modelParallelism === 0).length;
  return dividedIn(numHeads) * dividedIn(dFf);
}

/** The shape at an index of a grid: the mixed-radix number whose digits are places in its lists (`GRID_DIMENSIONS`). */
export function pointAt(grid: SearchGrid, index: number): GridPoint {
  const digits: Partial<Record<keyof SearchGrid, number>> = {};
  let rest = index;
  for (const dimension of [...GRID_DIMENSIONS].reverse()) {
    const { length } = grid[dimension];
    digits[dimension] = rest % length;
    rest = Math.floor(rest / length);
  }
  const chosen = <Key extends keyof SearchGrid>(key: Key) =>
    grid[key][digits[key] as number] as SearchGrid[Key][number];
  const widths = {
    dModel: chosen('dModel'),
    dFf: chosen('dFf'),
    numHeads: chosen('numHeads'),
    dKv: chosen('dKv'),
  };
  const depths = { encoderLayers: chosen('encoderLayers'), decoderLayers: chosen('decoderLayers') };
  return {
    shape: { ...shapeShared(chosen('sharing')), ...widths, ...depths },
    modelParallelism: chosen('modelParallelism'),
  };
}

/** What all shapes of a search have in common: the paper's model, with keys and values shared or not. */
export function shapeShared(sharing: Sharing): Omit<ModelShape, WidthOrDepth> {
  return {
    numMemoryHeads: sharing === 'SH' || sharing === 'SH-SKV' ? 1 : 0,
    sharedKv: sharing === 'SKV' || sharing === 'SH-SKV',
    gatedFf: false,
    tiedEmbedding: true,
    vocabSize: VOCAB_SIZE,
  };
}

type WidthOrDepth = 'dModel' | 'dFf' | 'numHeads' | 'dKv' | 'encoderLayers' | 'decoderLayers';

/** Ascending whole numbers from one to another in steps. */
function ladder(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** The layers of the deepest stacks that the paper names (NL40-SM, NL40-BASE); it sees depth converge at 36 (section 4.4). */
const DEEPEST = 40;

/**
 * The grid of a wide search: widths that real runs can use, up to those of the widest size of Table 1, and depths beyond those
 * that the paper found to pay.
 * - d_model and d_ff are multiples of 128, the width of a TPU's matrix unit; d_model to 4,096, twice the widest that the paper
 *   tried (DM2K), d_ff to XXXL's 131,072 in steps that grow: 128 up to 16,384, then 1,024, from 65,536 on 2,048.
 * - Heads go to XXXL's 256: every number up to 64, then steps of 16 and of 32. d_kv has the paper's values (but 16, of which a
 *   matrix unit uses an eighth) and those between them.
 * - Every sharing of keys and values, of which the paper prints no score; every model parallelism up to the paper's 32.
 * Indivisible combinations are not counted: over ten billion shapes without sharing, four times as many with it.
 */
export const WIDE_GRID: SearchGrid = {
  dModel: ladder(128, 4096, 128),
  dFf: [...ladder(128, 16_384, 128), ...ladder(17_408, 65_536, 1024), ...ladder(67_584, 131_072, 2048)],
  numHeads: [...ladder(1, 64, 1), ...ladder(80, 128, 16), ...ladder(160, 256, 32)],
  dKv: [32, 64, 96, 128, 192, 256],
  encoderLayers: ladder(1, DEEPEST, 1),
  decoderLayers: ladder(1, DEEPEST, 1),
  sharing: SHARINGS,
  modelParallelism: MODEL_PARALLELISMS,
};
