import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelEstimate } from '../../src/estimate/model';
import type { Expectation } from '../../src/evidence/quality/difference';
import { expectationOf } from '../../src/evidence/quality/fitted';
import { dominates, type Merits, undominated } from '../../src/plan/frontier';
import { estimateOf } from '../support/settings';
import { namesOf, suggestWithin } from '../support/suggestions';

const published = (average: number): Expectation => ({
  quality: { average, low: average, high: average, basis: 'published' },
  position: null,
});
const fitted = (average: number, half: number): Expectation => ({
  quality: { average, low: average - half, high: average + half, basis: 'fitted' },
  position: null,
});

const few = fc.integer({ min: 1, max: 4 });
const qualities = fc.oneof(
  few.map(published),
  fc.tuple(few, few).map(([average, half]) => fitted(average, half / 2)),
);
const merits: fc.Arbitrary<Merits> = fc.record({
  forwardMacs: few,
  parameters: few,
  seconds: few,
  expectation: fc.option(qualities),
});

describe('one shape dominates another', () => {
  const shape: Merits = { forwardMacs: 2, parameters: 2, seconds: 2, expectation: published(80) };

  it('when it is as good in everything and better in something', () => {
    for (const cost of ['forwardMacs', 'parameters', 'seconds'] as const) {
      expect(dominates({ ...shape, [cost]: 1 }, shape)).toBe(true);
    }
    expect(dominates({ ...shape, expectation: published(81) }, shape)).toBe(true);
  });

  it('but not when it is the same, or worse in anything', () => {
    expect(dominates(shape, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, parameters: 3 }, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, expectation: published(79) }, shape)).toBe(false);
  });

  it('but not one of known quality when its own is unknown', () => {
    expect(dominates({ ...shape, seconds: 1, expectation: null }, shape)).toBe(false);
    expect(dominates(shape, { ...shape, expectation: null })).toBe(true);
    const unknown = { ...shape, expectation: null };
    expect(dominates({ ...unknown, seconds: 1 }, unknown)).toBe(true);
    expect(dominates(unknown, unknown)).toBe(false);
  });

  it('when it is cheaper, and its quality cannot be told to be worse', () => {
    const dearer = { ...shape, expectation: fitted(81, 2) };
    expect(dominates({ ...shape, seconds: 1, expectation: fitted(80, 2) }, dearer)).toBe(true);
    expect(dominates({ ...shape, seconds: 1, expectation: fitted(78, 2) }, dearer)).toBe(false);
    expect(dominates({ ...shape, seconds: 1 }, dearer)).toBe(true);
    expect(dominates({ ...shape, expectation: fitted(82, 2) }, dearer)).toBe(false);
  });

  it('but an estimate does not outdo a measurement that it cannot be told from', () => {
    expect(dominates({ ...shape, seconds: 1, expectation: fitted(81, 2) }, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, expectation: fitted(83, 2) }, shape)).toBe(true);
  });

  it('never each the other', () => {
    fc.assert(fc.property(merits, merits, (a, b) => !(dominates(a, b) && dominates(b, a))));
  });

  it('and, where all qualities are measured, whatever that one dominates', () => {
    const measured = fc.record({
      forwardMacs: few,
      parameters: few,
      seconds: few,
      expectation: fc.option(few.map(published)),
    });
    fc.assert(
      fc.property(measured, measured, measured, (a, b, c) => {
        if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

function meritsOfModel({ shape, compute, parameters, throughput }: ModelEstimate): Merits {
  return {
    forwardMacs: compute.forwardMacs,
    parameters: parameters.total,
    seconds: throughput.seconds,
    expectation: expectationOf(shape),
  };
}

describe('the frontier', () => {
  it('has no two of which one dominates the other, and outside it only what one on it dominates', () => {
    fc.assert(
      fc.property(fc.array(merits, { maxLength: 12 }), (items) => {
        const frontier = undominated(items, (item) => item);
        const isBelow = (item: Merits) => frontier.some((other) => dominates(other, item));
        for (const item of items) expect(isBelow(item)).toBe(!frontier.includes(item));
        expect(frontier).toEqual(items.filter((item) => frontier.includes(item)));
      }),
      { numRuns: 500 },
    );
  });

  it('does not run away down a row of shapes each like the next', () => {
    const row = Array.from({ length: 40 }, (_, i): Merits => {
      return { forwardMacs: i, parameters: i, seconds: i, expectation: fitted(60 + i / 2, 1) };
    });
    const kept = undominated(row, (item) => item);
    expect(kept.length).toBeGreaterThan(8);
    expect(kept[0]).toBe(row[0]);
  });

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(fc.array(merits, { maxLength: 10 }), (items) => {
        const there = undominated(items, (item) => item);
        const back = undominated([...items].reverse(), (item) => item);
        expect(new Set(back.map((item) => JSON.stringify(item)))).toEqual(
          new Set(there.map((item) => JSON.stringify(item))),
        );
      }),
    );
  });

  it.each([{ flops: 11e12 }, { flops: 60e12 }, { usd: 500 }, { parameters: 2e8, minStepsPerSecond: 9 }])(
    'of %j: no model of it dominates another one',
    (budget) => {
      const { frontier } = suggestWithin(budget);
      const rated = frontier.map(meritsOfModel);
      expect(frontier.length).toBeGreaterThan(2);
      expect(undominated(rated, (item) => item)).toEqual(rated);
    },
  );

  it('is sorted by cost, names every shape once, and has the shapes that the paper measured as efficient', () => {
    const { frontier } = suggestWithin({ flops: 11e12 });
    const names = frontier.map(({ name }) => name);
    const tflops = frontier.map(({ compute }) => compute.tflops);
    expect(tflops).toEqual([...tflops].sort((a, b) => a - b));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['SM', 'NL16-SM', 'NL24-SM', 'EL32-SM']));
  });

  it('has what is told from its cheapest shape in spite of errors that both share', () => {
    const models = ['NL1-TINY', 'MINI'].map((name) => meritsOfModel(estimateOf(name)));
    expect(undominated(models, (item) => item)).toEqual(models);
  });

  it('holds every recommendation that names no shape of it which makes it pointless', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (exponent) => {
        const { recommendations, frontier } = suggestWithin({ flops: 10 ** (12 + exponent) });
        const standing = new Map(frontier.map((model) => [model.name, model]));
        for (const { rank, model, dominatedBy, reason } of recommendations) {
          expect(standing.has(model.name)).toBe(dominatedBy === null);
          expect(reason.includes('It is not on the frontier below')).toBe(rank === 1 && dominatedBy !== null);
          if (dominatedBy === null) continue;
          const other = standing.get(dominatedBy) as ModelEstimate;
          expect(dominates(meritsOfModel(other), meritsOfModel(model))).toBe(true);
          if (rank === 1) expect(reason).toContain(`since ${dominatedBy}, `);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('holds the first recommendation of 31 of 59 budgets from 1T to 1000T, as docs/quality.md says', () => {
    const budgets = Array.from({ length: 59 }, (_, i) => 1e12 * 1000 ** (i / 58));
    const first = budgets.flatMap((flops) => suggestWithin({ flops }).recommendations.slice(0, 1));
    const off = first.filter(({ dominatedBy }) => dominatedBy !== null);
    const count = (role: string) => off.filter((one) => one.role === role).length;
    expect([first.length, off.length]).toEqual([59, 28]);
    expect([count('deep-narrow'), count('next-size'), count('fastest')]).toEqual([25, 2, 1]);
  });

  it('holds the recommendations that were measured to match the reference', () => {
    const suggestion = suggestWithin({ flops: 11e12 });
    const frontier = suggestion.frontier.map(({ name }) => name);
    const measured = suggestion.recommendations.filter(({ model }) => model.publishedQuality !== null);
    expect(measured.length).toBeGreaterThan(0);
    expect(
      namesOf({ ...suggestion, recommendations: measured }).every((name) => frontier.includes(name)),
    ).toBe(true);
  });

  it('has shapes that nobody measured only where the fit tells them to be better, or they cost less in something', () => {
    const { frontier } = suggestWithin({ flops: 60e12 });
    const names = frontier.map(({ name }) => name);
    expect(names).not.toContain('NL25-SM');
    expect(names.some((name) => /^NL(29|3\d)-SM$/.test(name))).toBe(true);
    expect(names).toContain('NL36-LG');
    expect(names.some((name) => name.endsWith('XL'))).toBe(false);
  });
});
