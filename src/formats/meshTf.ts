import { VOCAB_SIZE } from '../model/sizes';
import type { ModelConfig, ReadOptions, SourceFile } from './config';
import { failValue, LARGEST, truth, wholeNumber } from './gin/expectations';
import { findSetting, parameterOf } from './gin/lookup';
import { beginReading, type Reading, takeOrDefault } from './gin/reading';
import { refuseOtherBuckets, refuseOtherModels } from './meshTf/architecture';
import { DECODER_EMBEDDING, KNOWN_NAMES } from './meshTf/names';
import { notesOf } from './meshTf/notes';
import { readRun } from './meshTf/run';
import { readStacks } from './meshTf/stacks';
import { orderedShape } from './shape';

/** The pieces of T5's SentencePiece vocabulary with its 100 extra ids (32,000 + 100), before padding. */
const T5_PIECES = 32_100;

/** A vocabulary that the caller knows; Mesh TensorFlow files hold none. */
interface MeshTfOptions extends Pick<ReadOptions, 'include'> {
  readonly vocabSize?: number | undefined;
}

/** Whether a gin file speaks of Mesh TensorFlow's T5: one of its five macros, its classes or its model files. */
export function recognises({ text }: SourceFile): boolean {
  return (
    /^(?:d_model|d_ff|d_kv|num_heads|num_layers)[ \t]*=/m.test(text) ||
    /\bmesh_tensorflow\b|\bUnitransformer\b|\bmake_layer_stack\b|\btpu_mesh_shape\b|\bbitransformer\b/.test(
      text,
    ) ||
    /^include[ \t]*['"]models\//m.test(text)
  );
}

/**
 * Reads a model of Mesh TensorFlow's T5 library: a short model file of macros with its includes, or an operative
 * configuration. A binding in `encoder/` or `decoder/` wins over one without scope, and that over the library's macro.
 *
 * Where the file and all its includes are silent, the library's defaults hold: one activation (relu), all heads with keys
 * and values of their own, and one embedding for inputs and logits. Mesh TensorFlow's class has
 * `shared_embedding_and_softmax_weights = False`, but the T5 library loads `defaults.gin` before every model file, and
 * that shares: `bi_v1_small.gin`, silent, says it has about 60M parameters (60,506,624 tied, 76,956,160 untied), and
 * `t5.1.1.base.gin` names "no sharing of embedding weights with classifier layer" as its change from 1.0.
 *
 * The vocabulary is not in such a file: it is T5's 32,100 pieces, rounded up to a multiple of `vocab_divisor` (128).
 *
 * @throws UserError for a mistake in the text, a field that is missing or impossible, and another architecture.
 */
export function readMeshTf(source: SourceFile, options: MeshTfOptions): ModelConfig {
  const reading = beginReading(source, options, { format: 'mesh-tf', known: KNOWN_NAMES });
  refuseOtherModels(reading.config);
  refuseOtherBuckets(reading.config);
  const stacks = readStacks(reading);
  const tiedEmbedding = takeOrDefault(
    reading,
    {
      field: 'tiedEmbedding',
      label: 'Unitransformer.shared_embedding_and_softmax_weights',
      keys: DECODER_EMBEDDING,
      read: truth,
    },
    true,
  );
  refuseTwoEmbeddings(reading);
  const vocabSize = options.vocabSize ?? paddedVocabulary(reading);
  return {
    file: source.name,
    format: 'mesh-tf',
    shape: orderedShape({ ...stacks, tiedEmbedding, vocabSize }),
    run: readRun(reading),
    places: reading.places,
    notes: notesOf(reading.config),
  };
}

function refuseTwoEmbeddings({ config }: Reading): void {
  const shared = findSetting(config, [parameterOf('Bitransformer', 'shared_embedding')]);
  if (shared && !truth(shared)) failValue(shared, 'True: scaleplan knows one embedding for both stacks');
}

function paddedVocabulary({ config }: Reading): number {
  const setting = findSetting(config, [
    parameterOf('Unitransformer', 'vocab_divisor', 'decoder'),
    parameterOf('Unitransformer', 'vocab_divisor'),
  ]);
  if (!setting) return VOCAB_SIZE;
  const divisor = wholeNumber(LARGEST.vocabulary)(setting);
  return Math.ceil(T5_PIECES / divisor) * divisor;
}
