import { divides, MODEL_PARALLELISMS } from '../machine/mesh';
import { SIZES } from '../model/sizes';
import type { FrontierShape } from './task';

/** What makes one of several near-equal shapes the one to train: each counts only where those before it are equal. */
export const USABILITY = [
  'widths of a core that are multiples of the matrix unit',
  'no sharing of keys and values',
  'a d_kv of the sizes',
  'heads times d_kv near d_model',
  'heads and d_ff that wider meshes divide too',
  'stacks of equal depth',
  'less model parallelism',
] as const;

const D_KV_OF_SIZES: ReadonlySet<number> = new Set(SIZES.map(({ shape }) => shape.dKv));

/** Heads times d_kv this many times d_model, or this part of it, is near enough. */
const NEAR = 2;

/** The demerits of a shape on a mesh, one a line of `USABILITY`: fewer are better. */
export function demeritsOf(
  { shape, modelParallelism }: Pick<FrontierShape, 'shape' | 'modelParallelism'>,
  matrixUnitWidth: number,
): number[] {
  const { dModel, dFf, dKv, numHeads, numMemoryHeads, sharedKv, encoderLayers, decoderLayers } = shape;
  const attention = numHeads * dKv;
  const local = [dModel, dFf / modelParallelism, attention / modelParallelism];
  return [
    local.filter((width) => width % matrixUnitWidth !== 0).length,
    (numMemoryHeads === 0 ? 0 : 1) + (sharedKv ? 1 : 0),
    D_KV_OF_SIZES.has(dKv) ? 0 : 1,
    farness(attention / dModel),
    MODEL_PARALLELISMS.filter((mesh) => !divides(shape, mesh)).length,
    encoderLayers === decoderLayers ? 0 : 1,
    modelParallelism,
  ];
}

function farness(ratio: number): number {
  if (ratio === 1) return 0;
  return ratio <= NEAR && ratio >= 1 / NEAR ? 1 : 2;
}
