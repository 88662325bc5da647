import type { Dimension } from './dimensions';
import { type Einsum, type Module, type Tensor, whole } from './einsum';
import { einsum, weight } from './stack';

/**
 * The addition of a bias along one dimension: parameters, no products, and a gradient that is summed over the batch.
 * @param to where the sum goes; in place unless told
 */
export function addBias(
  module: Module,
  name: string,
  layers: number,
  from: Tensor,
  along: Dimension,
  to: Tensor = from,
): Einsum {
  const bias = weight(`${module}: ${name} bias`, [along], layers);
  return einsum(module, `add ${name} bias`, 'addition', layers, [whole(from), whole(bias)], whole(to));
}
