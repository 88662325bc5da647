import { describe, expect, test } from 'vitest';
import * as scaleplan from '../../src/index';

const vary = { scored: true, DM: [384, 448, 512], FF: 2048, NH: 8 };
const budget = { flops: '9T' };

describe('a search', () => {
  test('tells how far it is after every part', () => {
    const heard: scaleplan.SearchProgress[] = [];
    const { searched } = scaleplan.search(budget, { vary, onProgress: (progress) => heard.push(progress) });
    expect(heard.map(({ partsDone }) => partsDone)).toEqual(
      Array.from({ length: searched.parts }, (_, i) => i + 1),
    );
    expect(new Set(heard.map(({ parts }) => parts))).toEqual(new Set([searched.parts]));
  });

  test('that is stopped has what was found by then, and says so', () => {
    const whole = scaleplan.search(budget, { vary });
    const ends = (parts: number) => {
      let done = 0;
      return scaleplan.search(budget, {
        vary,
        onProgress: ({ partsDone }) => {
          done = partsDone;
        },
        shouldStop: () => done === parts,
      });
    };
    const some = ends(4);
    expect(some.searched).toMatchObject({ finished: false, partsDone: 4, parts: whole.searched.parts });
    expect(some.searched.shapesSearched).toBeGreaterThan(0);
    expect(some.searched.shapesSearched).toBeLessThan(some.searched.shapes);
    expect(some.search.points.length).toBeGreaterThan(0);
    const none = ends(0);
    expect(none.searched).toMatchObject({ finished: false, partsDone: 0, shapesSearched: 0 });
    expect([none.frontier, none.search.points]).toEqual([[], []]);
    expect(ends(whole.searched.parts)).toStrictEqual(whole);
  });

  test('takes as many values of a knob as a grid may have', () => {
    const FF = Array.from({ length: 2000 }, (_, i) => 1024 + i);
    const { search } = scaleplan.search(budget, {
      vary: { DM: 512, FF, NL: 6, NH: 8, KV: 64, sharing: 'none' },
    });
    expect(search.grid.dFf).toEqual(FF);
  });

  test('what a callback throws ends it', () => {
    const failing = () => {
      throw new Error('enough');
    };
    expect(() => scaleplan.search(budget, { vary, onProgress: failing })).toThrow('enough');
  });
});
