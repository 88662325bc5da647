import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateModel } from '../../src/estimate/model';
import { SIZES, sizeNamed } from '../../src/model/sizes';
import { costsByDepth, type DepthCosts } from '../../src/plan/depthCosts';
import { setting } from '../support/settings';
import { shapesFor } from '../support/shapes';

const depth = fc.integer({ min: 1, max: 40 });

function fullCosts(...[shape, where]: Parameters<typeof estimateModel>): DepthCosts {
  const { parameters, compute, throughput, memory } = estimateModel(shape, where);
  return {
    parameters: parameters.total,
    forwardMacs: compute.forwardMacs,
    trainFlops: compute.trainFlops,
    seconds: throughput.seconds,
    perCoreBytes: memory.perCoreBytes,
  };
}

function expectClose(actual: DepthCosts, expected: DepthCosts): void {
  for (const key of Object.keys(expected) as (keyof DepthCosts)[]) {
    expect(Math.abs(actual[key] / expected[key] - 1), key).toBeLessThan(1e-12);
  }
}

describe('costs walked over depths equal a full estimate', () => {
  it('of every size of the paper, with its own model parallelism', () => {
    const where = setting({ chips: 64 });
    fc.assert(
      fc.property(fc.constantFrom(...SIZES), depth, depth, ({ shape }, encoderLayers, decoderLayers) => {
        const full = fullCosts({ ...shape, encoderLayers, decoderLayers }, where);
        expectClose(costsByDepth(shape, where)(encoderLayers, decoderLayers), full);
      }),
      { numRuns: 60 },
    );
  });

  it('of any widths, on any mesh', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(1, 4, 8)
          .chain((parallelism) => fc.tuple(fc.constant(parallelism), shapesFor(parallelism))),
        depth,
        depth,
        ([modelParallelism, widths], encoderLayers, decoderLayers) => {
          const where = setting({ modelParallelism });
          const full = fullCosts({ ...widths, encoderLayers, decoderLayers }, where);
          expectClose(costsByDepth(widths, where)(encoderLayers, decoderLayers), full);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of widths that lay themselves out depth by depth', () => {
    const where = setting({ modelParallelism: 'auto' });
    // Of XL, 36 layers fit a core only where the model axis splits them further than one layer.
    const { shape } = sizeNamed('XL');
    for (const layers of [1, 13, 36]) {
      const full = fullCosts({ ...shape, encoderLayers: layers, decoderLayers: layers }, where);
      expectClose(costsByDepth(shape, where)(layers, layers), full);
    }
  });
});
