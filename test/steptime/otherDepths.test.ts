import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { SIZES, sizeNamed } from '../../src/model/sizes';
import { atOtherDepths } from '../../src/steptime/step';
import { paperStep } from '../support/shapes';

const sharing = fc.record({ numMemoryHeads: fc.constantFrom(0, 1), sharedKv: fc.boolean() });

test.each([
  [1, 1],
  [2, 1],
  [1, 2],
])(
  'a step of %d and %d layers is, to the last bit, the one of 1 and 1 with more of each',
  (encoderLayers, decoderLayers) => {
    fc.assert(
      fc.property(fc.constantFrom(...SIZES), sharing, ({ shape, modelParallelism }, changes) => {
        const widths = { ...shape, ...changes };
        const taken = paperStep({ ...widths, encoderLayers, decoderLayers }, modelParallelism, 64);
        const shallow = paperStep({ ...widths, encoderLayers: 1, decoderLayers: 1 }, modelParallelism, 64);
        const { census, features } = atOtherDepths(shallow, taken.shape, PAPER_WORKLOAD);
        expect(census).toEqual(taken.census);
        expect(features).toEqual(taken.features);
      }),
      { numRuns: 30 },
    );
  },
);

test('a step of many layers is as well the one of more or fewer', () => {
  const base = sizeNamed('BASE').shape;
  const [from, to] = [
    { ...base, encoderLayers: 3, decoderLayers: 5 },
    { ...base, encoderLayers: 7, decoderLayers: 2 },
  ];
  const expected = paperStep(to, 4).features;
  const { features } = atOtherDepths(paperStep(from, 4), to, PAPER_WORKLOAD);
  features.forEach((feature, i) => {
    expect(feature / (expected[i] as number)).toBeCloseTo(1, 12);
  });
});
