import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paretoFrontier } from '../../src/plan/pareto';
import { makeArchive } from '../../src/search/archive';

/** Few values, so that many points are equal in some costs or in all. */
const anyPoints = fc.array(fc.tuple(...[0, 1, 2, 3].map(() => fc.nat({ max: 7 }))), {
  minLength: 1,
  maxLength: 300,
});

/** The first of each group of equal points on the plain frontier. */
function plainFrontier(points: readonly (readonly number[])[]): number[] {
  const isOnFrontier = paretoFrontier(points);
  const seen = new Set<string>();
  return points.flatMap((point, i) => {
    if (!isOnFrontier[i] || seen.has(point.join())) return [];
    seen.add(point.join());
    return [i];
  });
}

test('an archive keeps the plain Pareto frontier, and of equal points the first', () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const archive = makeArchive();
      // The order in which points come does not matter.
      [...points.entries()].reverse().forEach(([i, [x, y, z, value]]) => {
        archive.add(x as number, y as number, z as number, value as number, i);
      });
      const { index, length } = archive.frontier();
      expect([...index.slice(0, length)].sort((a, b) => a - b)).toEqual(plainFrontier(points));
    }),
    { numRuns: 200 },
  );
});

test('an archive that runs over still keeps the frontier', () => {
  const count = 140_000;
  const archive = makeArchive();
  const points = Array.from({ length: count }, (_, i) => {
    const x = (i * 7919) % count;
    return [x, count - x, (i * 104_729) % 1000, (i * 31) % 97];
  });
  points.forEach(([x, y, z, value], i) => {
    archive.add(x as number, y as number, (z as number) + 1e6, value as number, i);
  });
  // All lie on one line in x and y: none dominates another.
  expect(archive.frontier().length).toBe(count);
  archive.add(0, 0, 0, 0, count);
  expect(archive.frontier().length).toBe(1);
});
