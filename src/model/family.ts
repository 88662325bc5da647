import type { ModelShape } from './shape';

/** The families that one census covers: the paper's encoder-decoder, the two that it subsumes (section 3), and Table 5's. */
export const FAMILIES = ['encoder-decoder', 'encoder-only', 'decoder-only', 'vit'] as const;

export type Family = (typeof FAMILIES)[number];

/** The family of a shape: a vision input makes a Vision Transformer, a stack without layers is not there. */
export function familyOf({
  encoderLayers,
  decoderLayers,
  vision,
}: Pick<ModelShape, 'encoderLayers' | 'decoderLayers' | 'vision'>): Family {
  if (vision !== undefined) return 'vit';
  if (decoderLayers === 0) return 'encoder-only';
  return encoderLayers === 0 ? 'decoder-only' : 'encoder-decoder';
}
