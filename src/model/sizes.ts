import table1 from '../../presets/published/table1.json';
import presets from '../../presets/sizes.json';
import type { ModelShape } from './shape';

/** The eight sizes of Table 1, narrowest first. */
export const SIZE_NAMES = ['TINY', 'MINI', 'SM', 'BASE', 'LG', 'XL', 'XXL', 'XXXL'] as const;

/** The canonical spelling of a size of Table 1. */
export type SizeName = (typeof SIZE_NAMES)[number];

/** A canonical size: its shape, and the model parallelism that the T5 library trains it with. */
export interface Size {
  readonly name: SizeName;
  readonly shape: ModelShape;
  readonly modelParallelism: number;
}

/** Buckets of the relative-position bias table (T5 library). */
export const RELATIVE_POSITION_BUCKETS = presets.relativePositionBuckets;

/** The vocabulary that the paper trains with, padded to a multiple of 128. */
export const VOCAB_SIZE = presets.vocabSize;

/** The eight sizes of Table 1, narrowest first, with the printed d_kv of Tiny, Mini and Small corrected to 64. */
export const SIZES: readonly Size[] = presets.sizes.map((size) => ({
  name: size.name as SizeName,
  modelParallelism: size.modelParallelism,
  shape: {
    encoderLayers: size.layers,
    decoderLayers: size.layers,
    dModel: size.dModel,
    dFf: size.dFf,
    dKv: size.dKv,
    numHeads: size.numHeads,
    numMemoryHeads: 0,
    sharedKv: false,
    gatedFf: false,
    tiedEmbedding: true,
    vocabSize: presets.vocabSize,
  },
}));

type CorrectedDimension = 'dFf' | 'dModel' | 'dKv' | 'numHeads';

/** A dimension that Table 1 prints wrong. */
interface Correction {
  readonly sizes: readonly string[];
  readonly dimension: CorrectedDimension;
  /** The dimension as the paper writes it. */
  readonly label: string;
  readonly printed: number;
  readonly used: number;
  readonly reason: string;
}

/** Where scaleplan departs from Table 1, and why. */
export const CORRECTIONS: readonly Correction[] = presets.corrections.map((correction) => {
  const { label, used } = correction;
  const dimension = correction.dimension as CorrectedDimension;
  const printed = table1.rows.filter((row) => correction.sizes.includes(row.name));
  const counts = printed.map(({ parameters }) => parameters);
  const listed = `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`;
  return {
    sizes: correction.sizes,
    dimension,
    label,
    printed: Number(printed[0]?.[dimension]),
    used,
    reason: `a misprint: only ${used} gives the printed ${listed} parameters; ${correction.source}`,
  };
});

/** The canonical size with this name. */
export function sizeNamed(name: SizeName): Size {
  return SIZES[SIZE_NAMES.indexOf(name)] as Size;
}
