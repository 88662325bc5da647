import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateModel, type ModelEstimate } from '../../src/estimate/model';
import type { Setting } from '../../src/estimate/setting';
import { deepestUsefulLayers } from '../../src/evidence/depthLimits';
import { expectationOf } from '../../src/evidence/quality/fitted';
import type { ModelShape } from '../../src/model/shape';
import { SIZES } from '../../src/model/sizes';
import { BUDGET_KEYS, type Budget } from '../../src/plan/budget';
import { dominates, type Merits } from '../../src/plan/frontier';
import { type Suggestion, suggestShapes } from '../../src/plan/suggest';
import { cases } from '../support/cases';
import { settings, unlessRefused } from '../support/models';
import { brokenLimits } from '../support/suggestions';

/** What a model in the middle of the sizes takes, times up to 30 either way: budgets that let in some shapes. */
function budgetAround(
  { compute, parameters, throughput, training, memory }: ModelEstimate,
  factors: Factors,
): Budget {
  const spent: Required<Budget> = {
    flops: compute.forwardMacs,
    parameters: parameters.total,
    minStepsPerSecond: throughput.stepsPerSecond,
    trainFlops: compute.trainFlops,
    hours: training.hours,
    usd: training.usd ?? 1,
    memoryBytes: memory.perCoreBytes,
  };
  return Object.fromEntries(
    BUDGET_KEYS.flatMap((key) => (factors[key] === undefined ? [] : [[key, spent[key] * factors[key]]])),
  );
}

type Factors = Readonly<Partial<Record<keyof Budget, number>>>;

const factor = fc.integer({ min: -30, max: 30 }).map((tenths) => 10 ** (tenths / 20));
const joint: fc.Arbitrary<Factors> = fc
  .subarray(
    BUDGET_KEYS.filter((key) => key !== 'usd'),
    { minLength: 1, maxLength: 4 },
  )
  .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, factor]))));
const anyFactors = fc.oneof(
  joint,
  factor.map((usd): Factors => ({ usd })),
);

/** A machine's slice whose mesh does not follow the shape: that is another, slower search. */
const fixed = settings.filter(({ modelParallelism }) => modelParallelism !== 'auto');

interface Asked {
  readonly budget: Budget;
  readonly setting: Setting;
  readonly suggestion: Suggestion;
}

function ask(setting: Setting, factors: Factors): Asked | null {
  const middle = SIZES[3]?.shape as ModelShape;
  const around = unlessRefused(() => estimateModel(middle, setting));
  if (around === null) return null;
  const budget = budgetAround(around, factors);
  const suggestion = unlessRefused(() => suggestShapes(budget, setting));
  return suggestion === null ? null : { budget, setting, suggestion };
}

function everySuggestion(usual: number, check: (asked: Asked) => void): void {
  fc.assert(
    fc.property(fixed, anyFactors, (setting, factors) => {
      const asked = ask(setting, factors);
      fc.pre(asked !== null);
      check(asked as Asked);
    }),
    cases(usual),
  );
}

// test/plan/budgets.test.ts has this on the paper's machine; here on every machine.
test('whatever is recommended or stands on the frontier keeps every limit, on every machine', () => {
  everySuggestion(30, ({ budget, suggestion: { recommendations, frontier, cheapest } }) => {
    const models = [...recommendations.map(({ model }) => model), ...frontier];
    for (const model of models) expect([model.name, ...brokenLimits(budget, model)]).toEqual([model.name]);
    expect(cheapest === undefined).toBe(recommendations.length > 0);
    if (cheapest !== undefined) expect(brokenLimits(budget, cheapest)).not.toEqual([]);
  });
});

describe('the frontier', () => {
  test('is what a search by hand finds: nothing on it is dominated by it, all that is affordable off it is', () => {
    everySuggestion(6, ({ budget, setting, suggestion }) => {
      const onIt = new Map(suggestion.frontier.map((model) => [model.name, meritsOf(model)]));
      const merits = [...onIt.values()];
      for (const [i, one] of merits.entries()) {
        expect(merits.some((other, j) => i !== j && dominates(other, one))).toBe(false);
      }
      for (const model of everyShape(setting)) {
        if (onIt.has(model.name) || isNear(budget, model)) continue;
        const isAffordable = brokenLimits(budget, model).length === 0;
        if (isAffordable)
          expect([model.name, merits.some((other) => beats(other, meritsOf(model)))]).toEqual([
            model.name,
            true,
          ]);
      }
    });
  });
});

/** The grid that docs and help speak of: every size at every useful depth, and its own decoder under every deeper encoder. */
function everyShape(setting: Setting): ModelEstimate[] {
  return SIZES.flatMap(({ name, shape }) => {
    const depths = Array.from({ length: deepestUsefulLayers(name) }, (_, i) => i + 1);
    return [
      ...depths.map((depth) => ({ ...shape, encoderLayers: depth, decoderLayers: depth })),
      ...depths
        .filter((depth) => depth > shape.decoderLayers)
        .map((encoderLayers) => ({ ...shape, encoderLayers })),
    ];
  }).flatMap((shape) => unlessRefused(() => [estimateModel(shape, setting)]) ?? []);
}

function meritsOf({ shape, compute, parameters, throughput }: ModelEstimate): Merits {
  return {
    forwardMacs: compute.forwardMacs,
    parameters: parameters.total,
    seconds: throughput.seconds,
    expectation: expectationOf(shape),
  };
}

/** The search adds up costs in another order: a difference in the last places is none. */
const ROUNDING = 1e-9;

function beats(a: Merits, b: Merits): boolean {
  return dominates(a, b) || dominates({ ...a, seconds: a.seconds * (1 - ROUNDING) }, b);
}

/** Whether a model spends a limit to the last places. */
function isNear(budget: Budget, model: ModelEstimate): boolean {
  const loose = (by: number) =>
    Object.fromEntries(
      Object.entries(budget).map(([key, limit]) => [
        key,
        key === 'minStepsPerSecond' ? limit / by : limit * by,
      ]),
    );
  return brokenLimits(loose(1 - ROUNDING), model).length !== brokenLimits(loose(1 + ROUNDING), model).length;
}
