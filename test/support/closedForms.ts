import type { Workload } from '../../src/census/workload';
import type { ModelShape } from '../../src/model/shape';

// The closed forms of the paper's accounting, written out by hand and not by way of the census.
// Letters: d d_model, f d_ff, k d_kv, H heads, V vocabulary, B sequences, S and T lengths, Le and Ld layers, A = dHk.

/** What a mesh repeats: data-parallel replicas, model-parallel cores, microbatches. */
export interface Repetition {
  readonly replicas: number;
  readonly modelParallelism: number;
  readonly microbatches: number;
}

export const ONCE: Repetition = { replicas: 1, modelParallelism: 1, microbatches: 1 };

const BUCKETS = 32;

/** A key or value matrix: d x Hk, or d x gk with g memory heads. */
function memoryMatrix({ dModel, numHeads, numMemoryHeads, dKv }: ModelShape): number {
  return dModel * dKv * (numMemoryHeads === 0 ? numHeads : numMemoryHeads);
}

function attentionParameters(shape: ModelShape): number {
  const projection = shape.dModel * shape.numHeads * shape.dKv;
  return 2 * projection + (shape.sharedKv ? 1 : 2) * memoryMatrix(shape);
}

export function parametersOf(shape: ModelShape): number {
  const { encoderLayers, decoderLayers, dModel: d, dFf: f, numHeads: H, vocabSize: V } = shape;
  const attention = attentionParameters(shape);
  const feedForward = (shape.gatedFf ? 3 : 2) * d * f;
  const encoder = encoderLayers * (attention + feedForward + 2 * d) + d + BUCKETS * H;
  const decoder = decoderLayers * (2 * attention + feedForward + 3 * d) + d + BUCKETS * H;
  return (shape.tiedEmbedding ? 1 : 2) * V * d + encoder + decoder;
}

/** Forward multiply-accumulates of a step but for elementwise products. SH's keys and values are made on every core. */
export function macsOf(shape: ModelShape, workload: Workload, repeated: Repetition): number {
  const { encoderLayers: Le, decoderLayers: Ld, dModel: d, dFf: f, numHeads: H, dKv: k } = shape;
  const { sequences: B, encoderLength: S, decoderLength: T } = workload;
  const A = d * H * k;
  const feedForward = (shape.gatedFf ? 3 : 2) * d * f;
  const copies = shape.numMemoryHeads === 1 ? repeated.modelParallelism : 1;
  const memory = copies * (shape.sharedKv ? 1 : 2) * memoryMatrix(shape);
  const scoresAndContext = (from: number, to: number) => 2 * B * H * k * from * to;
  const encoder = B * S * Le * (2 * A + memory + feedForward) + scoresAndContext(S, S) * Le;
  const decoder =
    B * T * Ld * (4 * A + memory + feedForward) +
    B * S * Ld * memory +
    (scoresAndContext(T, T) + scoresAndContext(S, T)) * Ld;
  const lookUps = B * (S + T) * shape.vocabSize * d;
  const logits = B * T * shape.vocabSize * d;
  const bias = BUCKETS * H * (S * S * Le + T * T * Ld) * repeated.replicas;
  return encoder + decoder + lookUps + logits + bias;
}

/** Elementwise products: three a layer-norm element, repeated on every core of the model axis, and one a gated hidden unit. */
export function elementwiseOf(
  shape: ModelShape,
  workload: Workload,
  { modelParallelism }: Repetition,
): number {
  const { encoderLayers: Le, decoderLayers: Ld, dModel: d, dFf: f } = shape;
  const { sequences: B, encoderLength: S, decoderLength: T } = workload;
  const norms = 3 * B * d * (S * (2 * Le + 1) + T * (3 * Ld + 1)) * modelParallelism;
  return norms + (shape.gatedFf ? B * f * (S * Le + T * Ld) : 0);
}
