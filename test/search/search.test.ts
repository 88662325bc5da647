import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateModel } from '../../src/estimate/model';
import { isAboutTheShape } from '../../src/estimate/parallelism';
import type { Setting } from '../../src/estimate/setting';
import { SIZES } from '../../src/model/sizes';
import { type Budget, spendingOf, tightest } from '../../src/plan/budget';
import { METRICS } from '../../src/plan/metrics';
import { UserError } from '../../src/problems/problem';
import { GRID_DIMENSIONS, pointAt, type SearchGrid, shapesIn, WIDE_GRID } from '../../src/search/grid';
import { frontierShapes, partsOf, startSearch } from '../../src/search/search';
import type { Found, SearchMetric, SearchTask } from '../../src/search/task';
import { anyGrid, settingOn } from './grids';

const upTo = (most: number) => Array.from({ length: most }, (_, i) => i + 1);

/** 311,040 shapes. */
const MIDDLE_GRID: SearchGrid = {
  dModel: [256, 512, 768, 1024],
  dFf: [1024, 2048, 3072, 4096],
  numHeads: [4, 8, 12],
  dKv: [32, 64, 128],
  encoderLayers: upTo(36),
  decoderLayers: [...upTo(18), 24, 36],
  sharing: ['none'],
  modelParallelism: [1, 2, 4],
};

const FOUR: readonly SearchMetric[] = ['flops', 'params', 'speed', 'quality'];

function taskOf(changes: Partial<SearchTask>): SearchTask {
  return {
    grid: MIDDLE_GRID,
    budget: {},
    setting: settingOn(16),
    metrics: FOUR,
    prune: 'bounds',
    ...changes,
  };
}

function searchAll(task: SearchTask): Found {
  const search = startSearch(task);
  for (let part = 0; part < partsOf(task); part++) search.run(part);
  return search.found();
}

/** What each metric of every shape within the budget is by the estimator, less being better. */
function estimateAll({ grid, setting, metrics, budget }: SearchTask): { index: number; costs: number[] }[] {
  const indices = GRID_DIMENSIONS.reduce((product, dimension) => product * grid[dimension].length, 1);
  return upTo(indices).flatMap((next) => {
    const index = next - 1;
    const { shape, modelParallelism } = pointAt(grid, index);
    try {
      const model = estimateModel(shape, { ...setting, modelParallelism });
      if (metrics.includes('quality') && model.fittedQuality === null) return [];
      if (!isWithin(budget, model, setting)) return [];
      const costs = metrics.map((metric) => {
        if (metric === 'quality') return -(model.fittedQuality?.low as number);
        const { valueIn, moreIsBetter } = METRICS[metric];
        return (moreIsBetter ? -1 : 1) * (valueIn(model) as number);
      });
      return [{ index, costs }];
    } catch (error) {
      if (isAboutTheShape(error) || error instanceof UserError) return [];
      throw error;
    }
  });
}

function isWithin(budget: Budget, model: ReturnType<typeof estimateModel>, setting: Setting): boolean {
  const costs = {
    parameters: model.parameters.total,
    forwardMacs: model.compute.forwardMacs,
    trainFlops: model.compute.trainFlops,
    seconds: model.throughput.seconds,
    perCoreBytes: model.memory.perCoreBytes,
  };
  return tightest(spendingOf(budget, costs, setting.workload, setting.slice)).share <= 1;
}

/** More than the rounding of seconds and scores. */
const NEAR = 1e-11;

const isNoWorse = (a: readonly number[], b: readonly number[]) =>
  a.every((cost, i) => cost <= (b[i] as number) + NEAR * Math.abs(b[i] as number));
const isBetter = (a: readonly number[], b: readonly number[]) =>
  a.every((cost, i) => cost <= (b[i] as number)) &&
  a.some((cost, i) => cost < (b[i] as number) - NEAR * Math.abs(b[i] as number));

function expectFrontierOf(task: SearchTask): void {
  const all = estimateAll(task);
  const costsOf = new Map(all.map(({ index, costs }) => [index, costs]));
  const found = frontierShapes(task, searchAll(task)).map(({ index }) => costsOf.get(index) as number[]);
  expect(found).not.toContain(undefined);
  for (const { costs } of all) expect(found.some((kept) => isNoWorse(kept, costs))).toBe(true);
  for (const kept of found) expect(all.some(({ costs }) => isBetter(costs, kept))).toBe(false);
}

