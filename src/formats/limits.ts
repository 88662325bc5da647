import { numericKnob } from '../model/operators';
import type { ModelShape, VisionInput } from '../model/shape';
import { LARGEST_SIDE } from '../model/vision';
import type { RunSettings } from './config';

/** The numbers of a model: every field of a shape that is counted. */
export type CountedField = Exclude<keyof ModelShape, 'sharedKv' | 'gatedFf' | 'tiedEmbedding' | 'vision'>;

/** The longest configuration file that is read, in bytes on the disk and in characters; real ones have a few thousand. */
export const LONGEST_FILE = 1024 * 1024;

const DEPTH = numericKnob('NL').limit;

/** How large a number of a file can be before it must be a slip; the operators of names stop at the same. */
export const LARGEST: Readonly<Record<CountedField | keyof VisionInput | keyof RunSettings, number>> = {
  encoderLayers: DEPTH,
  decoderLayers: DEPTH,
  dModel: numericKnob('DM').limit,
  dFf: numericKnob('FF').limit,
  dKv: numericKnob('KV').limit,
  numHeads: numericKnob('NH').limit,
  numMemoryHeads: numericKnob('NH').limit,
  // The largest published vocabularies have a million entries.
  vocabSize: 2 ** 24,
  patchSize: LARGEST_SIDE,
  imageSize: LARGEST_SIDE,
  classes: 2 ** 24,
  // As far as the flags go.
  sequences: 2 ** 24,
  encoderLength: 2 ** 20,
  decoderLength: 2 ** 20,
  trainSteps: 1e12,
  chips: 1_000_000,
  modelParallelism: 1_000_000,
};
