import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAPER_WORKLOAD, type Workload } from '../../src/census/workload';
import { MACHINES, machineNamed, PAPER_MACHINE } from '../../src/machine/machine';
import { axisSize, divides, layOut, MODEL_PARALLELISMS, sliceOf } from '../../src/machine/mesh';
import type { ModelShape } from '../../src/model/shape';
import { SIZES, sizeNamed } from '../../src/model/sizes';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';
import { baseWith, laidOutShapes } from '../support/shapes';
import { ROWS } from '../support/table4';

function mistake(attempt: () => unknown): { code: string; details: unknown } {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: error.code, details: error.details };
  }
  throw new Error('It can be laid out.');
}

const lay = (shape: ModelShape, modelParallelism: number, chips = 16, workload: Partial<Workload> = {}) =>
  layOut(shape, { ...PAPER_WORKLOAD, ...workload }, sliceOf(PAPER_MACHINE, chips), modelParallelism);

describe('what cannot be laid out', () => {
  test.each([0, 3, 5, 64, -1, 1.5, Number.NaN])('model parallelism %d is not offered', (modelParallelism) => {
    expect(mistake(() => lay(baseWith({}), modelParallelism))).toEqual({
      code: 'bad-model-parallelism',
      details: { modelParallelism, allowed: [1, 2, 4, 8, 16, 32] },
    });
  });

  test('model parallelism 16 needs more cores than 4 chips have', () => {
    expect(mistake(() => lay(sizeNamed('XL').shape, 16, 4))).toEqual({
      code: 'more-model-parallelism-than-cores',
      details: { modelParallelism: 16, cores: 8, chips: 4 },
    });
  });

  test.each<[string, Partial<ModelShape>, number, [string, number][], number[]]>([
    ['12 heads over 8 cores', {}, 8, [['heads', 12]], [1, 2, 4]],
    ['an odd d_ff over 2 cores', { dFf: 3073 }, 2, [['d_ff', 3073]], [1]],
    ['an odd vocabulary over 2 cores', { vocabSize: 32_101 }, 2, [['vocabulary', 32_101]], [1]],
    ['4 memory heads over 8 cores', { numHeads: 16, numMemoryHeads: 4 }, 8, [['memory heads', 4]], [1, 2, 4]],
    [
      'heads and d_ff over 4 cores',
      { numHeads: 6, dFf: 1002 },
      4,
      [
        ['heads', 6],
        ['d_ff', 1002],
      ],
      [1, 2],
    ],
  ])('%s', (_, changes, modelParallelism, dimensions, wouldDo) => {
    expect(mistake(() => lay(baseWith(changes), modelParallelism))).toEqual({
      code: 'indivisible-dimensions',
      details: { modelParallelism, dimensions, wouldDo },
    });
  });

  test("SH's one memory head is repeated on every core, so it need not be divided", () => {
    expect(divides(baseWith({ numMemoryHeads: 1 }), 4)).toBe(true);
  });

  test('64 chips have 128 replicas for 64 sequences', () => {
    expect(mistake(() => lay(baseWith({}), 1, 64, { sequences: 64 }))).toEqual({
      code: 'fewer-sequences-than-replicas',
      details: { sequences: 64, replicas: 128 },
    });
  });

  test('100 sequences do not go evenly over 32 replicas', () => {
    expect(mistake(() => lay(baseWith({}), 1, 16, { sequences: 100 }))).toEqual({
      code: 'indivisible-sequences',
      details: { sequences: 100, replicas: 32 },
    });
  });

  test('TPU v3 comes in slices of 4 and of 16 to 1024 chips, not of 8', () => {
    expect(mistake(() => sliceOf(PAPER_MACHINE, 8))).toEqual({
      code: 'no-such-slice',
      details: { chips: 8, machine: 'tpu-v3', slices: [4, 16, 32, 64, 128, 256, 512, 1024] },
    });
  });

  test('a machine that is misspelt or unknown', () => {
    expect(mistake(() => machineNamed('tpu-v33'))).toMatchObject({
      code: 'unknown-machine',
      details: { name: 'tpu-v33', names: MACHINES.map(({ name }) => name) },
    });
    expect(mistake(() => machineNamed('abacus'))).toMatchObject({ code: 'unknown-machine' });
    expect(machineNamed('TPU-v3')).toBe(PAPER_MACHINE);
  });
});

