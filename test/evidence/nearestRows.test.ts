import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestRows } from '../../src/evidence/nearestRows';
import { scoredShapes } from '../../src/evidence/quality/published';
import { shapesFor } from '../support/shapes';

const ALL = scoredShapes().length;

test('the nearest few are the first of all, though fewer parameters are counted for them', () => {
  fc.assert(
    fc.property(
      fc.oneof(shapesFor(1), fc.constantFrom(...scoredShapes().map(({ shape }) => shape))),
      fc.integer({ min: 1e6, max: 2e10 }),
      fc.integer({ min: 1, max: ALL - 1 }),
      (shape, parameters, count) => {
        const all = nearestRows(shape, parameters, ALL);
        expect(all).toHaveLength(ALL);
        expect(nearestRows(shape, parameters, count)).toEqual(all.slice(0, count));
      },
    ),
    { numRuns: 100 },
  );
});
