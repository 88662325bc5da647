import type { ModelShape, VisionInput } from '../../model/shape';
import type { RunSettings } from '../config';

/** The keys of a shape file. */
export const OWN_KEYS: readonly string[] = ['$schema', 'name', 'base', 'shape', 'run'];

/** The fields of a shape that hold one thing: all but the image side of a Vision Transformer. */
export type FlatField = Exclude<keyof ModelShape, 'vision'>;

/** The fields of a shape and what each holds. */
export const SHAPE_FIELDS: Readonly<Record<FlatField, 'count' | 'flag'>> = {
  encoderLayers: 'count',
  decoderLayers: 'count',
  dModel: 'count',
  dFf: 'count',
  dKv: 'count',
  numHeads: 'count',
  numMemoryHeads: 'count',
  sharedKv: 'flag',
  gatedFf: 'flag',
  tiedEmbedding: 'flag',
  vocabSize: 'count',
};

/** The fields of the image side, all counts. */
export const VISION_FIELDS: readonly (keyof VisionInput)[] = ['patchSize', 'imageSize', 'classes'];

/** The settings of a run. */
export const RUN_FIELDS: readonly (keyof RunSettings)[] = [
  'sequences',
  'encoderLength',
  'decoderLength',
  'trainSteps',
  'chips',
  'modelParallelism',
];
