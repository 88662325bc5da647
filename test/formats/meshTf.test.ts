import { describe, expect, test } from 'vitest';
import { readMeshTf, recognises } from '../../src/formats/meshTf';
import { brief, errorOf, includeFrom, parametersOf, sample } from './gin/support';

const DIMENSIONS = 'd_model = 512\nd_ff = 2048\nd_kv = 64\nnum_heads = 8\nnum_layers = 6\n';

function readText(text: string, files: Record<string, string> = {}) {
  return readMeshTf({ name: 'm.gin', text }, { include: includeFrom(files) });
}

function problemOf(text: string, files: Record<string, string> = {}): string {
  return brief(errorOf(() => readText(text, files)));
}

describe('the samples', () => {
  test.each([
    ['models/bi_v1_small.gin', 60_506_624],
    ['models/bi_v1.gin', 222_903_552],
    ['models/bi_v1_3B.gin', 2_851_598_336],
    ['models/t5.1.1.small.gin', 76_961_152],
    ['models/t5.1.1.base.gin', 247_577_856],
  ])('%s has %i parameters', (name, parameters) => {
    expect(parametersOf(readMeshTf(sample(name), { include: includeFrom() }))).toBe(parameters);
  });

  test('a model file carries its model parallelism, and fields know their file and line', () => {
    const { run, places } = readMeshTf(sample('models/bi_v1_3B.gin'), { include: includeFrom() });
    expect(run).toEqual({ modelParallelism: 8 });
    expect(places.dModel).toMatchObject({ file: 'models/bi_v1_3B.gin', line: 5, text: 'd_model = 1024' });
    const { places: small } = readMeshTf(sample('models/bi_v1_small.gin'), { include: includeFrom() });
    expect(small.dKv).toMatchObject({ file: 'models/bi_bert_base.gin', line: 9 });
    expect(small.tiedEmbedding).toBeUndefined();
  });

  test('an operative configuration is read whole', () => {
    const config = readMeshTf(sample('operative_config.gin'), { include: () => null });
    expect(config).toMatchObject({
      format: 'mesh-tf',
      shape: {
        encoderLayers: 2,
        decoderLayers: 2,
        dModel: 32,
        dFf: 64,
        dKv: 64,
        numHeads: 2,
        numMemoryHeads: 0,
        sharedKv: false,
        gatedFf: true,
        tiedEmbedding: false,
        vocabSize: 32128,
      },
      run: { sequences: 32, encoderLength: 512, decoderLength: 512, trainSteps: 100 },
    });
    expect(config.places.numHeads?.text).toBe('num_heads = 2');
    expect(config.places.sequences?.text).toBe("run.batch_size = ('tokens_per_batch', 16384)");
  });
});

describe('settings', () => {
  test('a stack has its own depth, and a scope wins over none wherever it stands', () => {
    const { shape } = readText(
      `${DIMENSIONS}encoder/transformer.make_layer_stack.num_layers = 36\nmake_layer_stack.num_layers = 4\n`,
    );
    expect(shape).toMatchObject({ encoderLayers: 36, decoderLayers: 4 });
  });

  test('shared keys and values, memory heads, activations, vocabulary', () => {
    const more = `SelfAttention.shared_kv = True\nSelfAttention.num_memory_heads = 2
DenseReluDense.activation = ['relu']\nUnitransformer.vocab_divisor = 256\n`;
    expect(readText(DIMENSIONS + more).shape).toMatchObject({
      sharedKv: true,
      numMemoryHeads: 2,
      gatedFf: false,
      tiedEmbedding: true,
      vocabSize: 32256,
    });
    const mt5 = { include: () => null, vocabSize: 250112 };
    expect(readMeshTf({ name: 'm.gin', text: DIMENSIONS }, mt5).shape.vocabSize).toBe(250112);
  });

  test.each([
    [
      "run.batch_size = ('tokens_per_batch', 65536)\nrun.sequence_length = {'inputs': 512, 'targets': 128}",
      128,
    ],
    ["run.batch_size = ('sequences_per_batch', 32)", 32],
    ['utils.run.batch_size = 64', 64],
    [
      'N = 65536\nL = 256\nrun.batch_size = ("tokens_per_batch", %N)\nrun.sequence_length = {"inputs": %L}',
      256,
    ],
    ["run.batch_size = ('sequences_per_replica', 4)\nrun.mesh_shape = 'model:4,batch:8'", 32],
    [
      "run.batch_size = ('tokens_per_replica', 8192)\nrun.sequence_length = {'inputs': 512}\ntpu_mesh_shape.tpu_topology = '4x4'\ntpu_mesh_shape.model_parallelism = 2",
      256,
    ],
    ['run.batch_size = None', undefined],
  ])('%s', (line, sequences) => {
    expect(readText(`${DIMENSIONS}${line}\n`).run.sequences).toBe(sequences);
  });

  test.each([
    ["'4x4'", 16],
    ["'2x2x2'", 8],
    ["'v3-32'", 16],
    ["''", undefined],
    ['None', undefined],
  ])('a topology %s', (topology, chips) => {
    expect(readText(`${DIMENSIONS}utils.tpu_mesh_shape.tpu_topology = ${topology}\n`).run.chips).toBe(chips);
  });
});