describe('microbatches of at most 8,192 tokens a replica', () => {
  test.each(ROWS)('$name', ({ name, step }) => {
    expect(step.mesh.microbatches).toBe(name === 'XL' || name === 'XXL' ? 2 : 1);
  });

  test.each([
    [
      'the longer of the two lengths counts',
      { sequences: 32 * 32, encoderLength: 128, decoderLength: 512 },
      2,
    ],
    ['a sequence of more tokens is a microbatch alone', { sequences: 64, encoderLength: 10_000 }, 2],
    ['17 sequences a replica have no larger even share than 1', { sequences: 17 * 32 }, 17],
    ['24 sequences a replica go in two microbatches of 12', { sequences: 24 * 32 }, 2],
  ])('%s', (_, workload, microbatches) => {
    expect(lay(baseWith({}), 1, 16, workload).microbatches).toBe(microbatches);
  });

  test('share a step evenly, and none has more tokens unless it is a single sequence', () => {
    fc.assert(
      fc.property(laidOutShapes, ({ shape, workload, chips, modelParallelism }) => {
        const mesh = layOut(shape, workload, sliceOf(PAPER_MACHINE, chips), modelParallelism);
        const sequences = mesh.local({ name: 'batch', size: workload.sequences });
        const longest = Math.max(workload.encoderLength, workload.decoderLength);
        expect(sequences * mesh.dataParallelism * mesh.microbatches).toBe(workload.sequences);
        expect(Number.isInteger(sequences)).toBe(true);
        expect(sequences === 1 || sequences * longest <= 8192).toBe(true);
      }),
    );
  });
});

test("Table 4's meshes: data x model is all cores, two a chip", () => {
  for (const { step, counted } of ROWS) {
    expect(step.mesh).toMatchObject({
      modelParallelism: counted.modelParallelism,
      cores: 2 * counted.chips,
      dataParallelism: (2 * counted.chips) / counted.modelParallelism,
    });
    expect(axisSize(step.mesh, 'data') * axisSize(step.mesh, 'model')).toBe(step.mesh.cores);
  }
});

test('heads, d_ff and vocabulary are split over the model axis; d_model, d_kv and lengths over none', () => {
  const { local } = lay(sizeNamed('XL').shape, 8);
  const on = (name: Parameters<typeof local>[0]['name']) => local({ name, size: 64 });
  expect(['heads', 'headKeys', 'memoryHeadKeys', 'dFf', 'vocab'].map((name) => on(name as 'heads'))).toEqual([
    8, 8, 8, 8, 8,
  ]);
  expect(
    ['dModel', 'dKv', 'encoderLength', 'decoderLength', 'memoryLength', 'buckets'].map((name) =>
      on(name as 'dKv'),
    ),
  ).toEqual([64, 64, 64, 64, 64, 64]);
});

test('every size can be laid out with the model parallelism that the paper trains it with', () => {
  for (const { shape, modelParallelism } of SIZES) expect(divides(shape, modelParallelism)).toBe(true);
  expect(MODEL_PARALLELISMS.filter((candidate) => divides(parseName('NH8-BASE'), candidate))).toEqual([
    1, 2, 4, 8,
  ]);
});

test('a TPU v3 chip has 123 TFLOP/s, 32 GiB and 900 GB/s', () => {
  const { coresPerChip, peakFlopsPerCore, memoryBytesPerCore, memoryBytesPerSecondPerCore } = PAPER_MACHINE;
  expect(PAPER_MACHINE.name).toBe('tpu-v3');
  expect(coresPerChip * peakFlopsPerCore).toBe(123e12);
  expect(coresPerChip * memoryBytesPerCore).toBe(32 * 1024 ** 3);
  expect(coresPerChip * memoryBytesPerSecondPerCore).toBe(900e9);
  expect(MACHINES).toContain(PAPER_MACHINE);
});

describe("a replica's sequences, cut into microbatches of at most 8,192 tokens", () => {
  test.each([
    ['LG', 2, 16, 1, 8],
    ['XL', 8, 4, 2, 16],
    ['XXL', 32, 1, 8, 16],
  ])('%s over %d cores', (name, modelParallelism, dataParallelism, microbatches, sequencesPerMicrobatch) => {
    const mesh = lay(parseName(name), modelParallelism);
    expect(mesh).toMatchObject({ dataParallelism, microbatches, sequencesPerMicrobatch });
    expect(dataParallelism * microbatches * sequencesPerMicrobatch).toBe(PAPER_WORKLOAD.sequences);
  });

  test('but the images of a Vision Transformer are never cut, and its classes never split', () => {
    // 1,024 images of 50 tokens a replica are more than 8,192 tokens; 18,291 classes are odd.
    const mesh = lay(parseName('ViT-B/32'), 4, 16, { sequences: 8192 });
    expect(mesh).toMatchObject({ dataParallelism: 8, microbatches: 1, sequencesPerMicrobatch: 1024 });
    expect(divides(parseName('ViT-B/32'), 4)).toBe(true);
    expect(divides(parseName('ViT-B/32'), 8)).toBe(false);
  });
});
