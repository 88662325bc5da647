import { type Dimension, elements, type LocalSize, union } from './dimensions';

/** The modules that a census is broken down by. */
export const MODULES = [
  'embedding',
  'encoder self-attention',
  'encoder feed-forward',
  'encoder final norm',
  'decoder self-attention',
  'cross-attention',
  'decoder feed-forward',
  'decoder final norm',
  'logits',
] as const;

/** A module of a census. */
export type Module = (typeof MODULES)[number];

/**
 * A tensor of the model, `count` of them (one a layer, say). Uses of one tensor by several einsums share the object,
 * which is how a reader knows that their gradients are added together.
 */
export interface Tensor {
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  readonly count: number;
  /** Indices, and pixels, have no gradient. */
  readonly kind: 'weight' | 'activation' | 'indices';
  /** Bytes an element that a core keeps for the backward pass; 0 where nothing is kept. */
  readonly savedBytes: number;
  /** Numbers that the optimizer keeps beside each number of a weight; absent for Adafactor, which factors matrices. */
  readonly optimizerSlots?: number;
}

/** A tensor as an einsum sees it: its own dimensions, or the same elements with a dimension renamed or unfused. */
export interface Operand {
  readonly tensor: Tensor;
  readonly dimensions: readonly Dimension[];
}

/**
 * What an einsum does:
 * - `projection`: an activation times a weight matrix;
 * - `attention`: queries times keys, or probabilities times values;
 * - `lookup`: a one-hot times a table (Mesh TensorFlow's `gather`); costs bytes, not matrix-unit time, on the device;
 * - `elementwise`: products of tensors of one shape (layer norms), no matrix-unit time;
 * - `addition`: no product at all; listed because its backward pass sums over the dimensions that it broadcasts.
 */
export type EinsumKind = 'projection' | 'attention' | 'lookup' | 'elementwise' | 'addition';

/** One einsum over named dimensions of the forward pass, run `repeat` times a microbatch (once a layer, say). */
export interface Einsum {
  readonly name: string;
  readonly module: Module;
  readonly kind: EinsumKind;
  readonly repeat: number;
  readonly inputs: readonly Operand[];
  readonly output: Operand;
  /**
   * Products over the same dimensions that this entry stands for: 1, or 3 for a layer norm (square, normalise, scale) in
   * Mesh TensorFlow, whose counter sees them; 0 in a Vision Transformer, of which only matrix products are counted.
   */
  readonly products: number;
}

/** A tensor seen with its own dimensions. */
export function whole(tensor: Tensor): Operand {
  return { tensor, dimensions: tensor.dimensions };
}

/** A tensor seen with other dimensions over the same elements. */
export function seenAs(tensor: Tensor, dimensions: readonly Dimension[]): Operand {
  return { tensor, dimensions };
}

/** Every dimension of an einsum's inputs: its loop nest. */
export function loopDimensions(einsum: Pick<Einsum, 'inputs'>): Dimension[] {
  return union(...einsum.inputs.map(({ dimensions }) => dimensions));
}

/** Multiply-accumulates of one run of an einsum: the product of the union of its input dimensions (the Mesh TensorFlow counter). */
export function multiplyAccumulates(einsum: Einsum, local?: LocalSize): number {
  return einsum.products === 0 ? 0 : einsum.products * elements(loopDimensions(einsum), local);
}
