import type { Dimension } from './dimensions';
import type { Einsum, EinsumKind, Module, Operand, Tensor } from './einsum';

/** Bytes of a bfloat16 and of a float32 number. */
export const BFLOAT16_BYTES = 2;
export const FLOAT32_BYTES = 4;

/** The logits are materialised whole, in float32, beside their bfloat16 gradient. */
export const LOGIT_BYTES = FLOAT32_BYTES + BFLOAT16_BYTES;

/** The dimensions of a shape and a workload, ready to be used in einsums. */
export interface Dimensions {
  readonly batch: Dimension;
  readonly dModel: Dimension;
  readonly dFf: Dimension;
  readonly heads: Dimension;
  readonly dKv: Dimension;
  readonly headKeys: Dimension;
  readonly vocab: Dimension;
  readonly buckets: Dimension;
  /** Heads of keys and values: none (SH: one set for all heads), `heads`, or a smaller group of them. */
  readonly memoryHeads: Dimension | null;
  /** Width of a key or value weight: k, heads x k fused, or memory heads x k fused. */
  readonly memoryKeys: Dimension;
}

/**
 * What a layer has beside its matrix products: RMS norms and a relative-position bias (`t5`), or norms and projections
 * with biases (`vit`, the Transformer of Vaswani et al. 2017 with the norms first).
 */
type StackStyle = 't5' | 'vit';

/** A stack: its layers and the length of its sequences. */
export interface Stack {
  readonly name: 'encoder' | 'decoder';
  readonly style: StackStyle;
  readonly layers: number;
  readonly length: Dimension;
}

/** A weight that every layer has one of. */
export function weight(name: string, dimensions: readonly Dimension[], count: number): Tensor {
  return { name, dimensions, count, kind: 'weight', savedBytes: 0 };
}

/** An activation, kept in bfloat16 for the backward pass unless told otherwise. */
export function activation(
  name: string,
  dimensions: readonly Dimension[],
  count: number,
  savedBytes = BFLOAT16_BYTES,
): Tensor {
  return { name, dimensions, count, kind: 'activation', savedBytes };
}

/** An einsum entry. `repeat` is that of the module's layers. */
export function einsum(
  module: Module,
  name: string,
  kind: EinsumKind,
  repeat: number,
  inputs: readonly Operand[],
  output: Operand,
): Einsum {
  const products = kind === 'addition' ? 0 : 1;
  return { name: `${module}: ${name}`, module, kind, repeat, inputs, output, products };
}
