import { describe, expect, test } from 'vitest';
import { parseName } from '../../src/names/parse';
import { cheapestTie, isAtDepthLimit, pickShapes, rateCandidates } from '../../src/plan/deepNarrow';
import { type Candidate, takeGrid } from '../../src/plan/grid';
import type { Rated } from '../../src/plan/ranking';
import { estimateOf, setting } from '../support/settings';
import { inRole, suggestWithin, suggestWithinTflops } from '../support/suggestions';

/** The shapes of a budget in #TFlops, and a shape of them. */
function gridWithin(tflops: number) {
  const grid = takeGrid(setting(), { flops: tflops * 1e12 });
  const find = (name: string): Candidate => {
    const { encoderLayers, decoderLayers, dModel, dFf } = parseName(name);
    const own = grid.rungs.find(({ size: { shape } }) => shape.dModel === dModel && shape.dFf === dFf);
    return own?.at(encoderLayers, decoderLayers) as Candidate;
  };
  return { grid, find, rated: rateCandidates(grid) };
}

describe('a budget', () => {
  test('of exactly what a shape costs affords it', () => {
    const flops = estimateOf('NL30-SM').compute.forwardMacs;
    const choiceWithin = (limit: number) =>
      inRole(suggestWithin({ flops: limit }), 'deep-narrow')?.model.name;
    expect(choiceWithin(flops)).toBe('NL30-SM');
    expect(choiceWithin(flops * (1 - 1e-9))).toBe('NL29-SM');
  });

  test('that affords nothing is told the cheapest shape there is, and one that affords something is not', () => {
    const nothing = suggestWithinTflops(0.5);
    expect(nothing).toMatchObject({ recommendations: [], frontier: [], cheapest: { name: 'NL1-TINY' } });
    expect(suggestWithinTflops(1)).not.toHaveProperty('cheapest');
  });
});

describe('the depth limit', () => {
  const { grid, find } = gridWithin(1e6);

  test.each([
    ['NL36-SM', true],
    ['NL35-SM', false],
    // 32 layers are the limit of XL, not of Small.
    ['NL32-SM', false],
    ['NL32-XL', true],
    ['NL31-XL', false],
  ])('%s is at that of its own size: %s', (name, isAt) => {
    expect(isAtDepthLimit(grid, find(name))).toBe(isAt);
  });
});

describe('a next size', () => {
  test('is there where the depth limit leaves a tenth of the budget, not where the depths spend it', () => {
    // NL36-SM costs 14.16 #TFlops.
    expect(inRole(suggestWithinTflops(15.5), 'next-size')).toBeUndefined();
    expect(inRole(suggestWithinTflops(16), 'next-size')?.model.name).toBe('NL18-BASE');
  });

  test('is none where the budget, not the depth limit, ends the depth', () => {
    // NL1-MINI would be affordable.
    for (const tflops of [1.29, 1.39, 1.49]) {
      const { recommendations } = suggestWithinTflops(tflops);
      expect(recommendations.map(({ role, model }) => [role, model.shape.dModel])).toEqual([
        ['deep-narrow', 256],
      ]);
    }
  });

  test('is never the reference itself, nor a shallower one of its size', () => {
    // NL36-BASE leaves 15% of this budget; all that LG affords is LG.
    const suggestion = suggestWithinTflops(34.4);
    expect(suggestion.reference?.name).toBe('LG');
    expect(inRole(suggestion, 'next-size')).toBeUndefined();
  });

  test('is none beyond the widest', () => {
    const { recommendations } = suggestWithin({ flops: 1e18 }, { chips: 512, modelParallelism: 32 });
    expect(recommendations.map(({ role, model }) => `${model.name} ${role}`)).toEqual([
      'NL32-XXXL deep-narrow',
    ]);
  });
});

describe('what the strategy picks', () => {
  test.each([4, 11, 20, 34.4, 60, 300])('of %d #TFlops does not hang on how the shapes came', (tflops) => {
    const { grid, find, rated } = gridWithin(tflops);
    const reference = suggestWithinTflops(tflops).reference;
    const canonical = reference === null ? null : find(reference.name);
    const told = (shapes: readonly Rated[]) =>
      pickShapes(grid, canonical, shapes).map(({ role, candidate }) => [role, candidate.shape]);
    expect(told([...rated].reverse())).toEqual(told(rated));
  });

  test('the cheapest tie of a shape is cheaper than it, and the same whatever order the shapes came in', () => {
    const { rated } = gridWithin(20);
    const dearer = rated.find(({ shape }) => shape.dModel === 512 && shape.decoderLayers === 30) as Rated;
    const tie = cheapestTie(rated, dearer);
    expect(tie?.costs.forwardMacs).toBeLessThan(dearer.costs.forwardMacs);
    expect(cheapestTie([...rated].reverse(), dearer)).toEqual(tie);
    expect(cheapestTie([dearer], dearer)).toBeNull();
  });
});
