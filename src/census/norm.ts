import { addBias } from './bias';
import { type Einsum, type Module, type Tensor, whole } from './einsum';
import type { Dimensions, Stack } from './stack';
import { activation, einsum, weight } from './stack';

/** Elementwise products of a layer norm in the library: the square, the normalisation and the scale. */
const NORM_PRODUCTS = 3;

/** A normalised residual stream and the einsums that make it. */
interface Normed {
  readonly einsums: readonly Einsum[];
  readonly output: Tensor;
}

/**
 * A layer norm over the residual stream of a stack, before a module's block: T5's divides by the root mean square and has
 * no bias; a Vision Transformer's has one, and its products are not counted.
 */
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
  if (stack.style === 't5') return { einsums: [{ ...entry, products: NORM_PRODUCTS }], output };
  const bias = addBias(module, 'norm', count, output, dimensions.dModel);
  return { einsums: [{ ...entry, products: 0 }, bias], output };
}
