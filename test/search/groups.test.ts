import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../src/plan/pareto';
import { COST_TOLERANCE, groupShapes, SCORE_TOLERANCE } from '../../src/search/groups';
import { MOST_SHOWN, spreadGroups } from '../../src/search/spread';
import type { FrontierShape } from '../../src/search/task';
import { demeritsOf, USABILITY } from '../../src/search/usable';
import { anyFrontierShapes, frontierShape } from './support';

const METRICS = ['flops', 'quality'] as const;
const WIDTH = 128;

function group(shapes: readonly FrontierShape[]) {
  return groupShapes(shapes, METRICS, WIDTH);
}

describe('groups', () => {
  test('hold every shape once, within the tolerances, and one of them stands for each', () => {
    fc.assert(
      fc.property(anyFrontierShapes, (shapes) => {
        const groups = group(shapes);
        const members = groups.flatMap((one) => one.members);
        expect([...members].sort((a, b) => a.index - b.index)).toEqual(shapes);
        for (const { representative, members: own } of groups) {
          expect(own).toContain(representative);
          const [flops, quality] = [0, 1].map((i) => own.map(({ values }) => values[i] as number)) as [
            number[],
            number[],
          ];
          expect(Math.max(...flops) / Math.min(...flops)).toBeLessThan(1 + COST_TOLERANCE + 1e-9);
          expect(Math.max(...quality) - Math.min(...quality)).toBeLessThan(SCORE_TOLERANCE + 1e-9);
          for (const other of own) {
            expect(inOrder(demeritsOf(representative, WIDTH), demeritsOf(other, WIDTH))).toBeLessThanOrEqual(
              0,
            );
          }
        }
      }),
    );
  });

  test('do not depend on the order of the shapes, but for their own', () => {
    fc.assert(
      fc.property(anyFrontierShapes, (shapes) => {
        const standing = (list: readonly FrontierShape[]) =>
          group(list)
            .map(({ representative, members }) => [representative.index, members.length])
            .sort((a, b) => (a[0] as number) - (b[0] as number));
        expect(standing([...shapes].reverse())).toEqual(standing(shapes));
      }),
    );
  });
});

describe('the most usable of near-equal shapes', () => {
  const best = (...shapes: FrontierShape[]) => group(shapes)[0]?.representative.index;
  const near = (index: number, dimensions: Partial<FrontierShape['shape']>, mesh = 1) =>
    frontierShape(index, [1.001, 70.1], dimensions, mesh);

  test.each([
    ['has widths of multiples of 128', [{ dFf: 2000 }, {}]],
    ['has them a core, not in all', [{ numHeads: 9 }, { numHeads: 10 }]],
    ['shares nothing', [{ sharedKv: true }, {}]],
    ['has a d_kv of the sizes', [{ dKv: 32, numHeads: 16 }, {}]],
    ['has heads x d_kv near d_model', [{ numHeads: 32 }, { numHeads: 10 }]],
    ['has heads that wider meshes divide', [{ numHeads: 10 }, { numHeads: 12 }]],
    ['has equal stacks', [{ encoderLayers: 12, decoderLayers: 2 }, {}]],
  ])('%s', (_, [worse, better]) => {
    expect(best(near(0, worse as object), near(1, better as object))).toBe(1);
    expect(best(near(0, better as object), near(1, worse as object))).toBe(0);
  });

  test('runs with less model parallelism, where all else is equal', () => {
    expect(best(near(0, { numHeads: 16 }, 2), near(1, { numHeads: 16 }, 1))).toBe(1);
  });

  test('is the cheapest, then the first of the grid, where all are as usable', () => {
    expect(best(frontierShape(0, [1.002, 70.1]), frontierShape(1, [1.001, 70.1]))).toBe(1);
    expect(best(frontierShape(1, [1.001, 70.1]), frontierShape(0, [1.001, 70.1]))).toBe(0);
  });

  test('has a demerit for each line of the order', () => {
    expect(demeritsOf(near(0, {}), WIDTH)).toHaveLength(USABILITY.length);
  });
});

describe('the groups that are shown', () => {
  test('are at most so many, cheapest first, with one as good as the best of all among them', () => {
    fc.assert(
      fc.property(anyFrontierShapes, (shapes) => {
        const groups = group(shapes);
        const shown = spreadGroups(groups, METRICS);
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.length).toBeLessThanOrEqual(Math.min(MOST_SHOWN, groups.length));
        const costs = shown.map(({ representative }) => representative.values[0] as number);
        // Costs that differ in their last digits only are equal.
        for (const [i, cost] of costs.entries())
          expect(cost).toBeGreaterThan((costs[i - 1] ?? 0) * (1 - 1e-12));
        const scores = (list: typeof groups) =>
          list.map(({ representative }) => representative.values[1] as number);
        expect(Math.max(...scores(shown))).toBeGreaterThan(Math.max(...scores(groups)) - SCORE_TOLERANCE);
      }),
    );
  });

  test('are all of few', () => {
    const shapes = [1, 2, 3].map((i) => frontierShape(i, [i, 60 + i]));
    expect(spreadGroups(group(shapes), METRICS)).toHaveLength(3);
  });
});
