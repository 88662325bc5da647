import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bisect, maximise } from '../../src/numerics/search';

const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });

test('bisection finds where a function crosses 0, rising or falling', () => {
  fc.assert(
    fc.property(number, fc.constantFrom(-1, 1), (root, sign) => {
      const found = bisect((x) => sign * (x - root), -2e3, 3e3);
      expect(Math.abs(found - root)).toBeLessThanOrEqual(Math.max(Math.abs(root), 1e-290) * Number.EPSILON);
    }),
  );
});

test('golden section finds the top, within an interval or at its end', () => {
  fc.assert(
    fc.property(number, (top) => {
      const found = maximise((x) => -(x - top) * (x - top), -500, 500);
      expect(found).toBeCloseTo(Math.max(-500, Math.min(500, top)), 4);
    }),
  );
});