const anyMetrics: fc.Arbitrary<readonly SearchMetric[]> = fc.constantFrom<readonly SearchMetric[]>(
  FOUR,
  ['flops', 'quality'],
  ['speed', 'quality'],
  ['usd', 'params', 'quality'],
  ['memory', 'hours', 'train-flops', 'quality'],
  ['flops', 'params'],
  ['memory', 'params', 'flops', 'speed'],
  ['speed', 'hours'],
);

const anyBudget: fc.Arbitrary<Budget> = fc.constantFrom<Budget>(
  {},
  { flops: 11e12 },
  { parameters: 2e8, minStepsPerSecond: 4 },
  { trainFlops: 5e19, memoryBytes: 6e9 },
  { hours: 24, flops: 4e12 },
  { usd: 800 },
);

const anyTask = fc
  .record({ grid: anyGrid, budget: anyBudget, metrics: anyMetrics, chips: fc.constantFrom(4, 16, 64) })
  .map(({ chips, ...task }) => taskOf({ ...task, setting: settingOn(chips) }));

/** Grids of which some mesh can be laid out. */
const isPossible = (task: SearchTask) => {
  try {
    startSearch(task);
    return true;
  } catch {
    return false;
  }
};

describe('the frontier of a search', () => {
  test('is that of the estimates of all shapes, on any grid, by any metrics, under any budget', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        fc.pre(isPossible(task));
        expectFrontierOf(task);
      }),
      { numRuns: 12 },
    );
  });

  test('keeps a shape within a budget that is the own estimate of that shape', () => {
    const setting = settingOn(32, 'tpu-v4');
    const grid: SearchGrid = {
      dModel: [128, 640, 1408],
      dFf: [1024, 3072],
      numHeads: [3, 12],
      dKv: [64, 96],
      encoderLayers: [7, 30],
      decoderLayers: [3, 11],
      sharing: ['none'],
      modelParallelism: [1],
    };
    const task = taskOf({ grid, setting, metrics: ['params', 'quality'] });
    for (let index = 0; index < shapesIn(grid); index += 4) {
      const { throughput, training, memory } = estimateModel(pointAt(grid, index).shape, setting);
      expectFrontierOf({ ...task, budget: { minStepsPerSecond: throughput.stepsPerSecond } });
      expectFrontierOf({ ...task, budget: { hours: training.hours, memoryBytes: memory.perCoreBytes } });
    }
  });

  test('is the same whether blocks are cut or not, on any grid', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        fc.pre(isPossible(task));
        const [cut, whole] = [searchAll(task), searchAll({ ...task, prune: 'none' })];
        expect(cut.points).toEqual(whole.points);
        expect(cut.shapes).toBe(whole.shapes);
        expect(cut.evaluated).toBeLessThanOrEqual(whole.evaluated);
      }),
      { numRuns: 40 },
    );
  });

  test.each<[string, Partial<SearchTask>]>([
    ['without a budget', {}],
    ['within 11T', { budget: { flops: 11e12 } }],
    ['within several limits on 64 chips', { budget: { parameters: 3e8, hours: 30 }, setting: settingOn(64) }],
    ['by speed and quality', { metrics: ['speed', 'quality'] }],
    ['by memory, speed and quality', { metrics: ['memory', 'speed', 'quality'], budget: { usd: 2000 } }],
  ])('is the same whether blocks are cut or not, of three hundred thousand shapes %s', (_, changes) => {
    const task = taskOf(changes);
    const [cut, whole] = [searchAll(task), searchAll({ ...task, prune: 'none' })];
    expect(cut.points).toEqual(whole.points);
    expect(cut.points.indices.length).toBeGreaterThan(50);
    expect(cut.evaluated).toBeLessThan(whole.evaluated / 2);
  });

  test('does not depend on the order of the parts, nor on who runs them', () => {
    const task = taskOf({ budget: { flops: 20e12 } });
    const whole = searchAll(task);
    const workers = [startSearch(task), startSearch(task), startSearch(task)];
    for (let part = partsOf(task) - 1; part >= 0; part--) workers[part % 3]?.run(part);
    const [main, ...others] = workers as [(typeof workers)[number], ...typeof workers];
    for (const worker of others) main.merge(structuredClone(worker.found()));
    expect(main.found().points).toEqual(whole.points);
    expect(main.found().shapes).toBe(whole.shapes);
  });

  test('is exact over the parts that were run, of a search that was broken off', () => {
    const task = taskOf({});
    const search = startSearch(task);
    for (const part of [5, 2, 9]) search.run(part);
    const first = search.found();
    const again = startSearch({ ...task, prune: 'none' });
    for (const part of [2, 5, 9]) again.run(part);
    expect(first.points).toEqual(again.found().points);
    expect(first.shapes).toBe(again.found().evaluated);
  });
});

