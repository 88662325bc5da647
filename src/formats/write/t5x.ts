import type { ModelShape } from '../../model/shape';
import { VOCAB_SIZE } from '../../model/sizes';
import { checkSayable } from './limits';
import { type FullRun, headerOf, pythonBoolean, RECIPE } from './recipe';
import { IMPORTS, modelSection, runSections } from './t5xSections';

/**
 * A gin file for T5X: model and pre-training run in one file that includes no other. T5X trains on the devices that it
 * finds, so that the number of chips is only a comment.
 * @throws UserError `export-cannot-say` for SH, SKV or memory heads
 */
export function writeT5x(shape: ModelShape, run: FullRun): string {
  checkSayable(shape, 't5x');
  const header = headerOf(shape, run, 'T5X', [
    'Start it with: python -m t5x.train --gin_file=THIS_FILE --gin.MODEL_DIR=\\"DIR\\"',
  ]);
  const sections = [
    header,
    IMPORTS,
    macros(shape, run),
    vocabulary(shape),
    modelSection(),
    network(shape),
    ...runSections(run),
  ];
  return `${sections.join('\n\n')}\n`;
}

function macros({ vocabSize }: ModelShape, run: FullRun): string {
  const task =
    vocabSize === VOCAB_SIZE ? "'c4_v220_span_corruption'" : '%gin.REQUIRED  # one with the vocabulary below';
  return `# ------------------- Run ------------------------------------------------------
MODEL_DIR = %gin.REQUIRED
MIXTURE_OR_TASK_NAME = ${task}
TASK_FEATURE_LENGTHS = {'inputs': ${run.encoderLength}, 'targets': ${run.decoderLength}}
BATCH_SIZE = ${run.sequences}
TRAIN_STEPS = ${run.trainSteps}
USE_CACHED_TASKS = False  # True where the task is cached

# ------------------- Loss -----------------------------------------------------
Z_LOSS = ${RECIPE.zLoss}
LABEL_SMOOTHING = 0.0
LOSS_NORMALIZING_FACTOR = None
DROPOUT_RATE = ${RECIPE.dropoutRate}  # pre-training; fine-tuning uses 0.1`;
}

/** The vocabularies of T5 and mT5, by their size rounded up as a config says it. Source: T5X's own gin files. */
const SENTENCEPIECE_FILES: Readonly<Record<number, string>> = {
  [VOCAB_SIZE]: 'gs://t5-data/vocabs/cc_all.32000.100extra/sentencepiece.model',
  250112: 'gs://t5-data/vocabs/mc4.250000.100extra/sentencepiece.model',
};

/** ByT5's 256 bytes, 3 special and 125 extra entries. */
const BYTE_VOCABULARY = 384;

function vocabulary({ vocabSize }: ModelShape): string {
  const title = '# ------------------- Vocabulary (shared by encoder and decoder) ---------------';
  if (vocabSize === BYTE_VOCABULARY) return `${title}\nVOCABULARY = @seqio.ByteVocabulary()`;
  const file = SENTENCEPIECE_FILES[vocabSize];
  const value = file === undefined ? `%gin.REQUIRED  # of at most ${vocabSize} entries` : `'${file}'`;
  return `${title}
VOCABULARY = @seqio.SentencePieceVocabulary()
seqio.SentencePieceVocabulary.sentencepiece_model_file = ${value}`;
}

function network(shape: ModelShape): string {
  return `# ------------------- Network --------------------------------------------------
network.Transformer.config = @network.T5Config()
network.T5Config:
  vocab_size = ${shape.vocabSize}
  dtype = 'bfloat16'
  emb_dim = ${shape.dModel}
  num_heads = ${shape.numHeads}
  num_encoder_layers = ${shape.encoderLayers}
  num_decoder_layers = ${shape.decoderLayers}
  head_dim = ${shape.dKv}
  mlp_dim = ${shape.dFf}
  mlp_activations = ${shape.gatedFf ? "('gelu', 'linear')" : "('relu',)"}
  dropout_rate = %DROPOUT_RATE
  logits_via_embedding = ${pythonBoolean(shape.tiedEmbedding)}`;
}
