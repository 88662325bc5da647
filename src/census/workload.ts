import workload from '../../presets/workload.json';
import { familyOf } from '../model/family';
import type { ModelShape } from '../model/shape';
import { tokensOf } from '../model/vision';

/** What one training step is run on: B sequences, S and T tokens each, and how many steps. */
export interface Workload {
  /** B: sequences a step; images of a Vision Transformer. */
  readonly sequences: number;
  /** S: tokens of an encoder sequence; of an image, its patches and the class token. */
  readonly encoderLength: number;
  /** T: tokens of a decoder sequence; 0 where there is nothing to decode. */
  readonly decoderLength: number;
  readonly trainSteps: number;
}

/** The paper's pre-training run: 128 sequences of 512 and 128 tokens, 2^19 steps (section 3). */
export const PAPER_WORKLOAD: Workload = workload.paper;

/**
 * The workload as a shape sees it: an image has as many tokens as its patches make, and what has no decoder decodes
 * nothing (but a model that is all decoder reads inputs and targets).
 */
export function workloadOf(shape: ModelShape, run: Workload): Workload {
  if (shape.vision !== undefined) return { ...run, encoderLength: tokensOf(shape.vision), decoderLength: 0 };
  return familyOf(shape) === 'encoder-only' ? { ...run, decoderLength: 0 } : run;
}

/** Tokens of a sequence that the decoder runs over: the targets, and without an encoder the inputs before them. */
export function decoderTokens(shape: ModelShape, { encoderLength, decoderLength }: Workload): number {
  return shape.encoderLayers === 0 ? encoderLength + decoderLength : decoderLength;
}

/** The tokens of the longest sequence that a stack of the model runs over. */
export function longestSequence(shape: ModelShape, run: Workload): number {
  const { encoderLength } = workloadOf(shape, run);
  const decoded = shape.decoderLayers === 0 ? 0 : decoderTokens(shape, run);
  return shape.encoderLayers === 0 ? decoded : Math.max(encoderLength, decoded);
}
