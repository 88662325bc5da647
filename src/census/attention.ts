import { addBias } from './bias';
import type { Dimension } from './dimensions';
import { type Einsum, type Module, seenAs, type Tensor, whole } from './einsum';
import { layerNorm } from './norm';
import {
  activation,
  BFLOAT16_BYTES,
  type Dimensions,
  einsum,
  FLOAT32_BYTES,
  type Stack,
  weight,
} from './stack';

/** The softmax is kept in float32 and its copy for the next einsum in bfloat16. */
const PROBABILITY_BYTES = FLOAT32_BYTES + BFLOAT16_BYTES;

/** What an attention block reads its keys and values from: a tensor, and the length of it. */
interface Memory {
  readonly tensor: Tensor;
  readonly length: Dimension;
}

/**
 * Self-attention of a stack: norm, query, key, value, scores, context, output, and T5's relative-position bias.
 * SKV makes keys and values with one projection; SH gives keys and values no heads dimension.
 */
export function selfAttention(stack: Stack, dimensions: Dimensions, sharedKv: boolean): Einsum[] {
  const module: Module = stack.name === 'encoder' ? 'encoder self-attention' : 'decoder self-attention';
  const norm = layerNorm(module, stack, dimensions, stack.layers);
  const memory = { tensor: norm.output, length: stack.length };
  const block = attentionBlock(module, stack, dimensions, norm.output, memory, sharedKv);
  const bias = stack.style === 't5' ? relativeBias(module, stack, dimensions, block.scores) : [];
  return [...norm.einsums, ...block.einsums, ...bias];
}

/** Attention of the decoder over the encoder's output, which is one tensor for all layers. */
export function crossAttention(
  decoder: Stack,
  encoder: Stack,
  encoderOutput: Tensor,
  dimensions: Dimensions,
  sharedKv: boolean,
): Einsum[] {
  const norm = layerNorm('cross-attention', decoder, dimensions, decoder.layers);
  const memory = { tensor: encoderOutput, length: encoder.length };
  const block = attentionBlock('cross-attention', decoder, dimensions, norm.output, memory, sharedKv);
  return [...norm.einsums, ...block.einsums];
}

function attentionBlock(
  module: Module,
  stack: Stack,
  dimensions: Dimensions,
  input: Tensor,
  memory: Memory,
  sharedKv: boolean,
): { einsums: Einsum[]; scores: Tensor } {
  const { batch, dModel, heads, dKv, headKeys, memoryHeads, memoryKeys } = dimensions;
  const { layers, length } = stack;
  const memoryLength: Dimension = { name: 'memoryLength', size: memory.length.size };
  const make = (name: string, ...rest: [Einsum['kind'], Einsum['inputs'], Einsum['output']]) =>
    einsum(module, name, rest[0], layers, rest[1], rest[2]);

  const query = activation(`${module}: queries`, [batch, length, headKeys], layers);
  const key = activation(`${module}: keys`, [batch, memory.length, memoryKeys], layers);
  const value = sharedKv ? key : activation(`${module}: values`, [batch, memory.length, memoryKeys], layers);
  const scores = activation(`${module}: scores`, [batch, heads, length, memoryLength], layers, 0);
  const probabilities = activation(`${module}: probabilities`, scores.dimensions, layers, PROBABILITY_BYTES);
  const context = activation(`${module}: context`, [batch, length, headKeys], layers);
  const result = activation(`${module}: result`, [batch, length, dModel], layers, 0);

  const project = (name: string, from: Tensor, to: Tensor, width: Dimension) => {
    const matrix = weight(`${module}: ${name} weight`, [dModel, width], layers);
    return [make(name, 'projection', [whole(from), whole(matrix)], whole(to)), ...biasOf(name, to, width)];
  };
  const biasOf = (name: string, to: Tensor, along: Dimension) =>
    stack.style === 'vit' ? [addBias(module, name, layers, to, along)] : [];
  const outputWeight = weight(`${module}: output weight`, [headKeys, dModel], layers);
  const perHead = (tensor: Tensor) => seenAs(tensor, [batch, heads, length, dKv]);
  const remembered = (tensor: Tensor) =>
    seenAs(tensor, memoryHeads ? [batch, memoryHeads, memoryLength, dKv] : [batch, memoryLength, dKv]);

  const einsums = [
    ...project('query', input, query, headKeys),
    ...project(sharedKv ? 'key and value' : 'key', memory.tensor, key, memoryKeys),
    ...(sharedKv ? [] : project('value', memory.tensor, value, memoryKeys)),
    make('scores', 'attention', [perHead(query), remembered(key)], whole(scores)),
    make('context', 'attention', [whole(probabilities), remembered(value)], perHead(context)),
    make('output', 'projection', [whole(context), whole(outputWeight)], whole(result)),
    ...biasOf('output', result, dModel),
  ];
  return { einsums, scores };
}

/**
 * The relative-position bias of a stack: one table for all layers, looked up again in every layer (without a batch
 * dimension) and added to the scores. Its gradient is summed over the batch before the look-up's.
 */
function relativeBias(module: Module, stack: Stack, dimensions: Dimensions, scores: Tensor): Einsum[] {
  const { heads, buckets } = dimensions;
  const memoryLength: Dimension = { name: 'memoryLength', size: stack.length.size };
  const positions: Tensor = {
    name: `${module}: relative positions`,
    dimensions: [stack.length, memoryLength, buckets],
    count: 1,
    kind: 'indices',
    savedBytes: 0,
  };
  const table = weight(`${module}: relative-position table`, [buckets, heads], 1);
  const bias = activation(
    `${module}: relative-position bias`,
    [heads, stack.length, memoryLength],
    stack.layers,
    0,
  );
  return [
    einsum(
      module,
      'relative-position bias',
      'lookup',
      stack.layers,
      [whole(positions), whole(table)],
      whole(bias),
    ),
    einsum(module, 'add bias', 'addition', stack.layers, [whole(scores), whole(bias)], whole(scores)),
  ];
}