describe('the mesh', () => {
  const onSlice = "tpu_mesh_shape.tpu_topology = '8x8'\ntpu_mesh_shape.model_parallelism = 1\n";

  test.each([
    ["'model:4,batch:8'", 4, 16],
    ["'batch:8;model:4'", 4, 16],
    ["[('model', 4), ('batch', 8)]", 4, 16],
    ["'batch:32'", 1, 16],
    ['@utils.tpu_mesh_shape()', 1, 64],
    ["''", 1, 64],
    ['[]', 1, 64],
    ['None', 1, 64],
  ])('%s has model parallelism %i on %i chips', (mesh, modelParallelism, chips) => {
    const { run, places } = readText(`${DIMENSIONS}${onSlice}run.mesh_shape = ${mesh}\n`);
    expect(run).toEqual({ modelParallelism, chips });
    expect(places.chips?.line).toBe(chips === 16 ? 8 : 6);
  });
});

describe('what the file trains with and scaleplan does not count', () => {
  const microbatch = 'serialize_num_microbatches.tokens_per_microbatch_per_replica';

  test.each(['4096', 'None'])('microbatches of %s tokens are noted', (tokens) => {
    const { notes } = readText(`${DIMENSIONS}${microbatch} = ${tokens}\n`);
    expect(notes).toEqual([
      `The file asks for microbatches of ${tokens} tokens a replica; speed and memory are estimated for 8192.`,
    ]);
  });

  test('those of the paper need no note', () => {
    expect(readText(`${DIMENSIONS}${microbatch} = 8192\n`).notes).toEqual([]);
    expect(readText(DIMENSIONS).notes).toEqual([]);
  });
});

describe('a missing include', () => {
  const included = "include 'models/base.gin'\n";
  const stated =
    'DenseReluDense.activation = "relu"\nUnitransformer.shared_embedding_and_softmax_weights = True\n';

  test('is an error where a dimension, the activation or the sharing may stand in it', () => {
    const expected = "config-include-missing m.gin:1 'models/base.gin'";
    expect(problemOf(`${included}d_model = 512\n`)).toBe(expected);
    expect(problemOf(included + DIMENSIONS)).toBe(expected);
    expect(problemOf(`${included}${DIMENSIONS}DenseReluDense.activation = "relu"\n`)).toBe(expected);
  });

  test.each(['/etc/base.gin', '../base.gin', 'models/../../base.gin', 'C:/base.gin'])(
    '%s is outside',
    (path) => {
      expect(problemOf(`include '${path}'\nd_model = 512\n`)).toBe(
        `config-include-outside m.gin:1 '${path}'`,
      );
    },
  );

  test('does not matter where every field is set', () => {
    expect(readText(included + DIMENSIONS + stated).shape).toMatchObject({
      tiedEmbedding: true,
      gatedFf: false,
    });
  });

  test('may hold a macro', () => {
    const text = `${included}${DIMENSIONS}${stated}run.train_steps = %STEPS\n`;
    expect(readText(text).run).toEqual({});
  });
});

