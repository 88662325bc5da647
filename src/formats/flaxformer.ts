import type { ModelShape } from '../model/shape';
import type { ModelConfig, ReadOptions, SourceFile } from './config';
import { failValue, isGated, LARGEST, wholeNumber } from './gin/expectations';
import { type GinKey, type GinSetting, macro, parameterOf } from './gin/lookup';
import type { KnownNames } from './gin/misspellings';
import { beginReading, takeOrDefault, takeRequired } from './gin/reading';
import { orderedShape } from './shape';
import { readT5xRun, T5X_RUN_MACROS, T5X_RUN_OTHERS } from './t5x/run';

const ATTENTION = 'MultiHeadDotProductAttention';

/** Where each dimension stands: the parameter of the layer that has it, and the macro of the model files. */
const DIMENSIONS = {
  encoderLayers: ['NUM_ENCODER_LAYERS', LARGEST.layers, parameterOf('Encoder', 'num_layers')],
  decoderLayers: ['NUM_DECODER_LAYERS', LARGEST.layers, parameterOf('Decoder', 'num_layers')],
  numHeads: ['NUM_HEADS', LARGEST.heads, parameterOf(ATTENTION, 'num_heads')],
  dKv: ['HEAD_DIM', LARGEST.dKv, parameterOf(ATTENTION, 'head_dim')],
  dModel: ['EMBED_DIM', LARGEST.dModel, parameterOf('Embed', 'features', 'token_embedder')],
  dFf: ['MLP_DIM', LARGEST.dFf, parameterOf('MlpBlock', 'intermediate_dim')],
  vocabSize: ['NUM_EMBEDDINGS', LARGEST.vocabulary, parameterOf('Embed', 'num_embeddings', 'token_embedder')],
} as const satisfies Partial<Record<keyof ModelShape, readonly [string, number, GinKey]>>;

const MODEL_MACROS = Object.values(DIMENSIONS).map(([name]) => name);

const KNOWN_NAMES: KnownNames = {
  macros: [...MODEL_MACROS, 'ACTIVATIONS', ...T5X_RUN_MACROS],
  owners: {
    MlpBlock: ['intermediate_dim', 'activations'],
    [ATTENTION]: ['num_heads', 'head_dim'],
    Encoder: ['num_layers'],
    Decoder: ['num_layers', 'output_logits_factory'],
  },
  others: T5X_RUN_OTHERS,
};

/** Whether a gin file speaks of flaxformer: one of the upper-case macros of its model files, or its name. */
export function recognises({ text }: SourceFile): boolean {
  return (
    /^(?:NUM_(?:ENCODER_LAYERS|DECODER_LAYERS|HEADS|EMBEDDINGS)|HEAD_DIM|EMBED_DIM|MLP_DIM)[ \t]*=/m.test(
      text,
    ) || /\bflaxformer\b|\bt5_architecture\b/.test(text)
  );
}

/**
 * Reads a flaxformer model: its upper-case macros, or the parameters of the layers where an architecture file binds them.
 * Where the file and all its includes are silent, the defaults of the classes hold for what is no dimension:
 * `MlpBlock.activations = ('relu',)`, and `Decoder.output_logits_factory = None`, with which the decoder makes its logits
 * with the embedding (flaxformer/architectures/t5/t5_architecture.py). T5 1.1's architecture file binds both.
 * @throws UserError for a mistake in the text, and a field that is missing or impossible.
 */
export function readFlaxformer(source: SourceFile, options: Pick<ReadOptions, 'include'>): ModelConfig {
  const reading = beginReading(source, options, { format: 'flaxformer', known: KNOWN_NAMES });
  const take = (field: keyof typeof DIMENSIONS): number => {
    const [label, largest, key] = DIMENSIONS[field];
    return takeRequired(reading, { field, label, keys: [key, macro(label)], read: wholeNumber(largest) });
  };
  const activations = [parameterOf('MlpBlock', 'activations'), macro('ACTIVATIONS')];
  const logits = [parameterOf('Decoder', 'output_logits_factory')];
  const shape = orderedShape({
    encoderLayers: take('encoderLayers'),
    decoderLayers: take('decoderLayers'),
    dModel: take('dModel'),
    dFf: take('dFf'),
    dKv: take('dKv'),
    numHeads: take('numHeads'),
    vocabSize: take('vocabSize'),
    numMemoryHeads: 0,
    sharedKv: false,
    gatedFf: takeOrDefault(
      reading,
      { field: 'gatedFf', label: 'MlpBlock.activations', keys: activations, read: isGated },
      false,
    ),
    tiedEmbedding: takeOrDefault(
      reading,
      { field: 'tiedEmbedding', label: 'Decoder.output_logits_factory', keys: logits, read: usesEmbedding },
      true,
    ),
  });
  const run = readT5xRun(reading);
  return { file: source.name, format: 'flaxformer', shape, run, places: reading.places, notes: [] };
}

function usesEmbedding(setting: GinSetting): boolean {
  if (setting.value.kind === 'none') return true;
  return setting.value.kind === 'reference'
    ? false
    : failValue(setting, 'None for the embedding, or an @reference to a layer that makes logits');
}
