import { describe, expect, test } from 'vitest';
import { parseName } from '../../src/names/parse';
import { BUDGET_KEYS, type Spending, spendingOf, tightest, tightestOfBudget } from '../../src/plan/budget';
import { scaleModel } from '../../src/plan/scaling';
import { takeSweep } from '../../src/plan/sweep';
import { UserError } from '../../src/problems/problem';
import { estimateOf, setting } from '../support/settings';
import { suggestWithin } from '../support/suggestions';

describe('what is searched', () => {
  test('is every size at each depth to its limit, and its own decoder under every deeper encoder', () => {
    // To 36 layers (32 from XL on), of sizes with 4, 4, 6, 12, 24, 24, 24 and 28 layers of their own.
    const shapes = 36 * 5 + (32 + 32 + 30 + 24 + 12) + 32 * 3 + (8 + 8 + 4);
    const { searched } = suggestWithin({ flops: 11e12 });
    expect(searched).toEqual({ shapes, evaluated: shapes, leftOut: [] });
  });

  test('is less where the model axis divides no heads: 4 of TINY and 12 of BASE over 8 cores', () => {
    const { searched } = suggestWithin({ flops: 11e12 }, { modelParallelism: 8 });
    expect(searched).toEqual({
      shapes: 426,
      evaluated: 426 - (36 + 32) - (36 + 24),
      leftOut: ['TINY', 'BASE'],
    });
  });

  test('cannot be where no size can be laid out: 32 ways on 8 cores', () => {
    const search = () => suggestWithin({ flops: 1e15 }, { chips: 4, modelParallelism: 32 });
    expect(search).toThrow(expect.objectContaining({ code: 'more-model-parallelism-than-cores' }));
  });

  test('cannot be where the cores outnumber the sequences', () => {
    expect(() => suggestWithin({ flops: 1e15 }, { chips: 1024 })).toThrow(UserError);
  });
});

test('with every suggestion stands what holds for all', () => {
  expect(suggestWithin({ flops: 11e12 }).limits).toEqual([
    'Cheapest first, by #TFlops: a dearer recommendation stands above a cheaper one only where it is told to be better. A next size that is not told to be better than all of those comes last.',
    'Depth cannot be parallelised: every layer waits for the one before. Width can, up to model parallelism 32 on 64 chips in the paper.',
    'The gain of depth converges at 32 to 36 layers a stack (32 for XL and wider).',
  ]);
});

test.each([
  [
    { flops: 11e12 },
    ['NL24-SM best-measured', 'EL32-SM encoder-heavy', 'NL26-SM deep-narrow', 'NL20-SM matching fastest'],
  ],
  [
    { flops: 60e12 },
    ['NL36-LG deep-narrow best-measured', 'NL36-BASE matching', 'LG fastest', 'NL10-XL next-size'],
  ],
  [{ flops: 1e18 }, ['NL32-XXL deep-narrow']],
  [{ flops: 0.5e12 }, []],
])('within %j: each shape once, with all its roles', (budget, told) => {
  const { recommendations } = suggestWithin(budget);
  expect(
    recommendations.map(({ model, role, alsoRoles }) => [model.name, role, ...alsoRoles].join(' ')),
  ).toEqual(told);
});

