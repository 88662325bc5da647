import type { ModelShape } from '../model/shape';
import { RELATIVE_POSITION_BUCKETS } from '../model/sizes';
import { crossAttention, selfAttention } from './attention';
import type { Dimension } from './dimensions';
import { type Einsum, type Tensor, whole } from './einsum';
import { feedForward } from './feedForward';
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
import type { Workload } from './workload';

/** The logits are materialised whole, in float32, beside their bfloat16 gradient. */
const LOGIT_BYTES = FLOAT32_BYTES + BFLOAT16_BYTES;

/** The einsums of one forward pass over a step's sequences, in the order in which they run. */
export type Census = readonly Einsum[];

/**
 * The census of a shape on a workload: every einsum of the forward pass over named dimensions. Everything else is read
 * from it: parameters, multiply-accumulates, bytes, optimizer slots, memory, collectives, seconds.
 * Source: the Mesh TensorFlow transformer that the paper trains (github.com/tensorflow/mesh, mesh_tensorflow/transformer).
 */
export function takeCensus(shape: ModelShape, workload: Workload): Census {
  const dimensions = dimensionsOf(shape, workload);
  const encoder: Stack = {
    name: 'encoder',
    layers: shape.encoderLayers,
    length: { name: 'encoderLength', size: workload.encoderLength },
  };
  const decoder: Stack = {
    name: 'decoder',
    layers: shape.decoderLayers,
    length: { name: 'decoderLength', size: workload.decoderLength },
  };
  const table = weight('embedding: table', [dimensions.vocab, dimensions.dModel], 1);
  const encoderNorm = layerNorm('encoder final norm', encoder, dimensions, 1);
  const decoderNorm = layerNorm('decoder final norm', decoder, dimensions, 1);
  return [
    lookUp(encoder, table, dimensions),
    ...selfAttention(encoder, dimensions, shape.sharedKv),
    ...feedForward(encoder, dimensions, shape.gatedFf),
    encoderNorm.einsum,
    lookUp(decoder, table, dimensions),
    ...selfAttention(decoder, dimensions, shape.sharedKv),
    ...crossAttention(decoder, encoder, encoderNorm.output, dimensions, shape.sharedKv),
    ...feedForward(decoder, dimensions, shape.gatedFf),
    decoderNorm.einsum,
    logits(decoder, decoderNorm.output, shape.tiedEmbedding ? table : null, dimensions),
  ];
}

function dimensionsOf(shape: ModelShape, workload: Workload): Dimensions {
  const { dModel, dFf, numHeads, numMemoryHeads, dKv, vocabSize } = shape;
  const heads: Dimension = { name: 'heads', size: numHeads };
  const key: Dimension = { name: 'dKv', size: dKv };
  const headKeys: Dimension = { name: 'headKeys', size: numHeads * dKv };
  return {
    batch: { name: 'batch', size: workload.sequences },
    dModel: { name: 'dModel', size: dModel },
    dFf: { name: 'dFf', size: dFf },
    heads,
    dKv: key,
    headKeys,
    vocab: { name: 'vocab', size: vocabSize },
    buckets: { name: 'buckets', size: RELATIVE_POSITION_BUCKETS },
    ...memoryDimensions(numMemoryHeads, heads, key, headKeys),
  };
}

function memoryDimensions(
  numMemoryHeads: number,
  heads: Dimension,
  dKv: Dimension,
  headKeys: Dimension,
): Pick<Dimensions, 'memoryHeads' | 'memoryKeys'> {
  if (numMemoryHeads === 1) return { memoryHeads: null, memoryKeys: dKv };
  if (numMemoryHeads === 0 || numMemoryHeads === heads.size)
    return { memoryHeads: heads, memoryKeys: headKeys };
  // Grouped queries read the same keys: the loop runs over all heads, the weights only over the memory heads.
  return { memoryHeads: heads, memoryKeys: { name: 'memoryHeadKeys', size: numMemoryHeads * dKv.size } };
}

/** The look-up of a stack's tokens: a one-hot times the table (Mesh TensorFlow's `gather`). */
function lookUp(stack: Stack, table: Tensor, dimensions: Dimensions): Einsum {
  const { batch, vocab, dModel } = dimensions;
  const tokens: Tensor = {
    name: `${stack.name} tokens`,
    dimensions: [batch, stack.length, vocab],
    count: 1,
    kind: 'indices',
    savedBytes: 0,
  };
  const embedded = activation(`${stack.name} embedded tokens`, [batch, stack.length, dModel], 1, 0);
  return einsum(
    'embedding',
    `${stack.name} look-up`,
    'lookup',
    1,
    [whole(tokens), whole(table)],
    whole(embedded),
  );
}

function logits(decoder: Stack, input: Tensor, tied: Tensor | null, dimensions: Dimensions): Einsum {
  const { batch, vocab, dModel } = dimensions;
  const matrix = tied ?? weight('logits: weight', [dModel, vocab], 1);
  const output = activation('logits', [batch, decoder.length, vocab], 1, LOGIT_BYTES);
  return einsum('logits', 'projection', 'projection', 1, [whole(input), whole(matrix)], whole(output));
}
