import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch, small } from '../files/scratch';
import { scaleplan } from '../support/cli';

const DIMENSIONS = 'd_model = 512\nd_ff = 2048\nd_kv = 64\nnum_heads = 8\nnum_layers = 6\n';

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
});

afterEach(() => scratch.remove());

const call = (...args: string[]) => scaleplan(args, { cwd: scratch.root });

describe('a layout that cannot be is told with the line of the file that asks for it', () => {
  const t5x = `${[
    'emb_dim',
    'num_heads',
    'num_encoder_layers',
    'num_decoder_layers',
    'head_dim',
    'mlp_dim',
    'vocab_size',
  ]
    .map((name) => `T5Config.${name} = 64\n`)
    .join('')}partitioning.PjitPartitioner.num_partitions = 6\n`;

  it.each([
    ["tpu_mesh_shape.tpu_topology = '2x4'\n", 6, 'No tpu-v3 slice has 8 chips.'],
    ['tpu_mesh_shape.model_parallelism = 3\n', 6, 'Model parallelism cannot be 3.'],
    ['tpu_mesh_shape.model_parallelism = 16\n', 6, 'Model parallelism 16 does not divide heads (8).'],
    ['run.batch_size = 4\n', 6, 'A step of 4 sequences cannot keep 32 replicas busy.'],
    ["run.batch_size = 64\ntpu_mesh_shape.tpu_topology = '8x8'\n", 6, 'A step of 64 sequences cannot keep'],
  ])('%j', async (lines, line, message) => {
    scratch.write('model.gin', DIMENSIONS + lines);
    for (const args of [
      ['describe', 'model.gin'],
      ['compare', 'SM', 'model.gin'],
    ]) {
      const { exitCode, stderr } = await call(...args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
      expect(stderr).toContain(`model.gin:${line}`);
    }
  });

  it('in T5X too', async () => {
    scratch.write('t5x.gin', t5x);
    const { stderr } = await call('describe', 't5x.gin');
    expect(stderr).toContain('t5x.gin:8');
    expect(stderr).toContain('Model parallelism cannot be 6.');
  });

  it('at the dimension, where the file does not ask for model parallelism', async () => {
    scratch.write('model.gin', DIMENSIONS.replace('num_heads = 8', 'num_heads = 6'));
    const { stderr } = await call('describe', 'model.gin', '--model-parallelism', '4');
    expect(stderr).toContain('model.gin:4');
  });

  it('but not where a flag asks for it, or a name', async () => {
    scratch.write('model.gin', `${DIMENSIONS}tpu_mesh_shape.tpu_topology = '4x4'\n`);
    expect((await call('describe', 'model.gin', '--chips', '8')).stderr).not.toContain('model.gin');
    expect((await call('describe', 'SM', '--model-parallelism', '16')).stderr).not.toContain('.gin');
  });
});

describe('notes of a file come out with its model', () => {
  beforeEach(() => {
    const umt5 = JSON.stringify(small(6))
      .replace('"t5"', '"umt5"')
      .replace(/"architectures":\[[^\]]*\],?/, '');
    scratch.write('umt5.json', umt5);
    const microbatch = 'serialize_num_microbatches.tokens_per_microbatch_per_replica = 4096\n';
    scratch.write('model.gin', DIMENSIONS + microbatch);
  });

  it.each([
    ['umt5.json', 'not exact'],
    ['model.gin', 'microbatches of 4096 tokens'],
  ])('%s', async (path, note) => {
    const { stdout } = await call('describe', path);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(new RegExp(`note: .*${note}`));
    const { models } = JSON.parse((await call('describe', path, '--json')).stdout);
    expect(models[0].notes).toContainEqual(expect.stringContaining(note));
    const compared = JSON.parse((await call('compare', path, 'SM', '--json')).stdout);
    expect(JSON.stringify(compared)).toContain(note);
  });
});