describe('mistakes', () => {
  test.each([
    ['d_modle = 512', 'config-unknown-key m.gin:6 d_modle'],
    ['num_head = 8', 'config-unknown-key m.gin:6 num_head'],
    ['D_MODEL = 8', 'config-unknown-key m.gin:6 D_MODEL'],
    ['encoder/SelfAttention.num_head = 8', 'config-unknown-key m.gin:6 encoder/SelfAttention.num_head'],
    ['DenseReluDens.activation = "relu"', 'config-unknown-key m.gin:6 DenseReluDens.activation'],
    ['d_ff = 0', 'config-bad-value m.gin:6 0'],
    ['d_ff = -64', 'config-bad-value m.gin:6 -64'],
    ['d_ff = 64.0', 'config-bad-value m.gin:6 64.0'],
    ['d_ff = 1e308', 'config-bad-value m.gin:6 1e308'],
    ['d_ff = 99999999999999999999', 'config-bad-value m.gin:6 99999999999999999999'],
    ['d_ff = NaN', 'gin-syntax m.gin:6 NaN'],
    ['d_ff = nan', 'gin-syntax m.gin:6 nan'],
    ["d_ff = '64'", "config-bad-value m.gin:6 '64'"],
    ['d_ff = None', 'config-bad-value m.gin:6 None'],
    ['d_ff = True', 'config-bad-value m.gin:6 True'],
    ['d_ff = @d_ff()', 'config-bad-value m.gin:6 @d_ff()'],
    ['d_ff = %constants.FF', 'config-bad-value m.gin:6 %constants.FF'],
    ['d_ff = %width', 'gin-unknown-macro m.gin:6 %width'],
    ['d_ff = %a\na = %b\nb = %a', 'gin-macro-cycle m.gin:8 %a'],
    ['d_ff = %d_ff', 'gin-macro-cycle m.gin:6 %d_ff'],
    ['num_layers = 4000', 'config-bad-value m.gin:6 4000'],
    ['SelfAttention.num_memory_heads = 3', 'config-bad-value m.gin:6 3'],
    ['SelfAttention.shared_kv = 1', 'config-bad-value m.gin:6 1'],
    ['DenseReluDense.activation = []', 'config-bad-value m.gin:6 []'],
    ["DenseReluDense.activation = ['a', 'b', 'c']", "config-bad-value m.gin:6 ['a', 'b', 'c']"],
    [
      'decoder/SelfAttention.num_heads = 4',
      'config-stacks-differ m.gin:6 decoder/SelfAttention.num_heads = 4',
    ],
    [
      'decoder/DenseReluDense.hidden_size = 4',
      'config-stacks-differ m.gin:6 decoder/DenseReluDense.hidden_size = 4',
    ],
    ['decoder/EncDecAttention.num_heads = 4', 'config-bad-value m.gin:6 4'],
    ['Bitransformer.shared_embedding = False', 'config-bad-value m.gin:6 False'],
    ["utils.run.model_type = 'lm'", "config-other-architecture m.gin:6 'lm'"],
    ['make_layer_stack.layers = [@moe.MoE1D]', 'config-other-architecture m.gin:6 @moe.MoE1D'],
    ['run.batch_size = ("tokens_per_batch",)', 'config-bad-value m.gin:6 ("tokens_per_batch",)'],
    ['run.batch_size = ("words", 4)', 'config-bad-value m.gin:6 ("words", 4)'],
    ['run.sequence_length = 512', 'config-bad-value m.gin:6 512'],
    ['run.sequence_length = {"inputs": 0}', 'config-bad-value m.gin:6 0'],
    ["tpu_mesh_shape.tpu_topology = '4by4'", "config-bad-value m.gin:6 '4by4'"],
    ["tpu_mesh_shape.tpu_topology = 'v3-1'", "config-bad-value m.gin:6 'v3-1'"],
    ["tpu_mesh_shape.tpu_topology = '0x4'", "config-bad-value m.gin:6 '0x4'"],
    ["tpu_mesh_shape.tpu_topology = 'v4-128'", "config-bad-value m.gin:6 'v4-128'"],
    ["tpu_mesh_shape.tpu_topology = 'v2-128'", "config-bad-value m.gin:6 'v2-128'"],
    ["run.mesh_shape = 'model:4,ensemble:8'", "config-bad-value m.gin:6 'model:4,ensemble:8'"],
    ["run.mesh_shape = 'model:4,model:8'", "config-bad-value m.gin:6 'model:4,model:8'"],
    ["run.mesh_shape = 'model:1,batch:1'", "config-bad-value m.gin:6 'model:1,batch:1'"],
    ["run.mesh_shape = [('model',)]", "config-bad-value m.gin:6 [('model',)]"],
    ['run.mesh_shape = 4', 'config-bad-value m.gin:6 4'],
    ['SelfAttention.relative_attention_num_buckets = 64', 'config-bad-value m.gin:6 64'],
    ['encoder/SelfAttention.relative_attention_num_buckets = 16', 'config-bad-value m.gin:6 16'],
  ])('%s', (line, expected) => {
    expect(problemOf(`${DIMENSIONS}${line}\n`)).toBe(expected);
  });

  test('a misspelt key names its neighbour, though an include sets that', () => {
    const error = errorOf(() => readText("include 'b.gin'\nnum_layer = 8\n", { 'b.gin': DIMENSIONS }));
    expect(error.hint).toBe('Did you mean num_layers?');
  });

  test('a macro that another line uses is meant, and the library has other names', () => {
    const text = `${DIMENSIONS}num_heads2 = 4\nfoo.bar = %num_heads2\nBitransformer.shared_embedding = True\n`;
    expect(readText(text).shape.numHeads).toBe(8);
  });

  test.each(['d_model', 'd_ff', 'd_kv', 'num_heads', 'num_layers'])('a missing %s is named', (name) => {
    const text = DIMENSIONS.split('\n')
      .filter((line) => !line.startsWith(`${name} `))
      .join('\n');
    const error = errorOf(() => readText(text));
    expect(error).toMatchObject({
      code: 'config-missing-field',
      details: { field: name, format: 'mesh-tf' },
    });
    expect(error.place).toMatchObject({ file: 'm.gin', line: 1 });
    const required = errorOf(() => readText(`${text}\n${name} = %gin.REQUIRED\n`));
    expect(required.code).toBe('config-missing-field');
  });

  test.each([
    ["('tokens_per_batch', 4096)", 'run.sequence_length'],
    ["('tokens_per_replica', 4096)", 'run.sequence_length'],
    ["('sequences_per_replica', 64)", 'tpu_mesh_shape.tpu_topology'],
    [
      "('sequences_per_replica', 64)\ntpu_mesh_shape.tpu_topology = '4x4'",
      'tpu_mesh_shape.model_parallelism',
    ],
  ])('a batch %s needs %s', (batch, field) => {
    const error = errorOf(() => readText(`${DIMENSIONS}run.batch_size = ${batch}\n`));
    expect(error).toMatchObject({ code: 'config-batch-open', details: { field } });
    expect(error.place).toMatchObject({ file: 'm.gin', line: 6 });
  });

  test('replicas that the cores do not make', () => {
    const text = `${DIMENSIONS}run.batch_size = ('sequences_per_replica', 64)
tpu_mesh_shape.tpu_topology = '4x4'\ntpu_mesh_shape.model_parallelism = 3\n`;
    expect(problemOf(text)).toBe('config-conflict m.gin:8 tpu_mesh_shape.model_parallelism = 3');
  });

  test('a slice of another machine is told which one is known', () => {
    const error = errorOf(() => readText(`${DIMENSIONS}tpu_mesh_shape.tpu_topology = 'v4-128'\n`));
    expect(error.hint).toContain('tpu-v3');
  });

  test('tokens that the lengths do not share out', () => {
    const text = `${DIMENSIONS}run.batch_size = ('tokens_per_batch', 1000)\nrun.sequence_length = {'inputs': 512}\n`;
    expect(problemOf(text)).toBe("config-bad-value m.gin:6 ('tokens_per_batch', 1000)");
  });
});

test('recognised by macros, classes and includes', () => {
  const names = ['operative_config.gin', 'models/bi_v1.gin', 'models/t5.1.1.small.gin'];
  for (const name of names) expect(recognises(sample(name))).toBe(true);
  expect(recognises(sample('t5x/examples/t5/t5_1_1/base.gin'))).toBe(false);
  expect(recognises(sample('flaxformer/t5_1_1_small.gin'))).toBe(false);
});

test('stacks that differ where one of them is silent point at the line of the other', () => {
  const text = [
    'd_model = 512\nd_ff = 2048\nd_kv = 64\nnum_heads = 8\nnum_layers = 6',
    'Unitransformer.shared_embedding_and_softmax_weights = True',
    "encoder/DenseReluDense.activation = ['gelu', 'linear']",
  ].join('\n');
  const read = () => readMeshTf({ name: 'a.gin', text }, { include: () => null });
  expect(read).toThrowError(
    expect.objectContaining({ code: 'config-stacks-differ', place: expect.objectContaining({ line: 7 }) }),
  );
});
