import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Context, Outcome } from '../../src/commands/context';
import { type ExportFlags, exportConfig } from '../../src/commands/export';
import { UserError } from '../../src/problems/problem';
import { PLAIN } from '../../src/report/style';

const GATED = {
  model_type: 't5',
  d_model: 512,
  d_kv: 64,
  d_ff: 1024,
  num_layers: 8,
  num_decoder_layers: 8,
  num_heads: 6,
  vocab_size: 32128,
  feed_forward_proj: 'gated-gelu',
  tie_word_embeddings: false,
};

const FILES: Readonly<Record<string, string>> = { 'gated.json': JSON.stringify(GATED) };

const context: Context = {
  canvas: { width: 80, style: PLAIN },
  files: {
    kindOf: (path) => (path in FILES ? 'file' : null),
    list: async () => [],
    read: (name) => ({ name, text: FILES[name] as string }),
    include: () => null,
    findUpwards: () => null,
    isIn: () => true,
    relativeTo: (_, path) => path,
    within: (_, path) => path,
    root: '/',
  },
  env: {},
  version: '0.0.0-test',
  now: () => 0,
};

const call = (names: readonly string[], flags: ExportFlags): Promise<Outcome> =>
  exportConfig(names, flags, context);

async function refusal(names: readonly string[], flags: ExportFlags): Promise<UserError> {
  const error = await call(names, flags).catch((thrown: unknown) => thrown);
  if (error instanceof UserError) return error;
  throw error instanceof Error ? error : new Error('It was exported.');
}

const golden = (file: string) => readFileSync(join(__dirname, '../fixtures/export', file), 'utf8');

describe('export prints the file', () => {
  test.each([
    ['hf', 'nl24-sm.config.txt'],
    ['mesh-tf', 'nl24-sm.mesh-tf.gin'],
    ['t5x', 'nl24-sm.t5x.gin'],
    ['T5X', 'nl24-sm.t5x.gin'],
  ])('--to %s', async (to, file) => {
    expect(await call(['nl24-sm'], { to })).toEqual({ text: golden(file), exitCode: 0 });
    expect(await call(['t5-efficient-small-nl24'], { to, output: '-' })).toEqual({
      text: golden(file),
      exitCode: 0,
    });
  });

  test('with the run of the flags', async () => {
    const flags = {
      sequences: '256',
      encoderLength: '1024',
      decoderLength: '256',
      steps: '100K',
      chips: '64',
    };
    const { text: meshTf } = await call(['XL'], { to: 'mesh-tf', ...flags });
    expect(meshTf).toContain("run.batch_size = ('tokens_per_batch', 262144)");
    expect(meshTf).toContain("run.sequence_length = {'inputs': 1024, 'targets': 256}");
    expect(meshTf).toContain('run.train_steps = 100000\n');
    expect(meshTf).toContain("utils.tpu_mesh_shape.tpu_topology = '8x8'");
    const { text: t5x } = await call(['XL'], { to: 't5x', ...flags });
    expect(t5x).toContain("TASK_FEATURE_LENGTHS = {'inputs': 1024, 'targets': 256}");
    expect(t5x).toContain('BATCH_SIZE = 256\nTRAIN_STEPS = 100000\n');
  });

  test.each([
    [undefined, 8],
    ['default', 8],
    ['16', 16],
  ])('model parallelism %s of XL is %i', async (modelParallelism, expected) => {
    const flags = modelParallelism === undefined ? {} : { modelParallelism };
    const { text: meshTf } = await call(['XL'], { to: 'mesh-tf', ...flags });
    expect(meshTf).toContain(`utils.tpu_mesh_shape.model_parallelism = ${expected}\n`);
    const { text: t5x } = await call(['XL'], { to: 't5x', ...flags });
    expect(t5x).toContain(`num_partitions = ${expected} `);
  });

  test('auto is the fastest model parallelism that fits, written as its number', async () => {
    const { text } = await call(['XXL'], { to: 'mesh-tf', modelParallelism: 'auto', chips: '64' });
    expect(text).toMatch(/^utils\.tpu_mesh_shape\.model_parallelism = \d+$/m);
  });

  test.each([
    ['XXL', 64, '8x8', 2],
    ['xl-nl32', 64, '8x8', 'None'],
    ['XL', 16, '4x4', 2],
    ['SM', 16, '4x4', 'None'],
    ['NL31-XL', 16, '4x4', 2],
  ])('%s runs on the %i chips of the paper, unless told', async (name, chips, topology, microbatches) => {
    const { text } = await call([name], { to: 'mesh-tf' });
    expect(text).toContain(`tpu_topology = '${topology}'  # ${chips} chips`);
    expect((await call([name], { to: 't5x' })).text).toContain(`  num_microbatches = ${microbatches}\n`);
    const { text: told } = await call([name], { to: 'mesh-tf', chips: '32' });
    expect(told).toContain("tpu_topology = '4x8'");
  });

  test('bare operators apply to --base', async () => {
    const { text } = await call(['NL24'], { to: 'hf', base: 'small' });
    expect(text).toBe(golden('nl24-sm.config.txt'));
  });

  test('of a model that a file describes', async () => {
    const { text } = await call(['gated.json'], { to: 't5x' });
    expect(text).toContain("  mlp_activations = ('gelu', 'linear')\n");
    expect(text).toContain('  logits_via_embedding = False\n');
    expect(JSON.parse((await call(['gated.json'], { to: 'hf' })).text)).toMatchObject(GATED);
  });
});