describe('what a shape spends of a budget', () => {
  const costs = {
    parameters: 5e7,
    forwardMacs: 2e12,
    trainFlops: 6e18,
    seconds: 0.05,
    perCoreBytes: 2 ** 31,
  };
  const { workload, slice } = setting();
  const spend = (budget: Parameters<typeof spendingOf>[0]) => spendingOf(budget, costs, workload, slice);
  const coreMemory = { key: 'coreMemory', limit: 2 ** 34, share: 1 / 8 };
  const hours = (0.05 * 2 ** 19) / 3600;

  test.each([
    ['flops', 4e12, 0.5],
    ['parameters', 1e8, 0.5],
    // 20 steps a second against a floor of 10: half as slow as it may be.
    ['minStepsPerSecond', 10, 0.5],
    ['trainFlops', 3e18, 2],
    ['hours', hours / 2, 2],
    // 16 chips at $2 an hour.
    ['usd', hours * 32, 1],
    ['memoryBytes', 2 ** 32, 0.5],
  ] as const)('%s of %d', (key, limit, share) => {
    const [own, core] = spend({ [key]: limit }) as [Spending, Spending];
    expect(own).toEqual({ key, limit, share: expect.closeTo(share, 12) });
    expect(core).toEqual(coreMemory);
  });

  test('limits that are not set cost nothing, and the memory of a core is always one', () => {
    expect(spend({})).toEqual([coreMemory]);
  });

  test('is told in one order, and the tightest is the one that most is spent of', () => {
    const spent = spend({ memoryBytes: 2 ** 30, flops: 1e13, usd: 1e6 });
    expect(spent.map(({ key }) => key)).toEqual(['flops', 'usd', 'memoryBytes', 'coreMemory']);
    expect(tightest(spent).key).toBe('memoryBytes');
    expect(tightest([...spent].reverse()).key).toBe('memoryBytes');
    expect(BUDGET_KEYS).toHaveLength(7);
  });

  test('of two that are spent alike, the one that is told first is the tightest', () => {
    expect(tightest(spend({ flops: 2e12, parameters: 5e7 })).key).toBe('flops');
    expect(tightest(spend({ memoryBytes: 2 ** 34 })).key).toBe('memoryBytes');
  });

  test('dollars are asked of a machine only where they are limited', () => {
    const unpriced = { ...slice, machine: { ...slice.machine, usdPerChipHour: null } };
    const keysWithin = (budget: Parameters<typeof spendingOf>[0]) =>
      spendingOf(budget, costs, workload, unpriced).map(({ key }) => key);
    expect(keysWithin({ hours: 1 })).toEqual(['hours', 'coreMemory']);
    expect(() => keysWithin({ usd: 1 })).toThrow(expect.objectContaining({ code: 'machine-without-price' }));
  });

  test('the memory of a core is no limit of the budget itself', () => {
    expect(tightest(spend({ flops: 1e15 })).key).toBe('coreMemory');
    expect(tightestOfBudget(spend({ flops: 1e15 })).key).toBe('flops');
  });
});

test('a frontier over a metric that no model has is refused', () => {
  const told = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      return error instanceof UserError ? [error.code, error.details] : error;
    }
    return null;
  };
  const sweep = (name: string, metrics: Parameters<typeof takeSweep>[2]) => () =>
    takeSweep([estimateOf(name)], [], metrics);
  expect(told(sweep('SH-SM', { metrics: ['flops', 'quality'] }))).toEqual(['frontier-without-scores', {}]);
  expect(told(sweep('SM', { metrics: ['flops', 'quality'] }))).toBeNull();
  const priceless = { ...estimateOf('SM'), training: { ...estimateOf('SM').training, usd: null } };
  expect(told(() => takeSweep([priceless], [], { metrics: ['flops', 'usd'] }))).toEqual([
    'frontier-without-values',
    { metric: 'usd' },
  ]);
});

test('a scaling table is the step of every slice, in its parts', () => {
  const { scaling } = scaleModel({ shape: parseName('NL24-SM') }, setting(), [16, 64], 'default');
  for (const row of scaling) {
    const { throughput, memory, slice } = estimateOf('NL24-SM', { chips: row.chips });
    const { seconds, featureSeconds } = throughput;
    expect(row).toMatchObject({
      modelParallelism: slice.modelParallelism,
      dataParallelism: slice.dataParallelism,
      stepsPerSecond: throughput.stepsPerSecond,
      low: throughput.low,
      high: throughput.high,
      mfu: throughput.mfu,
      collectiveSeconds: featureSeconds.network,
      layerSeconds: featureSeconds.layer,
      fixedSeconds: featureSeconds.step,
      perCoreBytes: memory.perCoreBytes,
      isDefault: true,
      isFastest: true,
    });
    expect(row.speedup).toBe((scaling[0]?.seconds as number) / seconds);
  }
});
