import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeCensus } from '../../src/census/census';
import { forwardMacs } from '../../src/census/compute';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD, type Workload, workloadOf } from '../../src/census/workload';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { layOut, sliceOf } from '../../src/machine/mesh';
import { familyOf } from '../../src/model/family';
import type { ModelShape } from '../../src/model/shape';
import { parseName } from '../../src/names/parse';
import { baseWith } from '../support/shapes';

const count = (shape: ModelShape) => countParameters(takeCensus(shape, PAPER_WORKLOAD));
const macsOf = (shape: ModelShape, run: Workload) =>
  takeCensus(shape, run).reduce((sum, einsum) => sum + forwardMacs(einsum, null), 0);

// One stack of L layers over n tokens, written out by hand: no cross-attention, one final norm, one table of positions.
function stackParameters(L: number, { dModel: d, dFf: f, dKv: k, numHeads: H, vocabSize: V }: ModelShape) {
  return V * d + L * (4 * d * H * k + 2 * d * f + 2 * d) + d + 32 * H;
}

function stackMacs(L: number, n: number, B: number, shape: ModelShape) {
  const { dModel: d, dFf: f, dKv: k, numHeads: H, vocabSize: V } = shape;
  const layer = B * n * (4 * d * H * k + 2 * d * f) + 2 * B * n * n * H * k + 32 * H * n * n;
  const norms = 3 * B * n * d * (2 * L + 1);
  return 2 * B * n * V * d + L * layer + norms;
}

const texts: fc.Arbitrary<ModelShape> = fc
  .record({
    encoderLayers: fc.integer({ min: 1, max: 48 }),
    dModel: fc.integer({ min: 1, max: 512 }),
    dFf: fc.integer({ min: 1, max: 512 }),
    dKv: fc.integer({ min: 1, max: 128 }),
    numHeads: fc.integer({ min: 1, max: 16 }),
    vocabSize: fc.integer({ min: 1, max: 5000 }),
  })
  .map((changes) => baseWith(changes));
const runs: fc.Arbitrary<Workload> = fc.record({
  sequences: fc.integer({ min: 1, max: 64 }),
  encoderLength: fc.integer({ min: 1, max: 600 }),
  decoderLength: fc.integer({ min: 1, max: 600 }),
  trainSteps: fc.constant(1000),
});

describe('encoder-only', () => {
  test('is a Bert-like model: 109.6M parameters with the widths of Bert-base', () => {
    const shape = parseName('DL0-BASE');
    expect(familyOf(shape)).toBe('encoder-only');
    expect(count(shape).total).toBe(
      32128 * 768 + 12 * (4 * 768 * 768 + 2 * 768 * 3072 + 2 * 768) + 768 + 32 * 12,
    );
    expect(count(shape)).toMatchObject({ total: 109_628_544, decoder: 0 });
  });

  test('has logits on all S positions, and does not see the decoder length', () => {
    fc.assert(
      fc.property(texts, runs, (text, run) => {
        const shape = { ...text, decoderLayers: 0 };
        const { sequences: B, encoderLength: S } = run;
        expect(count(shape).total).toBe(stackParameters(shape.encoderLayers, shape));
        expect(macsOf(shape, run)).toBe(stackMacs(shape.encoderLayers, S, B, shape));
        expect(workloadOf(shape, run)).toEqual({ ...run, decoderLength: 0 });
      }),
      { numRuns: 200 },
    );
  });
});

describe('decoder-only', () => {
  test('is a GPT-like model with as many parameters as the encoder of the same depth', () => {
    const shape = parseName('EL0-BASE');
    expect(familyOf(shape)).toBe('decoder-only');
    expect(count(shape)).toMatchObject({ total: 109_628_544, encoder: 0 });
  });

  test('runs over inputs and targets as one sequence, without cross-attention', () => {
    fc.assert(
      fc.property(texts, runs, (text, run) => {
        const shape = { ...text, decoderLayers: text.encoderLayers, encoderLayers: 0 };
        const { sequences: B, encoderLength: S, decoderLength: T } = run;
        expect(count(shape).total).toBe(stackParameters(shape.decoderLayers, shape));
        expect(macsOf(shape, run)).toBe(stackMacs(shape.decoderLayers, S + T, B, shape));
        expect(count(shape).byModule['cross-attention']).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test('microbatches hold at most 8,192 tokens of the whole sequence', () => {
    const slice = sliceOf(PAPER_MACHINE, 16);
    const run = { ...PAPER_WORKLOAD, sequences: 512 };
    const microbatches = (name: string) => layOut(parseName(name), run, slice, 1).microbatches;
    // 16 sequences a replica: 16 of 512 tokens are 8,192, of 640 only 12 would fit, of which 8 divide 16.
    expect(['BASE', 'DL0-BASE', 'EL0-BASE'].map(microbatches)).toEqual([1, 1, 2]);
  });
});

test('both together cost less than the encoder-decoder that they are halves of, and more with every layer', () => {
  fc.assert(
    fc.property(texts, runs, (text, run) => {
      const whole = { ...text, decoderLayers: text.encoderLayers };
      const encoder = { ...whole, decoderLayers: 0 };
      expect(count(encoder).total).toBeLessThan(count(whole).total);
      expect(macsOf({ ...encoder, encoderLayers: encoder.encoderLayers + 1 }, run)).toBeGreaterThan(
        macsOf(encoder, run),
      );
    }),
  );
});
