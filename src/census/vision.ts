import type { ModelShape, VisionInput } from '../model/shape';
import { COLOURS, tokensOf, VISION_OPTIMIZER_SLOTS } from '../model/vision';
import { selfAttention } from './attention';
import { addBias } from './bias';
import type { Dimension } from './dimensions';
import { type Einsum, type Tensor, whole } from './einsum';
import { feedForward } from './feedForward';
import { layerNorm } from './norm';
import {
  activation,
  BFLOAT16_BYTES,
  type Dimensions,
  einsum,
  LOGIT_BYTES,
  type Stack,
  weight,
} from './stack';
import type { Workload } from './workload';

/**
 * The census of a Vision Transformer on a step's images (Dosovitskiy et al. 2020, section 3.1): patches embedded by one
 * matrix, a class token before them, learned positions, an encoder with biases on every projection and norm, and a head on
 * the class token. Only matrix products are counted: that is what Table 5 prints, whose library is not Mesh TensorFlow.
 */
export function takeVisionCensus(shape: ModelShape, vision: VisionInput, workload: Workload): Einsum[] {
  const tokens = tokensOf(vision);
  const stack: Stack = {
    name: 'encoder',
    style: 'vit',
    layers: shape.encoderLayers,
    length: { name: 'encoderLength', size: tokens },
  };
  const dimensions = dimensionsOf(shape, workload);
  const norm = layerNorm('encoder final norm', stack, dimensions, 1);
  const census = [
    ...embedImage(stack, vision, dimensions),
    ...selfAttention(stack, dimensions, false),
    ...feedForward(stack, dimensions, false),
    ...norm.einsums,
    ...classify(vision, dimensions),
  ];
  return withAdam(census);
}

function dimensionsOf({ dModel, dFf, numHeads, dKv }: ModelShape, { sequences }: Workload): Dimensions {
  const heads: Dimension = { name: 'heads', size: numHeads };
  const headKeys: Dimension = { name: 'headKeys', size: numHeads * dKv };
  return {
    batch: { name: 'batch', size: sequences },
    dModel: { name: 'dModel', size: dModel },
    dFf: { name: 'dFf', size: dFf },
    heads,
    dKv: { name: 'dKv', size: dKv },
    headKeys,
    memoryHeads: heads,
    memoryKeys: headKeys,
    vocab: { name: 'vocab', size: 0 },
    buckets: { name: 'buckets', size: 0 },
  };
}

/** The patches, the class token and the positions of both. */
function embedImage(stack: Stack, vision: VisionInput, { batch, dModel }: Dimensions): Einsum[] {
  const patches: Dimension = { name: 'patches', size: stack.length.size - 1 };
  const pixels: Dimension = { name: 'pixels', size: vision.patchSize * vision.patchSize * COLOURS };
  const matrix = weight('embedding: patch weight', [pixels, dModel], 1);
  // Kept for the gradient of the patch weight.
  const image = given('image', [batch, patches, pixels], BFLOAT16_BYTES);
  const one = given('one an image', [batch], 0);
  const token = weight('embedding: class token', [dModel], 1);
  const positions = weight('embedding: positions', [stack.length, dModel], 1);
  const embedded = activation('embedded patches', [batch, patches, dModel], 1, 0);
  const classToken = activation('class token', [batch, dModel], 1, 0);
  const stream = activation('embedded image', [batch, stack.length, dModel], 1, 0);
  const make = (name: string, kind: Einsum['kind'], inputs: [Tensor, Tensor], output: Tensor) =>
    einsum('embedding', name, kind, 1, inputs.map(whole), whole(output));
  return [
    make('patches', 'projection', [image, matrix], embedded),
    addBias('embedding', 'patch', 1, embedded, dModel),
    make('class token', 'addition', [one, token], classToken),
    make('add positions', 'addition', [stream, positions], stream),
  ];
}

/** What is given, as indices are, and has no gradient. */
function given(name: string, dimensions: readonly Dimension[], savedBytes: number): Tensor {
  return { name, dimensions, count: 1, kind: 'indices', savedBytes };
}

/** The head looks at the class token alone. */
function classify({ classes }: VisionInput, { batch, dModel }: Dimensions): Einsum[] {
  const width: Dimension = { name: 'classes', size: classes };
  const token = activation('logits: class token', [batch, dModel], 1, 0);
  const matrix = weight('logits: weight', [dModel, width], 1);
  const output = activation('logits', [batch, width], 1, LOGIT_BYTES);
  const project = einsum(
    'logits',
    'projection',
    'projection',
    1,
    [whole(token), whole(matrix)],
    whole(output),
  );
  return [project, addBias('logits', 'head', 1, output, width)];
}

/** The same census, its weights trained with Adam. Uses of one weight keep sharing one tensor. */
function withAdam(census: readonly Einsum[]): Einsum[] {
  const trained = new Map<Tensor, Tensor>();
  const withSlots = (tensor: Tensor) => {
    if (tensor.kind !== 'weight') return tensor;
    const known = trained.get(tensor) ?? { ...tensor, optimizerSlots: VISION_OPTIMIZER_SLOTS };
    trained.set(tensor, known);
    return known;
  };
  return census.map((entry) => ({
    ...entry,
    inputs: entry.inputs.map(({ tensor, dimensions }) => ({ tensor: withSlots(tensor), dimensions })),
  }));
}
