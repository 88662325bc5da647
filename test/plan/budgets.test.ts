import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseName } from '../../src/names/parse';
import { BUDGET_KEYS, type Budget, type BudgetKey } from '../../src/plan/budget';
import type { Suggestion } from '../../src/plan/suggest';
import { UserError } from '../../src/problems/problem';
import { type Changes, estimateOf } from '../support/settings';
import { brokenLimits, inRole, suggestWithin } from '../support/suggestions';

/** From less than the cheapest shape takes to more than the dearest. */
const RANGES: Readonly<Record<BudgetKey, readonly [least: number, most: number]>> = {
  flops: [5e11, 3e15],
  parameters: [5e6, 5e10],
  minStepsPerSecond: [0.05, 60],
  trainFlops: [1e18, 1e22],
  hours: [1, 3000],
  usd: [50, 1e5],
  memoryBytes: [1e8, 3e10],
};

const budgets: fc.Arbitrary<Budget> = fc
  .subarray([...BUDGET_KEYS], { minLength: 1 })
  .chain((keys) => fc.tuple(...keys.map(limitOf)))
  .map((entries) => Object.fromEntries(entries));

/** A limit whose order of magnitude is as likely as any other. */
function limitOf(key: BudgetKey): fc.Arbitrary<[BudgetKey, number]> {
  const [least, most] = RANGES[key];
  return fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((share) => [key, least * (most / least) ** share] as [BudgetKey, number]);
}

const settings: fc.Arbitrary<Changes> = fc.record({
  chips: fc.constantFrom(4, 16, 32, 64),
  modelParallelism: fc.constantFrom(1, 2, 4, 8, 'default' as const),
  workload: fc.record({
    sequences: fc.constantFrom(128, 256),
    encoderLength: fc.constantFrom(128, 512, 1000),
    trainSteps: fc.constantFrom(1000, 524_288),
  }),
});

/** What is suggested, or null where no size can be laid out that way. */
function suggestIfPossible(budget: Budget, changes: Changes): Suggestion | null {
  try {
    return suggestWithin(budget, changes);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

describe('a budget is kept strictly', () => {
  it('by everything that is recommended, and by the frontier, in every setting', () => {
    fc.assert(
      fc.property(budgets, settings, (budget, changes) => {
        const suggestion = suggestIfPossible(budget, changes);
        fc.pre(suggestion !== null);
        const { recommendations, frontier } = suggestion as Suggestion;
        for (const model of [...recommendations.map((one) => one.model), ...frontier]) {
          expect({ name: model.name, broken: brokenLimits(budget, model) }).toEqual({
            name: model.name,
            broken: [],
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('where model parallelism is chosen shape by shape', () => {
    fc.assert(
      fc.property(budgets, (budget) => {
        const { recommendations } = suggestWithin(budget, { modelParallelism: 'auto' });
        for (const { model } of recommendations) expect(brokenLimits(budget, model)).toEqual([]);
      }),
      { numRuns: 2 },
    );
  });

  // The budget is exactly what a shape takes: a search that adds up in another order must not step over it.
  it.each(['NL7-MINI', 'NL24-SM', 'EL32-SM', 'NL33-LG'])('where it is exactly what %s takes', (name) => {
    const { compute, parameters, throughput, training, memory } = estimateOf(name);
    const exact: Budget[] = [
      { flops: compute.forwardMacs },
      { parameters: parameters.total },
      { minStepsPerSecond: throughput.stepsPerSecond },
      { trainFlops: compute.trainFlops },
      { hours: training.hours },
      { usd: training.usd as number },
      { memoryBytes: memory.perCoreBytes },
    ];
    for (const budget of exact) {
      const { recommendations, frontier } = suggestWithin(budget);
      for (const model of [...recommendations.map((one) => one.model), ...frontier]) {
        expect(brokenLimits(budget, model)).toEqual([]);
      }
    }
  });
});

describe('every kind of limit', () => {
  const unlimited = suggestWithin({ flops: 1e18 });

  it.each(BUDGET_KEYS)('%s, alone, keeps shapes out', (key) => {
    const [least, most] = RANGES[key];
    const tight = key === 'minStepsPerSecond' ? most / 2 : least * 4;
    const { recommendations } = suggestWithin({ [key]: tight });
    expect(recommendations[0]?.model.name).not.toBe(unlimited.recommendations[0]?.model.name);
  });

  it('names the limit that binds', () => {
    const reasons = [
      suggestWithin({ parameters: 2e8 }),
      suggestWithin({ minStepsPerSecond: 9 }),
      suggestWithin({ usd: 500 }),
      suggestWithin({ flops: 1e18, hours: 16 }),
    ].map((suggestion) => inRole(suggestion, 'deep-narrow')?.reason);
    expect(reasons[0]).toContain('200M parameter budget binds');
    expect(reasons[1]).toContain('floor of 9 steps/s binds');
    expect(reasons[2]).toContain('$500 budget binds');
    expect(reasons[3]).toContain('budget of 16.0 hours binds');
  });

  it('a second limit never buys a wider DeepNarrow choice', () => {
    fc.assert(
      fc.property(budgets, budgets, (budget, other) => {
        const both = { ...other, ...budget };
        const choiceWithin = (limits: Budget) => inRole(suggestWithin(limits), 'deep-narrow')?.model;
        const [alone, together] = [budget, both].map(choiceWithin);
        if (together === undefined) return;
        expect(alone).toBeDefined();
        const width = (name: string | undefined) => parseName(name as string).dModel;
        expect(width(together.name)).toBeLessThanOrEqual(width(alone?.name));
      }),
      { numRuns: 25 },
    );
  });
});