describe('a search', () => {
  test('counts every shape of the grid, on meshes too that cannot be laid out', () => {
    const grid = { ...MIDDLE_GRID, modelParallelism: [1, 2, 4, 8, 16, 32], numHeads: [8, 32] };
    const task = taskOf({ grid, setting: settingOn(4), prune: 'none' });
    const found = searchAll(task);
    expect(found.shapes).toBe(shapesIn(grid));
    expect(found.evaluated).toBeLessThan(found.shapes);
    expect(searchAll({ ...task, setting: settingOn(16) }).evaluated).toBe(found.shapes);
  });

  test('has no shape of shared keys and values on a frontier over quality', () => {
    const grid: SearchGrid = { ...MIDDLE_GRID, sharing: ['none', 'SKV'], modelParallelism: [1] };
    const both = searchAll(taskOf({ grid }));
    const plain = searchAll(taskOf({ grid: { ...grid, sharing: ['none'] } }));
    expect(both.points).toEqual(plain.points);
    const byCost = frontierShapes(
      taskOf({ grid, metrics: ['params', 'flops'] }),
      searchAll(taskOf({ grid, metrics: ['params', 'flops'] })),
    );
    expect(byCost.map(({ shape }) => shape.sharedKv)).toEqual([true]);
  });

  test('tells values as the estimator does', () => {
    const metrics: readonly SearchMetric[] = ['usd', 'memory', 'train-flops', 'quality'];
    const task = taskOf({ metrics, budget: { flops: 2e12 } });
    const shapes = frontierShapes(task, searchAll(task));
    expect(shapes.length).toBeGreaterThan(20);
    for (const { shape, modelParallelism, values } of shapes.slice(0, 20)) {
      const model = estimateModel(shape, { ...task.setting, modelParallelism });
      const [usd, memory, trainFlops, quality] = values as [number, number, number, number];
      expect(usd / (model.training.usd as number)).toBeCloseTo(1, 11);
      expect(memory).toBe(model.memory.perCoreBytes);
      expect(trainFlops).toBe(model.compute.trainFlops);
      expect(quality / (model.fittedQuality?.low as number)).toBeCloseTo(1, 11);
    }
  });

  test('says which mesh is impossible where none is possible', () => {
    const task = taskOf({ grid: { ...MIDDLE_GRID, modelParallelism: [32] }, setting: settingOn(4) });
    expect(() => startSearch(task)).toThrow(UserError);
  });

  test('refuses dollars where nobody knows the price', () => {
    const setting = settingOn(8, 'a100');
    const priced = setting.slice.machine.usdPerChipHour !== null;
    const start = () => startSearch(taskOf({ setting, budget: { usd: 100 } }));
    if (priced) expect(start).not.toThrow();
    else expect(start).toThrow(UserError);
  });
});

describe('the wide search', () => {
  test('no size of Table 1 beats a shape of its frontier', () => {
    const task = taskOf({
      grid: { ...WIDE_GRID, dModel: [256, 384, 512, 768, 1024], sharing: ['none'], modelParallelism: [1] },
      budget: { flops: 11e12 },
    });
    const shapes = frontierShapes(task, searchAll(task)).map(
      ({ values: [flops, params, speed, quality] }) => [
        flops as number,
        params as number,
        -(speed as number),
        -(quality as number),
      ],
    );
    for (const { shape } of SIZES.slice(0, 4)) {
      const model = estimateModel(shape, { ...task.setting, modelParallelism: 1 });
      const own = [
        model.compute.tflops,
        model.parameters.total,
        -model.throughput.stepsPerSecond,
        -(model.fittedQuality?.low as number),
      ];
      expect(shapes.some((kept) => isBetter(own, kept))).toBe(false);
      if (model.compute.forwardMacs <= 11e12) expect(shapes.some((kept) => isNoWorse(kept, own))).toBe(true);
    }
  });
});
