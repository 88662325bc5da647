import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCompute } from '../../src/census/compute';
import { measureMemory } from '../../src/census/memory';
import { countParameters } from '../../src/census/parameters';
import { type LaidOut, laidOutShapes, stepOf } from '../support/shapes';

/**
 * Every additive cost of a step, in one list. The lower bound is none: the gradient into the encoder's output is reduced
 * once for all layers, and a maximum over what does and does not grow with depth is not affine.
 */
function costs(laidOut: LaidOut): number[] {
  const { census, mesh, features, roofline } = stepOf(laidOut);
  const { total, optimizerSlots } = countParameters(census);
  const { forwardMacs, forwardMacsUnique } = countCompute(census, laidOut.workload, mesh);
  const { perCoreBytes, activationBytes } = measureMemory(census, mesh.local);
  const counts = [total, optimizerSlots, forwardMacs, forwardMacsUnique, perCoreBytes, activationBytes];
  return [...counts, ...features, roofline.upperBoundSeconds];
}

test('parameters, MACs, memory, features and the upper bound are affine in encoder and decoder layers on a fixed mesh', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const at = (encoderLayers: number, decoderLayers: number) =>
        costs({ ...laidOut, shape: { ...laidOut.shape, encoderLayers, decoderLayers } });
      const corner = at(1, 1);
      const encoder = at(2, 1);
      const decoder = at(1, 2);
      const { encoderLayers, decoderLayers } = laidOut.shape;
      at(encoderLayers, decoderLayers).forEach((cost, i) => {
        const [c0, cE, cD] = [corner[i], encoder[i], decoder[i]] as [number, number, number];
        const expected = c0 + (encoderLayers - 1) * (cE - c0) + (decoderLayers - 1) * (cD - c0);
        expect(Math.abs(cost - expected)).toBeLessThanOrEqual(1e-9 * cost);
      });
    }),
  );
});
