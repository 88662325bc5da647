import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominates, type Merits, undominated } from '../../src/plan/frontier';
import { namesOf, suggestWithin } from '../support/suggestions';

const few = fc.integer({ min: 1, max: 4 });
const merits: fc.Arbitrary<Merits> = fc.record({
  forwardMacs: few,
  parameters: few,
  seconds: few,
  quality: fc.option(few),
});

describe('one shape dominates another', () => {
  const shape: Merits = { forwardMacs: 2, parameters: 2, seconds: 2, quality: 80 };

  it('when it is as good in everything and better in something', () => {
    expect(dominates({ ...shape, seconds: 1 }, shape)).toBe(true);
    expect(dominates({ ...shape, quality: 81 }, shape)).toBe(true);
  });

  it('but not when it is the same, or worse in anything', () => {
    expect(dominates(shape, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, parameters: 3 }, shape)).toBe(false);
    expect(dominates({ ...shape, seconds: 1, quality: 79 }, shape)).toBe(false);
  });

  it('but not one of known quality when its own is unknown', () => {
    expect(dominates({ ...shape, seconds: 1, quality: null }, shape)).toBe(false);
    expect(dominates(shape, { ...shape, quality: null })).toBe(true);
  });

  it('never each the other', () => {
    fc.assert(fc.property(merits, merits, (a, b) => !(dominates(a, b) && dominates(b, a))));
  });

  it('and whatever that one dominates', () => {
    fc.assert(
      fc.property(merits, merits, merits, (a, b, c) => {
        if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the frontier', () => {
  it('holds exactly what nothing dominates, in the given order', () => {
    fc.assert(
      fc.property(fc.array(merits, { maxLength: 12 }), (items) => {
        const frontier = undominated(items, (item) => item);
        expect(frontier).toEqual(items.filter((item) => !items.some((other) => dominates(other, item))));
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
        quality: quality?.average ?? null,
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
    const measured = suggestion.recommendations.filter(({ model }) => model.quality !== null);
    expect(measured.length).toBeGreaterThan(0);
    expect(
      namesOf({ ...suggestion, recommendations: measured }).every((name) => frontier.includes(name)),
    ).toBe(true);
  });
});
