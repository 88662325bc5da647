import type { ModelShape } from '../model/shape';

/** How much wider and shallower, or narrower and deeper, a shape is made to be compared with. */
export const CONTRAST_FACTOR = 4;

/** Stacks at least this deep are made shallower, others deeper: twice the factor leaves two layers. */
const DEEP = 2 * CONTRAST_FACTOR;

/** A shape of about the same FLOPs and parameters, wide where another one is deep, or deep where it is wide. */
export interface Contrast {
  readonly shape: ModelShape;
  readonly kind: 'wide' | 'deep';
}

/**
 * The contrast to a shape: a quarter of the layers with four times the heads and d_ff, or the other way round; d_model stays,
 * as it does from XL to XXL in Table 1. Null where its widths cannot be quartered.
 */
export function contrastTo(shape: ModelShape): Contrast | null {
  const { encoderLayers, decoderLayers, dFf, numHeads } = shape;
  if (Math.max(encoderLayers, decoderLayers) >= DEEP) {
    const fewer = (layers: number) => (layers === 0 ? 0 : Math.max(1, Math.round(layers / CONTRAST_FACTOR)));
    return { kind: 'wide', shape: reshape(shape, fewer, CONTRAST_FACTOR) };
  }
  if (dFf % CONTRAST_FACTOR !== 0 || numHeads % CONTRAST_FACTOR !== 0) return null;
  return { kind: 'deep', shape: reshape(shape, (layers) => layers * CONTRAST_FACTOR, 1 / CONTRAST_FACTOR) };
}

function reshape(shape: ModelShape, depth: (layers: number) => number, width: number): ModelShape {
  const { encoderLayers, decoderLayers, dFf, numHeads, numMemoryHeads } = shape;
  return {
    ...shape,
    encoderLayers: depth(encoderLayers),
    decoderLayers: depth(decoderLayers),
    dFf: dFf * width,
    numHeads: numHeads * width,
    numMemoryHeads: numMemoryHeads > 1 ? Math.max(1, Math.round(numMemoryHeads * width)) : numMemoryHeads,
  };
}
