import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Workload } from '../../src/census/workload';
import type { ModelEstimate } from '../../src/estimate/model';
import type { Setting } from '../../src/estimate/setting';
import type { ModelShape } from '../../src/model/shape';
import { cases } from '../support/cases';
import { estimateIfPossible, namedShapes, settings } from '../support/models';

// test/steptime/growth.test.ts has the growth of encoder-decoders on the paper's machine, before any rounding of a report;
// here of every family on every machine, as `describe` tells it.

interface Case {
  readonly shape: ModelShape;
  readonly setting: Setting;
}

/** The mesh stays as it is: where it follows the shape, more may cost less. */
const fixed = settings.map((setting) => ({
  ...setting,
  modelParallelism: setting.modelParallelism === 'auto' ? 1 : setting.modelParallelism,
}));

const cases_: fc.Arbitrary<Case> = fc.record({ shape: namedShapes, setting: fixed });

type Grow = (given: Case, by: number) => Case;

const more =
  (
    dimension: 'dModel' | 'dFf' | 'dKv' | 'numHeads' | 'encoderLayers' | 'decoderLayers',
    step: number,
  ): Grow =>
  ({ shape, setting }, by) => ({
    // A stack that is not there stays away: with it the model would be of another family.
    shape: { ...shape, [dimension]: shape[dimension] === 0 ? 0 : shape[dimension] + by * step },
    setting,
  });

const longer =
  (field: keyof Workload): Grow =>
  ({ shape, setting }, by) => {
    const step = field === 'sequences' ? setting.slice.cores : 1;
    return {
      shape,
      setting: {
        ...setting,
        workload: { ...setting.workload, [field]: setting.workload[field] + by * step },
      },
    };
  };

/** Steps of 8 keep what model axes split whole. */
const GROWTHS: readonly (readonly [string, Grow])[] = [
  ['encoder layers', more('encoderLayers', 1)],
  ['decoder layers', more('decoderLayers', 1)],
  ['d_model', more('dModel', 1)],
  ['d_ff', more('dFf', 8)],
  ['d_kv', more('dKv', 1)],
  ['heads', more('numHeads', 8)],
  ['sequences', longer('sequences')],
  ['tokens of the encoder', longer('encoderLength')],
  ['tokens of the decoder', longer('decoderLength')],
];

/** Sums of the same terms in another size round differently in the last places. */
const ROUNDING = 1 - 1e-12;

function laidOutAlike(a: ModelEstimate | null, b: ModelEstimate | null): [ModelEstimate, ModelEstimate] {
  fc.pre(a !== null && b !== null);
  return [a as ModelEstimate, b as ModelEstimate];
}

describe.each(GROWTHS)('more %s', (name, grow) => {
  test('cost no less of anything', () => {
    fc.assert(
      fc.property(cases_, fc.integer({ min: 1, max: 200 }), (given, by) => {
        const larger = grow(given, by);
        const [small, large] = laidOutAlike(
          estimateIfPossible(given.shape, given.setting),
          estimateIfPossible(larger.shape, larger.setting),
        );
        expect(large.parameters.total).toBeGreaterThanOrEqual(small.parameters.total);
        expect(large.compute.forwardMacs).toBeGreaterThanOrEqual(small.compute.forwardMacs * ROUNDING);
        fc.pre(large.slice.modelParallelism === small.slice.modelParallelism);
        const [before, after] = [small.throughput, large.throughput];
        expect(after.seconds).toBeGreaterThanOrEqual(before.seconds * ROUNDING);
        expect(after.lowerBoundSeconds).toBeGreaterThanOrEqual(before.lowerBoundSeconds * ROUNDING);
        expect(after.upperBoundSeconds).toBeGreaterThanOrEqual(before.upperBoundSeconds * ROUNDING);
        expect(large.training.hours).toBeGreaterThanOrEqual(small.training.hours * ROUNDING);
      }),
      cases(40),
    );
  });

  test('are more parameters, MACs and weights in memory where a stack has them, and the same where none does', () => {
    fc.assert(
      fc.property(cases_, fc.integer({ min: 1, max: 200 }), (given, by) => {
        const larger = grow(given, by);
        const [small, large] = laidOutAlike(
          estimateIfPossible(given.shape, given.setting),
          estimateIfPossible(larger.shape, larger.setting),
        );
        const isShape = JSON.stringify(larger.shape) !== JSON.stringify(given.shape);
        if (isShape) expect(large.parameters.total).toBeGreaterThan(small.parameters.total);
        else expect(large.parameters.total).toBe(small.parameters.total);
        if (isShape) expect(large.compute.forwardMacs).toBeGreaterThan(small.compute.forwardMacs);
        if (name === 'sequences')
          expect(large.compute.forwardMacs).toBeGreaterThan(small.compute.forwardMacs);
        fc.pre(large.slice.modelParallelism === small.slice.modelParallelism);
        expect(large.memory.weightBytes).toBeGreaterThanOrEqual(small.memory.weightBytes);
        expect(large.memory.gradientBytes).toBeGreaterThanOrEqual(small.memory.gradientBytes);
      }),
      cases(40),
    );
  });
});

test('the matrix unit works in whole tiles: the widths of one tile take it the same seconds, the next one more', () => {
  const tiled = fc.record({
    shape: namedShapes.filter(({ vision }) => vision === undefined),
    tile: fc.integer({ min: 0, max: 15 }),
    a: fc.integer({ min: 1, max: 16 }),
    b: fc.integer({ min: 1, max: 16 }),
    setting: settings.filter(({ slice }) => slice.machine.matrixUnitWidth === 128),
  });
  fc.assert(
    fc.property(tiled, ({ shape, tile, a, b, setting }) => {
      const seconds = (dFf: number) =>
        estimateIfPossible({ ...shape, dFf }, { ...setting, modelParallelism: 1 })?.throughput.featureSeconds
          .matmul;
      const inTile = [seconds(128 * tile + 8 * a), seconds(128 * tile + 8 * b)];
      const next = seconds(128 * (tile + 1) + 8 * a);
      fc.pre(inTile[0] !== undefined && inTile[1] !== undefined && next !== undefined);
      expect(inTile[0]).toBe(inTile[1]);
      expect(next).toBeGreaterThan(inTile[0] as number);
    }),
    cases(100),
  );
});

test('sharing heads or keys and values costs no more parameters, MACs or seconds', () => {
  fc.assert(
    fc.property(cases_, ({ shape, setting }) => {
      fc.pre(shape.vision === undefined);
      const own = { ...shape, numMemoryHeads: 0, sharedKv: false };
      const full = estimateIfPossible(own, setting);
      const tied = estimateIfPossible({ ...own, sharedKv: true }, setting);
      const [large, small] = laidOutAlike(full, tied);
      expect(small.parameters.total).toBeLessThan(large.parameters.total);
      expect(small.compute.forwardMacs).toBeLessThan(large.compute.forwardMacs);
      expect(small.throughput.seconds).toBeLessThanOrEqual(large.throughput.seconds);
      const shared = estimateIfPossible({ ...own, numMemoryHeads: 1 }, setting);
      expect(shared?.parameters.total ?? 0).toBeLessThan(large.parameters.total);
    }),
    cases(100),
  );
});
