import type { ModelShape } from '../../model/shape';
import type { RunSettings } from '../config';

/** The keys of a shape file. */
export const OWN_KEYS: readonly string[] = ['$schema', 'name', 'base', 'shape', 'run'];

/** The fields of a shape and what each holds. */
export const SHAPE_FIELDS: Readonly<Record<keyof ModelShape, 'count' | 'flag'>> = {
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

/** The settings of a run. */
export const RUN_FIELDS: readonly (keyof RunSettings)[] = [
  'sequences',
  'encoderLength',
  'decoderLength',
  'trainSteps',
  'chips',
  'modelParallelism',
];
