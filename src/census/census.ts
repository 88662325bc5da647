import type { ModelShape } from '../model/shape';
import { RELATIVE_POSITION_BUCKETS } from '../model/sizes';
import { crossAttention, selfAttention } from './attention';
import type { Dimension } from './dimensions';
import { type Einsum, type Tensor, whole } from './einsum';
import { feedForward } from './feedForward';
import { layerNorm } from './norm';
import { activation, type Dimensions, einsum, LOGIT_BYTES, type Stack, weight } from './stack';
import { takeVisionCensus } from './vision';
import { decoderTokens, type Workload } from './workload';

/** The einsums of one forward pass over a step's sequences, in the order in which they run. */
export type Census = readonly Einsum[];

/**
 * The census of a shape on a workload: every einsum of the forward pass over named dimensions. Everything else is read
 * from it: parameters, multiply-accumulates, bytes, optimizer slots, memory, collectives, seconds.
 * Source: the Mesh TensorFlow transformer that the paper trains (github.com/tensorflow/mesh, mesh_tensorflow/transformer).
 *
 * A stack of 0 layers is not there, and nothing else changes:
 * - without a decoder (Bert-like) the logits are those of the encoder, on all S positions (masked language model);
 * - without an encoder (GPT-like) the decoder reads inputs and targets as one sequence of S + T tokens, with logits on all
 *   of them (Raffel et al. 2019, section 3.2.3), and there is no cross-attention.
 */
export function takeCensus(shape: ModelShape, workload: Workload): Census {
  if (shape.vision !== undefined) return takeVisionCensus(shape, shape.vision, workload);
  const { encoderLayers, decoderLayers, sharedKv, gatedFf, tiedEmbedding } = shape;
  const dimensions = dimensionsOf(shape, workload);
  const table = weight('embedding: table', [dimensions.vocab, dimensions.dModel], 1);
  const encoder = stackOf('encoder', encoderLayers, workload.encoderLength);
  const decoder = stackOf('decoder', decoderLayers, decoderTokens(shape, workload));
  const encoderNorm = layerNorm('encoder final norm', encoder, dimensions, 1);
  const decoderNorm = layerNorm('decoder final norm', decoder, dimensions, 1);
  const tied = tiedEmbedding ? table : null;

  const encoding = () => [
    lookUp(encoder, table, dimensions),
    ...selfAttention(encoder, dimensions, sharedKv),
    ...feedForward(encoder, dimensions, gatedFf),
    ...encoderNorm.einsums,
  ];
  const crossing = () => crossAttention(decoder, encoder, encoderNorm.output, dimensions, sharedKv);
  const decoding = () => [
    lookUp(decoder, table, dimensions),
    ...selfAttention(decoder, dimensions, sharedKv),
    ...(encoderLayers === 0 ? [] : crossing()),
    ...feedForward(decoder, dimensions, gatedFf),
    ...decoderNorm.einsums,
  ];
  if (decoderLayers === 0) return [...encoding(), logits(encoder, encoderNorm.output, tied, dimensions)];
  return [
    ...(encoderLayers === 0 ? [] : encoding()),
    ...decoding(),
    logits(decoder, decoderNorm.output, tied, dimensions),
  ];
}

function stackOf(name: Stack['name'], layers: number, tokens: number): Stack {
  return { name, style: 't5', layers, length: { name: `${name}Length`, size: tokens } };
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

function logits(stack: Stack, input: Tensor, tied: Tensor | null, dimensions: Dimensions): Einsum {
  const { batch, vocab, dModel } = dimensions;
  const matrix = tied ?? weight('logits: weight', [dModel, vocab], 1);
  const output = activation('logits', [batch, stack.length, vocab], 1, LOGIT_BYTES);
  return einsum('logits', 'projection', 'projection', 1, [whole(input), whole(matrix)], whole(output));
}
