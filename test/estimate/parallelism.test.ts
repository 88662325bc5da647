import { describe, expect, test } from 'vitest';
import { measureMemory } from '../../src/census/memory';
import { layOutStep } from '../../src/estimate/parallelism';
import { divides, MODEL_PARALLELISMS } from '../../src/machine/mesh';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';
import { estimateOf, setting } from '../support/settings';
import { baseWith } from '../support/shapes';

describe('by default, the model parallelism of the size', () => {
  test.each([
    ['SM', 1],
    ['NL36-BASE', 1],
    ['LG', 2],
    ['NL36-LG', 2],
    ['XL', 8],
    ['NL32-XL', 8],
    ['XXL', 32],
    ['NL12-XXL', 32],
    ['XXXL', 32],
  ])('%s: %d', (name, modelParallelism) => {
    expect(estimateOf(name, { chips: 64 }).slice).toMatchObject({
      modelParallelism,
      dataParallelism: 128 / modelParallelism,
      cores: 128,
    });
  });
});

test('a number is taken as given, and refused where it does not divide', () => {
  expect(estimateOf('BASE', { modelParallelism: 4 }).slice.modelParallelism).toBe(4);
  expect(() => estimateOf('BASE', { modelParallelism: 8 })).toThrow(UserError);
});

describe('auto', () => {
  const auto = setting({ modelParallelism: 'auto' });

  test.each(['SM', 'BASE', 'NL36-LG', 'XL', 'NL12-XXL', 'XXL'])(
    '%s: no other fitting mesh is faster',
    (name) => {
      const chosen = estimateOf(name, { modelParallelism: 'auto' });
      const others = MODEL_PARALLELISMS.filter((candidate) => divides(parseName(name), candidate)).map(
        (candidate) => estimateOf(name, { modelParallelism: candidate }),
      );
      const fitting = others.filter(({ memory }) => memory.fits);
      expect(chosen.memory.fits).toBe(fitting.length > 0);
      for (const other of fitting) {
        expect(other.throughput.seconds).toBeGreaterThanOrEqual(chosen.throughput.seconds);
      }
    },
  );

  test('takes more model parallelism where the weights need it', () => {
    expect(estimateOf('XL', { modelParallelism: 1 }).memory.fits).toBe(false);
    expect(estimateOf('XL', { modelParallelism: 'auto' }).slice.modelParallelism).toBeGreaterThan(1);
  });

  test('where nothing fits, the fastest that does not', () => {
    const step = layOutStep(baseWith({ encoderLayers: 900, decoderLayers: 900 }), auto);
    const bytes = measureMemory(step.census, step.mesh.local).perCoreBytes;
    expect(bytes).toBeGreaterThan(step.mesh.slice.machine.memoryBytesPerCore);
  });

  test('where nothing can be laid out, the sequences and heads that stand in the way', () => {
    const impossible = setting({ modelParallelism: 'auto', workload: { sequences: 33 } });
    expect(() => layOutStep(baseWith({ numHeads: 13 }), impossible)).toThrow(
      expect.objectContaining({
        code: 'no-model-parallelism',
        details: { chips: 16, heads: 13, sequences: 33 },
      }),
    );
  });
});
