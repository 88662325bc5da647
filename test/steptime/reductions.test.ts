import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeshAxis } from '../../src/machine/mesh';
import type { Step } from '../../src/steptime/step';
import { parametersOf } from '../support/closedForms';
import { baseWith, type LaidOut, laidOutShapes, paperStep, stepOf } from '../support/shapes';
import { ROWS, rowNamed } from '../support/table4';

/** Elements a core reduces over an axis in a step. */
function volume({ roofline }: Step, axis: MeshAxis): number {
  return roofline.reductions
    .filter((reduction) => reduction.axis === axis)
    .reduce((sum, { elementsPerRun, runsPerStep }) => sum + elementsPerRun * runsPerStep, 0);
}

/** Gradients once a step, those of replicated weights whole; the bias's before its look-up, in every layer and microbatch. */
function dataVolume(
  { shape, mesh }: Step,
  { encoderLength: S, decoderLength: T }: LaidOut['workload'],
): number {
  const { encoderLayers: Le, decoderLayers: Ld, dModel: d, numHeads: H, dKv: k } = shape;
  if (mesh.dataParallelism === 1) return 0;
  const norms = d * (2 * Le + 3 * Ld + 2);
  const sharedHeads = shape.numMemoryHeads === 1 ? (shape.sharedKv ? 1 : 2) * d * k * (Le + 2 * Ld) : 0;
  const replicated = norms + sharedHeads;
  const biasTables = 2 * 32 * H;
  const weights = (parametersOf(shape) - biasTables - replicated) / mesh.modelParallelism + replicated;
  return weights + (H / mesh.modelParallelism) * (S * S * Le + T * T * Ld);
}

/** Two all-reduces forward and two backward an encoder layer, three and three a decoder layer, four once; SH's are extra. */
function modelVolume(
  { shape, mesh }: Step,
  { sequences, encoderLength: S, decoderLength: T }: LaidOut['workload'],
): number {
  const { encoderLayers: Le, decoderLayers: Ld, dModel: d, dKv: k } = shape;
  if (mesh.modelParallelism === 1) return 0;
  const b = sequences / mesh.dataParallelism;
  const plain = d * (4 * b * S * Le + 6 * b * T * Ld + 2 * b * S + 2 * b * T);
  if (shape.numMemoryHeads !== 1) return plain;
  // Keys' and values' gradients are summed over heads while they are d_kv wide, so what they give the encoder is whole.
  const keysAndValues = (shape.sharedKv ? 1 : 2) * k * b * (S * Le + T * Ld + S * Ld);
  return plain - d * b * S + keysAndValues;
}

const PAPER = { sequences: 128, encoderLength: 512, decoderLength: 128, trainSteps: 1 };

describe.each(ROWS)('$name', ({ step }) => {
  test('reduces gradients and bias gradients over its data axis', () => {
    expect(volume(step, 'data')).toBe(dataVolume(step, PAPER));
    const { modelParallelism } = step.mesh;
    expect(volume(step, 'data')).toBeGreaterThan(parametersOf(step.shape) / modelParallelism);
  });

  test('reduces activations over its model axis, if it has one', () => {
    expect(volume(step, 'model')).toBe(modelVolume(step, PAPER));
  });
});

test('any shape on any mesh reduces these volumes', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const step = stepOf(laidOut);
      expect(volume(step, 'data')).toBeCloseTo(dataVolume(step, laidOut.workload), 3);
      expect(volume(step, 'model')).toBe(modelVolume(step, laidOut.workload));
    }),
    { numRuns: 300 },
  );
});

test('an axis of one core reduces nothing', () => {
  const axes = (modelParallelism: number) =>
    new Set(
      paperStep(baseWith({ numHeads: 32 }), modelParallelism).roofline.reductions.map(({ axis }) => axis),
    );
  expect([...axes(1)]).toEqual(['data']);
  expect([...axes(32)]).toEqual(['model']);
  expect([...axes(4)].sort()).toEqual(['data', 'model']);
});

describe('what is reduced', () => {
  const names = (changes: Parameters<typeof baseWith>[0], axis: MeshAxis) =>
    paperStep(baseWith(changes), 4)
      .roofline.reductions.filter((reduction) => reduction.axis === axis)
      .map(({ operation }) => operation.gradientOf?.name ?? operation.einsum.name);

  test('over the model axis: every block output, every block input, and the encoder output once', () => {
    expect(names({}, 'model').sort()).toEqual([
      'cross-attention: normalised stream',
      'cross-attention: output',
      'decoder feed-forward: normalised stream',
      'decoder feed-forward: output',
      'decoder final norm: normalised stream',
      'decoder self-attention: normalised stream',
      'decoder self-attention: output',
      'embedding: decoder look-up',
      'embedding: encoder look-up',
      'encoder feed-forward: normalised stream',
      'encoder feed-forward: output',
      'encoder final norm: normalised stream',
      'encoder self-attention: normalised stream',
      'encoder self-attention: output',
    ]);
  });

  test("SH adds the gradients of keys and values, which all cores' heads share", () => {
    const plain = new Set(names({}, 'model'));
    expect(
      names({ numMemoryHeads: 1 }, 'model')
        .filter((name) => !plain.has(name))
        .sort(),
    ).toEqual([
      'cross-attention: keys',
      'cross-attention: values',
      'decoder self-attention: keys',
      'decoder self-attention: values',
      'encoder self-attention: keys',
      'encoder self-attention: values',
    ]);
  });

  test('with SKV too, keys that are values have one gradient', () => {
    const shared = names({ numMemoryHeads: 1, sharedKv: true }, 'model');
    expect(shared.filter((name) => name.endsWith('keys'))).toHaveLength(3);
    expect(shared.filter((name) => name.endsWith('values'))).toHaveLength(0);
  });

  test('a tied embedding has one gradient, although it is used three times', () => {
    expect(names({}, 'data').filter((name) => name === 'embedding: table')).toHaveLength(1);
    expect(
      names({ tiedEmbedding: false }, 'data').filter((name) => /: table$|logits/.test(name)),
    ).toHaveLength(2);
  });

  test('the bias gradient is reduced before its look-up, the bias table not again', () => {
    const reduced = names({}, 'data').filter((name) => name.includes('relative-position'));
    expect(reduced.sort()).toEqual([
      'decoder self-attention: relative-position bias',
      'encoder self-attention: relative-position bias',
    ]);
  });

  test('what has a batch dimension once a microbatch, weights and the relative-position bias once a step', () => {
    const { roofline, mesh } = rowNamed('XL').step;
    expect(mesh.microbatches).toBe(2);
    for (const { operation, runsPerStep } of roofline.reductions) {
      const { gradientOf, einsum } = operation;
      const hasBatch = operation.output.dimensions.some(({ name }) => name === 'batch');
      const copies = gradientOf ? gradientOf.count : einsum.repeat;
      expect(runsPerStep).toBe(copies * (hasBatch ? 2 : 1));
    }
  });
});
