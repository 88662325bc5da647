import type { ModelShape } from './shape';

/** What the dimensions of a shape are called in sentences: symbols as the paper writes them, others in words. */
export const DIMENSION_LABELS: Readonly<Partial<Record<keyof ModelShape, string>>> = {
  encoderLayers: 'encoder layers',
  decoderLayers: 'decoder layers',
  dModel: 'd_model',
  dFf: 'd_ff',
  dKv: 'd_kv',
  numHeads: 'heads',
  numMemoryHeads: 'memory heads',
  sharedKv: 'shared key-values',
  vocabSize: 'vocabulary',
};

/** A dimension with its value, as a sentence has it: `12 decoder layers`, `d_kv 64`. */
export function tellDimension(dimension: keyof ModelShape, value: unknown): string {
  const label = DIMENSION_LABELS[dimension] ?? dimension;
  return label.startsWith('d_') ? `${label} ${value}` : `${value} ${label}`;
}
