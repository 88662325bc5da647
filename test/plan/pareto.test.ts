import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beats, type Costs, paretoFrontier } from '../../src/plan/pareto';

const few = fc.integer({ min: 1, max: 4 });
const costsOf = (metrics: number) => fc.array(few, { minLength: metrics, maxLength: metrics });
const items = fc
  .integer({ min: 1, max: 4 })
  .chain((metrics) => fc.array(fc.option(costsOf(metrics), { freq: 8 }), { maxLength: 25 }));

describe('one item beats another', () => {
  it('when it is no worse in any metric and better in one', () => {
    expect(beats([1, 2], [1, 3])).toBe(true);
    expect(beats([1, 2], [1, 2])).toBe(false);
    expect(beats([1, 2], [2, 1])).toBe(false);
    expect(beats([1, 2, 3], [1, 2, 4])).toBe(true);
  });

  it('never each the other', () => {
    fc.assert(fc.property(costsOf(3), costsOf(3), (a, b) => !(beats(a, b) && beats(b, a))));
  });
});

describe('the frontier', () => {
  it('holds exactly what no other item beats, and nothing of unknown costs', () => {
    fc.assert(
      fc.property(items, (all) => {
        const known = all.filter((costs): costs is Costs & number[] => costs !== null);
        const expected = all.map((costs) => costs !== null && !known.some((other) => beats(other, costs)));
        expect(paretoFrontier(all)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(items, (all) => {
        expect(paretoFrontier([...all].reverse()).reverse()).toEqual(paretoFrontier(all));
      }),
    );
  });

  it('keeps items of equal costs together', () => {
    expect(
      paretoFrontier([
        [1, 2],
        [1, 2],
        [2, 2],
      ]),
    ).toEqual([true, true, false]);
  });
});