describe('export -o writes a file, over another only with --force', () => {
  test.each([
    [{}, false],
    [{ force: true }, true],
  ])('%j', async (flags, overwrite) => {
    expect(await call(['NL24-SM'], { to: 'hf', output: 'out/config.json', ...flags })).toEqual({
      text: '',
      exitCode: 0,
      file: { path: 'out/config.json', text: golden('nl24-sm.config.txt'), overwrite },
    });
  });
});

describe('export refuses', () => {
  test.each([
    ['no model', [], { to: 'hf' }, 'no-models'],
    ['no format', ['SM'], {}, 'export-no-format'],
    ['an unknown format', ['SM'], { to: 'onnx' }, 'format-unknown'],
    ['several models', ['SM', 'BASE'], { to: 'hf' }, 'export-one-model'],
    ['a sweep', ['NL{2..8..2}-SM'], { to: 'hf' }, 'export-one-model'],
    ['an empty file name', ['SM'], { to: 'hf', output: '' }, 'output-no-file'],
    ['what the format cannot say', ['SH-SM'], { to: 'hf' }, 'export-cannot-say'],
    ['a run that cannot start', ['SM'], { to: 't5x', sequences: '7' }, 'fewer-sequences-than-replicas'],
    ['a slice that is none', ['SM'], { to: 'hf', chips: '17' }, 'no-such-slice'],
    [
      'parallelism that does not divide',
      ['BASE'],
      { to: 'mesh-tf', modelParallelism: '8' },
      'indivisible-dimensions',
    ],
  ] as [string, string[], ExportFlags, string][])('%s', async (_, names, flags, code) => {
    expect((await refusal(names, flags)).code).toBe(code);
  });

  test('SH and SKV in Hugging Face: with the reason, and the format that can', async () => {
    const { message, hint } = await refusal(['SH-SKV-SM'], { to: 'hf' });
    expect(message).toBe(
      'A Hugging Face T5 config cannot say shared heads (SH) and tied key-values (SKV): its attention has keys and values of their own for every head.',
    );
    expect(hint).toBe('Export it --to mesh-tf.');
  });

  test('a run that cannot start does not matter to a format that holds none', async () => {
    expect((await call(['SM'], { to: 'hf', sequences: '7' })).exitCode).toBe(0);
  });
});
