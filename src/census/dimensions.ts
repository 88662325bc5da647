/**
 * The named dimensions of a Transformer's einsums and the paper's letters for them.
 * `headKeys` is heads x d_kv fused into one, as the library's `combine_dims` stores attention weights;
 * `memoryLength` is the length that attention looks at, kept apart from the length that looks. A Vision Transformer has
 * `patches` of an image, each of `pixels` numbers, and `classes` in place of a vocabulary.
 */
export const DIMENSION_LETTERS = {
  batch: 'B',
  encoderLength: 'S',
  decoderLength: 'T',
  memoryLength: 'M',
  dModel: 'd',
  dFf: 'f',
  heads: 'H',
  dKv: 'k',
  headKeys: 'Hk',
  memoryHeadKeys: 'Gk',
  vocab: 'V',
  buckets: 'r',
  patches: 'N',
  pixels: 'P',
  classes: 'C',
} as const;

export type DimensionName = keyof typeof DIMENSION_LETTERS;

/** A named dimension with its size. Within one einsum a name stands for one size. */
export interface Dimension {
  readonly name: DimensionName;
  readonly size: number;
}

/** How much of a dimension one core holds in one microbatch. */
export type LocalSize = (dimension: Dimension) => number;

/** The size of every dimension before any layout: the whole step on one imaginary core. */
export const wholeSize: LocalSize = (dimension) => dimension.size;

/** The product of the (local) sizes of some dimensions: the number of elements of a tensor with these dimensions. */
export function elements(dimensions: readonly Dimension[], local: LocalSize = wholeSize): number {
  let product = 1;
  for (const dimension of dimensions) product *= local(dimension);
  return product;
}

/** Whether a dimension of this name is among some. */
export function hasDimension(dimensions: readonly Dimension[], name: DimensionName): boolean {
  for (const dimension of dimensions) if (dimension.name === name) return true;
  return false;
}

/** How often in a step something with these dimensions is done: what has no batch dimension is the same in every microbatch. */
export function roundsPerStep(dimensions: readonly Dimension[], microbatches: number): number {
  return hasDimension(dimensions, 'batch') ? microbatches : 1;
}

/** The dimensions that occur in any of the lists, each once. */
export function union(...lists: readonly (readonly Dimension[])[]): Dimension[] {
  const all: Dimension[] = [];
  for (const list of lists) {
    for (const dimension of list) {
      if (!hasDimension(all, dimension.name)) all.push(dimension);
    }
  }
  return all;
}
