/** What a Vision Transformer looks at and tells apart, in place of a vocabulary. */
export interface VisionInput {
  /** Pixels of a patch's side. */
  readonly patchSize: number;
  /** Pixels of an image's side. */
  readonly imageSize: number;
  readonly classes: number;
}

/**
 * The shape of a T5-style encoder-decoder Transformer: every dimension that its cost depends on.
 * Letters as in the paper: L layers, d dModel, f dFf, k dKv, H numHeads, V vocabSize.
 */
export interface ModelShape {
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly dModel: number;
  readonly dFf: number;
  readonly dKv: number;
  readonly numHeads: number;
  /** Heads of keys and values; 0 means as many as `numHeads`, 1 is the paper's SH (Mesh TensorFlow's `num_memory_heads`). */
  readonly numMemoryHeads: number;
  /** The paper's SKV: one matrix makes both keys and values (Mesh TensorFlow's `shared_kv`). */
  readonly sharedKv: boolean;
  /** A gated feed-forward block (T5 1.1): three matrices instead of two. */
  readonly gatedFf: boolean;
  /** One embedding matrix serves the inputs and the logits. */
  readonly tiedEmbedding: boolean;
  readonly vocabSize: number;
  /** The image side of a Vision Transformer; absent in models of text. */
  readonly vision?: VisionInput;
}

/** The dimensions of a shape that an operator can set to a number. */
export type NumericDimension = 'encoderLayers' | 'decoderLayers' | 'dModel' | 'dFf' | 'dKv' | 'numHeads';

/** Whether two shapes are the same in every dimension. */
export function sameShape(a: ModelShape, b: ModelShape): boolean {
  const { vision: seenByA, ...textA } = a;
  const { vision: seenByB, ...textB } = b;
  const sameText = (Object.keys(textA) as (keyof typeof textA)[]).every((key) => textA[key] === textB[key]);
  return sameText && sameVision(seenByA, seenByB);
}

function sameVision(a: VisionInput | undefined, b: VisionInput | undefined): boolean {
  return a?.patchSize === b?.patchSize && a?.imageSize === b?.imageSize && a?.classes === b?.classes;
}
