import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVINE, optimalLayers, studyDepth } from '../../src/evidence/depth';
import { SIZES } from '../../src/model/sizes';
import { exp } from '../../src/numerics/elementary';

describe("Levine et al.'s optimum", () => {
  it('is the depth whose width the formula gives back', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), (width) => {
        const back = exp(LEVINE.intercept + LEVINE.slope * optimalLayers(width));
        expect(back / width).toBeCloseTo(1, 9);
      }),
    );
  });

  it.each([
    [13500, '80.6'],
    [12288, '78.9'],
    [1024, '34.1'],
    [16384, '84.1'],
    [512, '21.6'],
  ])('at width %d is %s layers', (width, layers) => {
    expect(optimalLayers(width).toFixed(1)).toBe(layers);
  });

  it("is the paper's 80 layers at the width of GPT-3's size, which is no d_ff", () => {
    const { quoted } = studyDepth(SIZES);
    expect(Math.abs(quoted.computedLayers - quoted.printedLayers)).toBeLessThan(1);
    expect(quoted.decoderOnlyParameters / quoted.comparable.parameters).toBeCloseTo(1, 1);
  });
});

describe('the study of the sizes', () => {
  const { shapes, explanation } = studyDepth(SIZES);
  const xl = shapes.find(({ name }) => name === 'XL');

  it('puts XL beside the limit of the paper on d_model and far beyond it on d_ff', () => {
    expect(xl).toMatchObject({ encoderLayers: 24, dModel: 1024, dFf: 16384, paperLimit: 32 });
    expect(Math.round(xl?.optimumOnDModel as number)).toBe(34);
    expect(Math.round(xl?.optimumOnDFf as number)).toBe(84);
  });

  it('says so in words, with the sizes for which the formula is the stricter one', () => {
    expect(explanation.join(' ')).toContain('stricter of the two for TINY 9, MINI 16, SM 22, BASE 29, LG 34');
    expect(explanation.join(' ')).toMatch(/On d_ff the formula asks for 84 layers.* on d_model for 34/);
  });

  it('counts the parameters of each', () => {
    expect(shapes.find(({ name }) => name === 'BASE')?.parameters).toBe(222_903_552);
  });
});
