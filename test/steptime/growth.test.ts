import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCompute } from '../../src/census/compute';
import { measureMemory } from '../../src/census/memory';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import type { ModelShape } from '../../src/model/shape';
import { predictSeconds } from '../../src/steptime/calibration';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';
import { type LaidOut, laidOutShapes, stepOf } from '../support/shapes';

function costsOf(laidOut: LaidOut) {
  const { census, mesh, features } = stepOf(laidOut);
  const { seconds, least, most } = predictSeconds(PAPER_CALIBRATION, features);
  const { perCoreBytes } = measureMemory(census, mesh.local);
  return {
    seconds,
    least,
    most,
    perCoreBytes,
    parameters: countParameters(census).total,
    macs: countCompute(census, laidOut.workload, mesh).forwardMacs,
  };
}

type Grow = (laidOut: LaidOut, by: number) => LaidOut;

const withShape =
  (grow: (shape: ModelShape, by: number, laidOut: LaidOut) => Partial<ModelShape>): Grow =>
  (laidOut, by) => ({ ...laidOut, shape: { ...laidOut.shape, ...grow(laidOut.shape, by, laidOut) } });

const withRun =
  (grow: (run: LaidOut['workload'], by: number) => Partial<LaidOut['workload']>): Grow =>
  (laidOut, by) => ({ ...laidOut, workload: { ...laidOut.workload, ...grow(laidOut.workload, by) } });

const GROWTHS: [string, Grow][] = [
  ['more encoder layers', withShape(({ encoderLayers }, by) => ({ encoderLayers: encoderLayers + by }))],
  ['more decoder layers', withShape(({ decoderLayers }, by) => ({ decoderLayers: decoderLayers + by }))],
  ['a larger d_model', withShape(({ dModel }, by) => ({ dModel: dModel + by }))],
  ['a larger d_kv', withShape(({ dKv }, by) => ({ dKv: dKv + by }))],
  ['a larger d_ff', withShape(({ dFf }, by, { modelParallelism }) => ({ dFf: dFf + by * modelParallelism }))],
  [
    'more heads',
    withShape(({ numHeads }, by, { modelParallelism }) => ({ numHeads: numHeads + by * modelParallelism })),
  ],
  [
    'a larger vocabulary',
    withShape(({ vocabSize }, by, { modelParallelism }) => ({
      vocabSize: vocabSize + by * modelParallelism,
    })),
  ],
  ['longer encoder sequences', withRun(({ encoderLength }, by) => ({ encoderLength: encoderLength + by }))],
  ['longer decoder sequences', withRun(({ decoderLength }, by) => ({ decoderLength: decoderLength + by }))],
];

describe.each(GROWTHS)('%s', (_, grow) => {
  test('cost no less: seconds, both ends of their interval, MACs, parameters', () => {
    fc.assert(
      fc.property(laidOutShapes, fc.integer({ min: 1, max: 300 }), (laidOut, by) => {
        const small = costsOf(laidOut);
        const large = costsOf(grow(laidOut, by));
        expect(large.macs).toBeGreaterThan(small.macs);
        expect(large.parameters).toBeGreaterThanOrEqual(small.parameters);
        for (const key of ['seconds', 'least', 'most'] as const) {
          expect(large[key]).toBeGreaterThanOrEqual(small[key] * (1 - 1e-12));
        }
      }),
    );
  });

  test('need no less memory a core where the microbatches stay as large', () => {
    fc.assert(
      fc.property(laidOutShapes, fc.integer({ min: 1, max: 300 }), (laidOut, by) => {
        const larger = grow(laidOut, by);
        fc.pre(stepOf(laidOut).mesh.microbatches === stepOf(larger).mesh.microbatches);
        // Adafactor keeps less of a matrix of 128 rows than of one of 127: no smaller sizes here.
        const { dModel, dFf, dKv, numMemoryHeads, vocabSize } = laidOut.shape;
        const shortest = Math.min(
          dModel,
          dFf,
          vocabSize,
          numMemoryHeads === 0 ? dKv * laidOut.shape.numHeads : dKv,
        );
        fc.pre(shortest >= 128);
        expect(costsOf(larger).perCoreBytes).toBeGreaterThanOrEqual(costsOf(laidOut).perCoreBytes);
      }),
      { numRuns: 50 },
    );
  });
});

test('twice as deep and half as wide inside is the same work, and a little slower', () => {
  const narrowing = fc.record({
    layers: fc.integer({ min: 2, max: 18 }),
    heads: fc.integer({ min: 1, max: 8 }),
    dFf: fc.integer({ min: 4, max: 32 }),
    dModel: fc.integer({ min: 2, max: 8 }),
  });
  fc.assert(
    fc.property(narrowing, ({ layers, heads, dFf, dModel }) => {
      const costs = (depth: number, share: number) => {
        const shape: ModelShape = {
          encoderLayers: layers * depth,
          decoderLayers: layers * depth,
          dModel: 128 * dModel,
          dFf: (256 * dFf) / share,
          dKv: 64,
          numHeads: (4 * heads) / share,
          numMemoryHeads: 0,
          sharedKv: false,
          gatedFf: false,
          tiedEmbedding: true,
          vocabSize: 32_128,
        };
        return costsOf({ shape, workload: PAPER_WORKLOAD, chips: 16, modelParallelism: 1 });
      };
      const shallow = costs(1, 1);
      const deep = costs(2, 2);
      expect(Math.abs(deep.parameters / shallow.parameters - 1)).toBeLessThan(0.002);
      expect(Math.abs(deep.macs / shallow.macs - 1)).toBeLessThan(0.004);
      expect(deep.seconds).toBeGreaterThan(shallow.seconds);
      expect(deep.seconds).toBeLessThan(shallow.seconds * 1.3);
    }),
  );
});

test('the interval of any step holds its estimate, and the parts of an estimate add up', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const { seconds, least, most, byFeature } = predictSeconds(PAPER_CALIBRATION, stepOf(laidOut).features);
      expect(least).toBeLessThanOrEqual(seconds);
      expect(seconds).toBeLessThanOrEqual(most);
      expect(least).toBeGreaterThan(0);
      expect(byFeature.reduce((sum, part) => sum + part, 0)).toBe(seconds);
    }),
  );
});
