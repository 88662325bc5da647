import { addBias } from './bias';
import type { Dimension } from './dimensions';
import { type Einsum, type Module, type Tensor, whole } from './einsum';
import { layerNorm } from './norm';
import { activation, type Dimensions, einsum, type Stack, weight } from './stack';

/**
 * The feed-forward block of a stack: norm, one matrix in (two where it is gated, and their product), one out. That of a
 * Vision Transformer has biases and is never gated.
 */
export function feedForward(stack: Stack, dimensions: Dimensions, gated: boolean): Einsum[] {
  const module: Module = stack.name === 'encoder' ? 'encoder feed-forward' : 'decoder feed-forward';
  const { batch, dModel, dFf } = dimensions;
  const { layers, length } = stack;
  const norm = layerNorm(module, stack, dimensions, layers);
  const hidden = activation(`${module}: hidden`, [batch, length, dFf], layers);
  const result = activation(`${module}: result`, [batch, length, dModel], layers, 0);

  const into = (name: string, output = hidden) => {
    const matrix = weight(`${module}: ${name} weight`, [dModel, dFf], layers);
    return einsum(module, name, 'projection', layers, [whole(norm.output), whole(matrix)], whole(output));
  };
  const biasOf = (name: string, from: Tensor, along: Dimension, to?: Tensor) =>
    addBias(module, name, layers, from, along, to);
  // GELU's gradient needs what went into it; ReLU's sees it in what came out.
  const intoWithBias = () => {
    const beforeGelu = activation(`${module}: before GELU`, hidden.dimensions, layers);
    return [into('input', beforeGelu), biasOf('input', beforeGelu, dFf, hidden)];
  };
  const outWeight = weight(`${module}: output weight`, [dFf, dModel], layers);
  const out = einsum(
    module,
    'output',
    'projection',
    layers,
    [whole(hidden), whole(outWeight)],
    whole(result),
  );
  if (stack.style === 'vit')
    return [...norm.einsums, ...intoWithBias(), out, biasOf('output', result, dModel)];
  if (!gated) return [...norm.einsums, into('input'), out];

  const gate = activation(`${module}: gate`, hidden.dimensions, layers);
  const linear = activation(`${module}: linear`, hidden.dimensions, layers);
  const product = einsum(
    module,
    'gating',
    'elementwise',
    layers,
    [whole(gate), whole(linear)],
    whole(hidden),
  );
  return [...norm.einsums, into('gate', gate), into('linear', linear), product, out];
}
