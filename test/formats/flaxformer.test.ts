import { describe, expect, test } from 'vitest';
import { readFlaxformer, recognises } from '../../src/formats/flaxformer';
import { brief, errorOf, includeFrom, parametersOf, sample } from './gin/support';

const MACROS = `NUM_ENCODER_LAYERS = 6
NUM_DECODER_LAYERS = 6
NUM_HEADS = 8
HEAD_DIM = 64
EMBED_DIM = 512
MLP_DIM = 2048
NUM_EMBEDDINGS = 32128
`;

function readText(text: string) {
  return readFlaxformer({ name: 'm.gin', text }, { include: includeFrom({}) });
}

test('macros alone are a T5 of the defaults of the classes: one activation, logits by the embedding', () => {
  expect(parametersOf(readText(MACROS))).toBe(60_506_624);
});

test('an architecture file says what is gated and untied', () => {
  const config = readFlaxformer(sample('flaxformer/t5_1_1_small.gin'), { include: includeFrom() });
  expect(parametersOf(config)).toBe(76_961_152);
  expect(config.places.dFf).toMatchObject({
    file: 'flaxformer/t5_1_1_small.gin',
    line: 8,
    text: 'MLP_DIM = 1024',
  });
});

test('activations as a macro, logits by parameter, the run', () => {
  const more = `ACTIVATIONS = ('gelu', 'linear')\nt5_architecture.Decoder.output_logits_factory = None
BATCH_SIZE = 64\nTRAIN_STEPS = 1000\nTASK_FEATURE_LENGTHS = {'inputs': 256, 'targets': 32}\n`;
  expect(readText(MACROS + more)).toMatchObject({
    format: 'flaxformer',
    shape: { gatedFf: true, tiedEmbedding: true },
    run: { sequences: 64, trainSteps: 1000, encoderLength: 256, decoderLength: 32 },
  });
});

describe('mistakes', () => {
  test.each([
    ['EMBED_DIMS = 5', 'config-unknown-key m.gin:8 EMBED_DIMS'],
    ['NUM_HEAD = 5', 'config-unknown-key m.gin:8 NUM_HEAD'],
    ['MLP_DIM = 0', 'config-bad-value m.gin:8 0'],
    ['dense.MlpBlock.activations = 3', 'config-bad-value m.gin:8 3'],
    ['Decoder.output_logits_factory = True', 'config-bad-value m.gin:8 True'],
    ['dense.MlpBlock.intermediate_dim = %MLP', 'gin-unknown-macro m.gin:8 %MLP'],
  ])('%s', (line, expected) => {
    expect(brief(errorOf(() => readText(`${MACROS}${line}\n`)))).toBe(expected);
  });

  test.each(MACROS.match(/\w+(?= = )/g) as string[])('a missing %s is named', (name) => {
    const error = errorOf(() => readText(MACROS.replace(new RegExp(`^${name} = .*\n`, 'm'), '')));
    expect(error).toMatchObject({ code: 'config-missing-field', details: { field: name } });
  });

  test('an architecture file that is not there', () => {
    const error = errorOf(() => readText(`include 'flaxformer/t5x/t5_1_1_flaxformer.gin'\n${MACROS}`));
    expect(error.code).toBe('config-include-missing');
  });
});

test('recognised by its macros', () => {
  expect(recognises(sample('flaxformer/t5_1_1_small.gin'))).toBe(true);
  for (const name of ['models/bi_v1.gin', 'operative_config.gin', 't5x/examples/t5/t5_1_1/base.gin']) {
    expect(recognises(sample(name))).toBe(false);
  }
});
