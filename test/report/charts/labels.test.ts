import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, overlap, placeLabels, within } from '../../../src/report/charts/labels';
import { placeMarks } from '../../../src/report/charts/plot';
import { layOutChart } from '../../../src/report/charts/scale';
import { fitText, textWidth, wrapText } from '../../../src/report/charts/textWidth';
import { crowd } from './support';

const FRAME = { left: 0, top: 0, right: 100, bottom: 100 };
const box = fc
  .tuple(fc.nat(95), fc.nat(95), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 }))
  .map(([left, top, width, height]): Box => ({ left, top, right: left + width, bottom: top + height }));
const wish = fc.record({ rank: fc.nat(3), places: fc.array(box, { maxLength: 4 }) });

test('labels are placed within the frame, clear of obstacles and of each other, where they wish', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), fc.array(box, { maxLength: 5 }), (wishes, obstacles) => {
      const placed = placeLabels(wishes, FRAME, obstacles);
      placed.forEach((place, i) => {
        if (place === null) return;
        expect(wishes[i]?.places).toContain(place);
        expect(within(place, FRAME)).toBe(true);
        const others = [...obstacles, ...placed.filter((other, j) => other !== null && j !== i)] as Box[];
        expect(others.filter((other) => overlap(place, other))).toEqual([]);
      });
    }),
  );
});

test('of two labels with one place the first rank gets it, and lines are avoided where that is possible', () => {
  const place = { left: 0, top: 0, right: 10, bottom: 10 };
  const other = { left: 20, top: 0, right: 30, bottom: 10 };
  const wishes = [
    { rank: 1, places: [place] },
    { rank: 0, places: [place] },
  ];
  expect(placeLabels(wishes, FRAME, [])).toEqual([null, place]);
  expect(placeLabels([{ rank: 0, places: [place, other] }], FRAME, [], [place])).toEqual([other]);
  expect(placeLabels([{ rank: 0, places: [place] }], FRAME, [], [place])).toEqual([place]);
});

test('in a crowded picture no label lies on another or on a mark, and the marked ones come first', () => {
  const chart = crowd();
  const marks = placeMarks(layOutChart(chart, { x: 8, y: 7 }), {
    left: 60,
    top: 60,
    right: 740,
    bottom: 400,
  });
  const labels = marks.flatMap(({ label }) => label ?? []);
  expect(labels.length).toBeGreaterThan(8);
  expect(labels.length).toBeLessThan(marks.length);
  labels.forEach((label, i) => {
    expect(labels.slice(i + 1).filter((other) => overlap(label, other))).toEqual([]);
    const covered = marks.filter(
      ({ x, y }) => x > label.left && x < label.right && y > label.top && y < label.bottom,
    );
    expect(covered).toEqual([]);
  });
});

test('texts are cut off and wrapped to their room', () => {
  expect(textWidth('iii', 12)).toBeLessThan(textWidth('WWW', 12));
  expect(fitText('short', 12, 100)).toBe('short');
  const cut = fitText('a rather long text', 12, 60);
  expect(cut).toMatch(/^a.*…$/);
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(60);
  expect(wrapText('one two three', 12, 60)).toEqual(['one two', 'three']);
});
