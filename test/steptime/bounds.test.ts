import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEATURE_NAMES } from '../../src/steptime/features';
import { baseWith, laidOutShapes, paperStep, stepOf } from '../support/shapes';
import { ROWS } from '../support/table4';

test('the lower bound of any step is at most its upper bound, and at least each resource alone allows', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const { operations, lowerBoundSeconds, upperBoundSeconds } = stepOf(laidOut).roofline;
      expect(lowerBoundSeconds).toBeGreaterThan(0);
      expect(lowerBoundSeconds).toBeLessThanOrEqual(upperBoundSeconds);
      expect(upperBoundSeconds).toBeLessThanOrEqual(3 * lowerBoundSeconds * (1 + 1e-12));
      for (const resource of ['matmulSeconds', 'memorySeconds', 'networkSeconds'] as const) {
        const alone = operations.reduce((sum, operation) => sum + operation[resource], 0);
        expect(lowerBoundSeconds).toBeGreaterThanOrEqual(alone * (1 - 1e-12));
      }
    }),
  );
});

test('the network seconds of the operations are those of the all-reduces', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const { operations, reductions } = stepOf(laidOut).roofline;
      const byOperation = operations.reduce((sum, { networkSeconds }) => sum + networkSeconds, 0);
      expect(byOperation).toBeCloseTo(
        reductions.reduce((sum, { seconds }) => sum + seconds, 0),
        12,
      );
    }),
  );
});

describe('features', () => {
  const feature = (row: (typeof ROWS)[number], name: (typeof FEATURE_NAMES)[number]) =>
    row.step.features[FEATURE_NAMES.indexOf(name)];

  test.each(ROWS)('$name: layers run, weights passed over, one step', (row) => {
    const { shape, mesh } = row.step;
    expect(feature(row, 'layer')).toBe((shape.encoderLayers + shape.decoderLayers) * mesh.microbatches);
    expect(feature(row, 'step')).toBe(1);
    const wholeWeightsPerCore = (Number(row.counted.parametersM) * 1e6) / mesh.modelParallelism;
    const passSeconds = (4 * wholeWeightsPerCore) / 450e9;
    expect((feature(row, 'parameters') as number) / passSeconds).toBeCloseTo(1, 3);
  });

  test('the streams of Base are those of 2 blocks an encoder layer, 3 a decoder layer, look-ups and final norms', () => {
    const base = ROWS.find(({ name }) => name === 'BASE') as (typeof ROWS)[number];
    const [b, d, H, f] = [4, 768, 12, 3072];
    const stream = b * d * (512 * (2 * 12 + 2) + 128 * (3 * 12 + 2));
    expect(feature(base, 'residualStream')).toBeCloseTo((2 * stream) / 450e9, 15);
    const scores = b * H * 12 * (512 * 512 + 128 * 128 + 128 * 512);
    const hidden = b * f * 12 * (512 + 128);
    expect(feature(base, 'innerActivations')).toBeCloseTo((2 * (scores + hidden)) / 450e9, 15);
  });
});

describe('memory seconds: bfloat16 operands read and results written, at 450 GB/s a core', () => {
  const tokens = 4 * 512;
  /** Bytes that the passes of an einsum of Base move in a step, the forward one first. */
  const moved = (name: string) =>
    paperStep(baseWith({}))
      .roofline.operations.filter(({ operation }) => operation.einsum.name === name)
      .map(({ memorySeconds }) => memorySeconds * 450e9);

  test('a projection moves its input, its weight and its output, forward and backward', () => {
    const once = 2 * 12 * (tokens * 768 + 768 * 3072 + tokens * 3072);
    const passes = moved('encoder feed-forward: input');
    expect(passes).toHaveLength(3);
    for (const bytes of passes) expect(bytes / once).toBeCloseTo(1, 12);
  });

  test('scores move queries, keys and themselves', () => {
    const once = 2 * 12 * (2 * tokens * 768 + 4 * 12 * 512 * 512);
    const passes = moved('encoder self-attention: scores');
    expect(passes).toHaveLength(3);
    for (const bytes of passes) expect(bytes / once).toBeCloseTo(1, 12);
  });

  test('a look-up moves the rows that it returns; its gradient reads them and writes the table', () => {
    const rows = 2 * tokens * 768;
    const [forward = 0, gradient = 0, ...more] = moved('embedding: encoder look-up');
    expect(more).toEqual([]);
    expect(forward / (2 * rows)).toBeCloseTo(1, 12);
    expect(gradient / (rows + 2 * 32_128 * 768)).toBeCloseTo(1, 12);
  });
});
