import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelEstimate } from '../../src/estimate/model';
import { type Expectation, isBetter } from '../../src/evidence/quality/difference';
import { expectationOf } from '../../src/evidence/quality/fitted';
import { parseName } from '../../src/names/parse';
import { rate } from '../../src/plan/deepNarrow';
import { takeGrid } from '../../src/plan/grid';
import { rankShapes, rivalOf } from '../../src/plan/ranking';
import type { Recommendation } from '../../src/plan/recommend';
import { setting } from '../support/settings';
import { namesOf, suggestWithin, suggestWithinTflops } from '../support/suggestions';

const { rungs, candidates } = takeGrid(setting(), {});
const ALL = candidates.map(rate);

function ratedOf(name: string) {
  const { encoderLayers, decoderLayers, dModel, dFf } = parseName(name);
  const own = rungs.find(({ size: { shape } }) => shape.dModel === dModel && shape.dFf === dFf);
  return rate(own?.at(encoderLayers, decoderLayers) as never);
}

const isToldBetter = (one: ModelEstimate, other: ModelEstimate) =>
  isBetter(expectationOf(one.shape) as Expectation, expectationOf(other.shape) as Expectation);

const isCheaper = (one: ModelEstimate, other: ModelEstimate) =>
  one.compute.forwardMacs < other.compute.forwardMacs;

/** Recommendations that stand above a cheaper one that they are not told to be better than. */
function misplaced(recommendations: readonly Recommendation[]): string[] {
  return recommendations.flatMap(({ model }, i) =>
    recommendations
      .slice(i + 1)
      .filter((below) => isCheaper(below.model, model) && !isToldBetter(model, below.model))
      .map((below) => `${model.name} above ${below.model.name}`),
  );
}

describe('the order of shapes', () => {
  it('has none above a cheaper one that it is not told to be better than, and does not hang on how they came', () => {
    fc.assert(
      fc.property(fc.subarray(ALL, { maxLength: 8 }), (shapes) => {
        const order = rankShapes(shapes);
        expect(new Set(order)).toEqual(new Set(shapes));
        expect(rankShapes([...shapes].reverse())).toEqual(order);
        order.forEach((shape, i) => {
          expect(rivalOf(shape, order.slice(i + 1))).toBeNull();
        });
      }),
      { numRuns: 60 },
    );
  });

  it('puts no shape before a cheaper one only for being told better than one behind that', () => {
    // NL26-SM is told to be better than NL20-SM, not than NL24-SM, which is cheaper and better than NL20-SM too.
    const order = rankShapes(['NL20-SM', 'NL24-SM', 'NL26-SM'].map(ratedOf));
    expect(order.map(({ shape }) => shape.encoderLayers)).toEqual([24, 26, 20]);
  });

  it('leaves shapes of which nothing is known by their cost', () => {
    const unknown = ['NL24-SM', 'SM'].map((name) => ({ ...ratedOf(name), expectation: null }));
    expect(rankShapes(unknown).map(({ shape }) => shape.encoderLayers)).toEqual([6, 24]);
  });

  it('of equal FLOPs begins with the fewer parameters, of equal costs with the first name', () => {
    const costing = (name: string, parameters: number) => {
      const rated = ratedOf(name);
      return { ...rated, expectation: null, costs: { ...rated.costs, forwardMacs: 1e12, parameters } };
    };
    const inBothOrders = (...shapes: ReturnType<typeof costing>[]) =>
      [shapes, [...shapes].reverse()].map((items) =>
        rankShapes(items).map(({ shape }) => shape.encoderLayers),
      );
    expect(inBothOrders(costing('NL4-SM', 2e7), costing('NL8-SM', 1e7))).toEqual([
      [8, 4],
      [8, 4],
    ]);
    expect(inBothOrders(costing('NL8-SM', 1e7), costing('NL16-SM', 1e7))).toEqual([
      [16, 8],
      [16, 8],
    ]);
  });

  it('takes a shape of which nothing is known for neither better nor worse than a known one', () => {
    const [unknown, known] = [{ ...ratedOf('SM'), expectation: null }, ratedOf('NL24-SM')];
    expect(rankShapes([known, unknown])).toEqual([unknown, known]);
    expect(rivalOf(known, [unknown])).toEqual({ rated: unknown, difference: null });
    const deeper = { ...ratedOf('NL26-SM'), expectation: null };
    expect(rankShapes([deeper, known])).toEqual([known, deeper]);
    expect(rivalOf(deeper, [unknown, known])?.difference).toBeNull();
  });

  it('names as rival the cheaper one that a shape compares worst with', () => {
    const rival = rivalOf(ratedOf('NL26-SM'), ['NL22-SM', 'NL24-SM', 'NL20-SM'].map(ratedOf));
    expect(rival?.rated.shape.encoderLayers).toBe(24);
    expect(rival?.difference?.points).toBeCloseTo(0.39, 1);
    const { expectation } = ratedOf('NL24-SM');
    const alike = ['NL22-SM', 'NL24-SM'].map((name) => ({ ...ratedOf(name), expectation }));
    expect(rivalOf(ratedOf('NL26-SM'), alike)?.rated).toBe(alike[0]);
  });
});

describe('recommendations', () => {
  it('of 11T begin with NL24-SM, which was measured: NL26-SM is dearer and cannot be told from it', () => {
    expect(namesOf(suggestWithinTflops(11))).toEqual(['NL24-SM', 'EL32-SM', 'NL26-SM', 'NL20-SM']);
  });

  it('stand above none that is cheaper and that they are not told to be better than, but for a next size at the end', () => {
    const limits = fc.record(
      {
        flops: fc.double({ min: 12, max: 15, noNaN: true }).map((exponent) => 10 ** exponent),
        parameters: fc.double({ min: 7, max: 10.5, noNaN: true }).map((exponent) => 10 ** exponent),
        usd: fc.double({ min: 2, max: 5, noNaN: true }).map((exponent) => 10 ** exponent),
      },
      { requiredKeys: ['flops'] },
    );
    fc.assert(
      fc.property(limits, (budget) => {
        const { recommendations } = suggestWithin(budget);
        const last = recommendations.at(-1);
        const isShownLast = last?.role === 'next-size' && last.reason.startsWith('Shown because');
        expect(misplaced(isShownLast ? recommendations.slice(0, -1) : recommendations)).toEqual([]);
        const next = recommendations.find(({ role }) => role === 'next-size');
        if (next === undefined || next === last) return;
        expect(next.reason).not.toContain('Shown because');
      }),
      { numRuns: 40 },
    );
  });
});
