import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quality } from '../../src/evidence/quality/quality';
import { dominates, type Merits, undominated } from '../../src/plan/frontier';
import { namesOf, suggestWithin } from '../support/suggestions';

const published = (average: number): Quality => ({
  average,
  low: average,
  high: average,
  basis: 'published',
});
const fitted = (average: number, half: number): Quality => ({
  average,
  low: average - half,
  high: average + half,
  basis: 'fitted',
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
  quality: fc.option(qualities),
});

describe('one shape dominates another', () => {
  const shape: Merits = { forwardMacs: 2, parameters: 2, seconds: 2, quality: published(80) };

  it('when it is as good in everything and better in something', () => {
    expect(dominates({ ...shape, seconds: 1 }, shape)).toBe(true);
    expect(dominates({ ...shape, quality: published(81) }, shape)).toBe(true);
  });

  it('but not when it is the same, or worse in anything', () => {
    expect(dominates(shape, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, parameters: 3 }, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, quality: published(79) }, shape)).toBe(false);
  });

  it('but not one of known quality when its own is unknown', () => {
    expect(dominates({ ...shape, seconds: 1, quality: null }, shape)).toBe(false);
    expect(dominates(shape, { ...shape, quality: null })).toBe(true);
  });

  it('when it is cheaper, and its quality cannot be told to be worse', () => {
    const dearer = { ...shape, quality: fitted(81, 2) };
    expect(dominates({ ...shape, seconds: 1, quality: fitted(80, 2) }, dearer)).toBe(true);
    expect(dominates({ ...shape, seconds: 1, quality: fitted(78, 2) }, dearer)).toBe(false);
    expect(dominates({ ...shape, seconds: 1 }, dearer)).toBe(true);
    expect(dominates({ ...shape, quality: fitted(82, 2) }, dearer)).toBe(false);
  });

  it('but an estimate does not outdo a measurement that it cannot be told from', () => {
    expect(dominates({ ...shape, seconds: 1, quality: fitted(81, 2) }, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, quality: fitted(83, 2) }, shape)).toBe(true);
  });

  it('never each the other', () => {
    fc.assert(fc.property(merits, merits, (a, b) => !(dominates(a, b) && dominates(b, a))));
  });

  it('and, where all qualities are measured, whatever that one dominates', () => {
    const measured = fc.record({
      forwardMacs: few,
      parameters: few,
      seconds: few,
      quality: fc.option(few.map(published)),
    });
    fc.assert(
      fc.property(measured, measured, measured, (a, b, c) => {
        if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

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
      return { forwardMacs: i, parameters: i, seconds: i, quality: fitted(60 + i / 2, 1) };
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
      const rated = frontier.map(({ compute, parameters, throughput, quality }) => ({
        forwardMacs: compute.forwardMacs,
        parameters: parameters.total,
        seconds: throughput.seconds,
        quality,
      }));
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
