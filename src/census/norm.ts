import { type Einsum, type Module, type Tensor, whole } from './einsum';
import type { Dimensions, Stack } from './stack';
import { activation, einsum, weight } from './stack';

/** Elementwise products of a layer norm in the library: the square, the normalisation and the scale. */
const NORM_PRODUCTS = 3;

/** A normalised residual stream and the einsum that makes it. */
export interface Normed {
  readonly einsum: Einsum;
  readonly output: Tensor;
}

/** An RMS layer norm without bias over the residual stream of a stack, before a module's block. */
export function layerNorm(module: Module, stack: Stack, dimensions: Dimensions, count: number): Normed {
  const stream = [dimensions.batch, stack.length, dimensions.dModel];
  const input = activation(`${module}: residual stream`, stream, count);
  const output = activation(`${module}: normalised stream`, stream, count);
  const scale = weight(`${module}: norm scale`, [dimensions.dModel], count);
  const entry = einsum(
    module,
    'layer norm',
    'elementwise',
    count,
    [whole(input), whole(scale)],
    whole(output),
  );
  return { einsum: { ...entry, products: NORM_PRODUCTS }, output };
}
