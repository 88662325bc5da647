import fc from 'fast-check';
import { type SearchGrid, shapeShared } from '../../src/search/grid';
import type { FrontierShape, SearchTask } from '../../src/search/task';
import { type Changes, setting } from '../support/settings';

/** A grid of some hundred shapes around the smaller sizes. */
export const SMALL_GRID: SearchGrid = {
  dModel: [256, 512],
  dFf: [1024, 1536, 2048],
  numHeads: [4, 6, 8],
  dKv: [32, 64],
  encoderLayers: [2, 6, 12],
  decoderLayers: [2, 6],
  sharing: ['none'],
  modelParallelism: [1, 2],
};

/** A search of the small grid for the contract's metrics, on the paper's setting, but for some changes. */
export function searchTask(changes: Partial<SearchTask> = {}, settingChanges: Changes = {}): SearchTask {
  return {
    grid: SMALL_GRID,
    budget: {},
    setting: setting(settingChanges),
    metrics: ['flops', 'params', 'speed', 'quality'],
    prune: 'bounds',
    ...changes,
  };
}

/** A shape as a search finds it, with values of #TFlops and quality. */
export function frontierShape(
  index: number,
  values: readonly number[],
  dimensions: Partial<FrontierShape['shape']> = {},
  modelParallelism = 1,
): FrontierShape {
  const base = { dModel: 512, dFf: 2048, numHeads: 8, dKv: 64, encoderLayers: 6, decoderLayers: 6 };
  return { index, values, modelParallelism, shape: { ...shapeShared('none'), ...base, ...dimensions } };
}

/** Frontier shapes with two values, in any place of the small grid. */
export const anyFrontierShapes = fc
  .array(
    fc.record({
      flops: fc.double({ min: 0.01, max: 1000, noNaN: true }),
      quality: fc.double({ min: 20, max: 95, noNaN: true }),
      dModel: fc.constantFrom(...SMALL_GRID.dModel),
      dFf: fc.constantFrom(...SMALL_GRID.dFf),
      numHeads: fc.constantFrom(...SMALL_GRID.numHeads),
      dKv: fc.constantFrom(...SMALL_GRID.dKv),
      encoderLayers: fc.constantFrom(...SMALL_GRID.encoderLayers),
      decoderLayers: fc.constantFrom(...SMALL_GRID.decoderLayers),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((items) =>
    items.map(({ flops, quality, ...dimensions }, i) => frontierShape(i, [flops, quality], dimensions)),
  );
