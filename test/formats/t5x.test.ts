import { describe, expect, test } from 'vitest';
import { readT5x, recognises } from '../../src/formats/t5x';
import { brief, errorOf, includeFrom, parametersOf, sample } from './gin/support';

const CONFIG = `network.T5Config:
  vocab_size = 32128
  emb_dim = 512
  num_heads = 8
  num_encoder_layers = 6
  num_decoder_layers = 6
  head_dim = 64
  mlp_dim = 2048
`;

function readText(text: string, files: Record<string, string> = {}) {
  return readT5x({ name: 'm.gin', text }, { include: includeFrom(files) });
}

describe('the samples', () => {
  test.each([
    ['t5_1_0/small', 60_506_624],
    ['t5_1_0/base', 222_903_552],
    ['t5_1_1/small', 76_961_152],
    ['t5_1_1/base', 247_577_856],
    ['t5_1_1/large', 783_150_080],
    ['mt5/small', 300_176_768],
    ['mt5/base', 582_401_280],
    ['byt5/small', 299_637_760],
  ])('%s has %i parameters', (name, parameters) => {
    const config = readT5x(sample(`t5x/examples/t5/${name}.gin`), { include: includeFrom() });
    expect(parametersOf(config)).toBe(parameters);
    expect(config.run).toEqual({});
  });

  test('a run file carries the run, though the file of the trainer is not there', () => {
    const config = readT5x(sample('t5x/examples/t5/run.gin'), { include: includeFrom() });
    expect(parametersOf(config)).toBe(76_961_152);
    expect(config.run).toEqual({
      sequences: 256,
      encoderLength: 512,
      decoderLength: 114,
      trainSteps: 10_000,
      modelParallelism: 2,
    });
    expect(config.places.sequences?.text).toBe('BATCH_SIZE = 256');
    expect(config.places.decoderLength?.text).toContain('"targets": 114');
    expect(config.places.dModel).toMatchObject({ file: 't5x/examples/t5/t5_1_1/small.gin', line: 8 });
  });
});

describe('settings', () => {
  test('the class has its own defaults for what is no dimension: one activation, untied', () => {
    expect(readText(CONFIG).shape).toMatchObject({ gatedFf: false, tiedEmbedding: false, numMemoryHeads: 0 });
  });

  test('dotted, in another module, later ones win', () => {
    const more =
      't5x.examples.scalable_t5.network.T5Config.emb_dim = 768\nT5Config.logits_via_embedding = True\n';
    expect(readText(CONFIG + more).shape).toMatchObject({ dModel: 768, tiedEmbedding: true });
    expect(readText(`${CONFIG}  emb_dim = 1024\n`).shape.dModel).toBe(1024);
  });

  test('macros', () => {
    const more = "ACTIVATION = 'gelu'\nnetwork.T5Config.mlp_activations = (%ACTIVATION, 'linear')\n";
    expect(readText(CONFIG + more).shape.gatedFf).toBe(true);
  });

  test.each([
    ['NUM_MODEL_PARTITIONS = 4', 4],
    ['partitioning.PjitPartitioner.model_parallel_submesh = (2, 2, 1, 2)', 8],
    ['partitioning.PjitPartitioner.num_partitions = 1', 1],
    ['TRAIN_STEPS = %gin.REQUIRED', undefined],
  ])('%s', (line, modelParallelism) => {
    expect(readText(`${CONFIG}${line}\n`).run.modelParallelism).toBe(modelParallelism);
  });
});

describe('mistakes', () => {
  test.each([
    ['  emb_dims = 512', 'config-unknown-key m.gin:9 emb_dims'],
    ['network.T5Confg.emb_dim = 5', 'config-unknown-key m.gin:9 network.T5Confg.emb_dim'],
    ['TRAIN_STEP = 5', 'config-unknown-key m.gin:9 TRAIN_STEP'],
    ['  num_heads = 0', 'config-bad-value m.gin:9 0'],
    ['  num_heads = -1', 'config-bad-value m.gin:9 -1'],
    ['  num_heads = 8.5', 'config-bad-value m.gin:9 8.5'],
    ["  num_heads = '8'", "config-bad-value m.gin:9 '8'"],
    ['  vocab_size = 1e308', 'config-bad-value m.gin:9 1e308'],
    ["  logits_via_embedding = 'False'", "config-bad-value m.gin:9 'False'"],
    ['  mlp_activations = 3', 'config-bad-value m.gin:9 3'],
    ['TRAIN_STEPS = 1.5', 'config-bad-value m.gin:9 1.5'],
    ['BATCH_SIZE = "256"', 'config-bad-value m.gin:9 "256"'],
    ['PjitPartitioner.model_parallel_submesh = 2', 'config-bad-value m.gin:9 2'],
  ])('%s', (line, expected) => {
    expect(brief(errorOf(() => readText(`${CONFIG}${line}\n`)))).toBe(expected);
  });

  test.each(CONFIG.match(/\w+(?= = )/g) as string[])('a missing %s is named', (name) => {
    const text = CONFIG.replace(new RegExp(`^ +${name} = .*\n`, 'm'), '');
    const error = errorOf(() => readText(text));
    expect(error).toMatchObject({ code: 'config-missing-field', details: { field: `T5Config.${name}` } });
  });

  test('an include that is not there and may hold what is missing', () => {
    const path = 't5x/examples/t5/t5_1_1/small.gin';
    const error = errorOf(() => readT5x(sample(path), { include: () => null }));
    expect(brief(error)).toBe(`config-include-missing ${path}:3 't5x/examples/t5/t5_1_1/base.gin'`);
    const whole = `include 'b.gin'\n${CONFIG}  mlp_activations = ('relu',)\n  logits_via_embedding = True\n`;
    expect(readText(whole).shape.tiedEmbedding).toBe(true);
  });

  test('a decoder alone is another architecture', () => {
    const error = errorOf(() => readText('network.TransformerConfig:\n  emb_dim = 5\n'));
    expect(error.code).toBe('config-other-architecture');
  });
});

test('recognised by its class and includes', () => {
  expect(recognises(sample('t5x/examples/t5/t5_1_1/small.gin'))).toBe(true);
  expect(recognises(sample('t5x/examples/t5/run.gin'))).toBe(true);
  for (const name of ['models/bi_v1.gin', 'operative_config.gin', 'flaxformer/t5_1_1_small.gin']) {
    expect(recognises(sample(name))).toBe(false);
  }
});
