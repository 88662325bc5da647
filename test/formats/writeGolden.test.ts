import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { writeHuggingFace } from '../../src/formats/write/huggingFace';
import { writeMeshTf } from '../../src/formats/write/meshTf';
import type { FullRun } from '../../src/formats/write/recipe';
import { writeT5x } from '../../src/formats/write/t5x';
import { parseName } from '../../src/names/parse';

const shape = parseName('NL24-SM');
const run: FullRun = { ...PAPER_WORKLOAD, chips: 16, modelParallelism: 1, microbatches: 1 };

/** UPDATE_EXPORTS=1 writes the files anew: read what it wrote. */
function golden(file: string, text: string): void {
  const path = join(__dirname, '../fixtures/export', file);
  if (process.env['UPDATE_EXPORTS'] === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe('NL24-SM, written whole', () => {
  test('for Hugging Face', () => golden('nl24-sm.config.txt', writeHuggingFace(shape)));
  test('for the T5 library', () => golden('nl24-sm.mesh-tf.gin', writeMeshTf(shape, run)));
  test('for T5X', () => golden('nl24-sm.t5x.gin', writeT5x(shape, run)));
});

describe('a config.json', () => {
  const gated = { ...shape, gatedFf: true, tiedEmbedding: false, vocabSize: 250112, decoderLayers: 8 };

  test('is JSON with its keys in order, and real numbers that Python reads as such', () => {
    const text = writeHuggingFace(gated);
    const keys = Object.keys(JSON.parse(text));
    expect(keys).toEqual([...keys].sort());
    expect(text).toContain('"initializer_factor": 1.0,');
    expect(text).toContain('"layer_norm_epsilon": 1e-06,');
  });

  test('says a gated, untied shape with its own vocabulary', () => {
    expect(JSON.parse(writeHuggingFace(gated))).toMatchObject({
      feed_forward_proj: 'gated-gelu',
      tie_word_embeddings: false,
      vocab_size: 250112,
      num_layers: 24,
      num_decoder_layers: 8,
    });
  });
});

describe('a Mesh TensorFlow gin file', () => {
  test('says SH, SKV, gated and untied', () => {
    const text = writeMeshTf({ ...parseName('SH-SKV-SM'), gatedFf: true, tiedEmbedding: false }, run);
    for (const stack of ['encoder', 'decoder']) {
      expect(text).toContain(`\n${stack}/SelfAttention.num_memory_heads = 1\n`);
      expect(text).toContain(`\n${stack}/SelfAttention.shared_kv = True\n`);
      expect(text).toContain(`\n${stack}/DenseReluDense.activation = ['gelu', 'linear']\n`);
      expect(text).toContain(`\n${stack}/Unitransformer.shared_embedding_and_softmax_weights = False\n`);
    }
  });

  test('gives the batch in tokens of the longer side', () => {
    const text = writeMeshTf(shape, { ...run, sequences: 64, encoderLength: 100, decoderLength: 300 });
    expect(text).toContain("run.batch_size = ('tokens_per_batch', 19200)");
    expect(text).toContain("run.sequence_length = {'inputs': 100, 'targets': 300}");
  });

  test.each([
    [4, '2x2'],
    [16, '4x4'],
    [32, '4x8'],
    [64, '8x8'],
    [128, '8x16'],
    [256, '16x16'],
    [512, '16x32'],
    [1024, '32x32'],
  ])('%i chips stand as %s', (chips, topology) => {
    expect(writeMeshTf(shape, { ...run, chips })).toContain(
      `utils.tpu_mesh_shape.tpu_topology = '${topology}'`,
    );
  });
});

describe('a T5X gin file', () => {
  test.each([
    [32128, 'cc_all.32000.100extra', "MIXTURE_OR_TASK_NAME = 'c4_v220_span_corruption'"],
    [250112, 'mc4.250000.100extra', 'MIXTURE_OR_TASK_NAME = %gin.REQUIRED'],
    [384, '@seqio.ByteVocabulary()', 'MIXTURE_OR_TASK_NAME = %gin.REQUIRED'],
    [1000, 'sentencepiece_model_file = %gin.REQUIRED', 'MIXTURE_OR_TASK_NAME = %gin.REQUIRED'],
  ])('names the vocabulary of %i, and a task only where it fits', (vocabSize, vocabulary, task) => {
    const text = writeT5x({ ...shape, vocabSize }, run);
    expect(text).toContain(`vocab_size = ${vocabSize}\n`);
    expect(text).toContain(vocabulary);
    expect(text).toContain(task);
  });

  test('partitions as the model parallelism says', () => {
    expect(writeT5x(parseName('XL'), { ...run, modelParallelism: 8 })).toContain('num_partitions = 8 ');
  });

  test('takes a step in the microbatches of the layout', () => {
    expect(writeT5x(parseName('XL'), { ...run, microbatches: 2 })).toContain('\n  num_microbatches = 2\n');
    expect(writeT5x(shape, run)).toContain('\n  num_microbatches = None\n');
  });

  test('says a gated, untied shape', () => {
    const text = writeT5x({ ...shape, gatedFf: true, tiedEmbedding: false }, run);
    expect(text).toContain("  mlp_activations = ('gelu', 'linear')\n");
    expect(text).toContain('  logits_via_embedding = False\n');
  });
});
