import { describe, expect, test } from 'vitest';
import { placeMarks } from '../../../src/report/charts/plot';
import { layOutChart, makeScale } from '../../../src/report/charts/scale';
import { drawChart } from '../../../src/report/charts/terminal';
import { binaryTicks } from '../../../src/report/charts/ticks';
import { PLAIN } from '../../../src/report/style';
import { writeSvg } from '../../../src/report/svg';
import { chartOf, HOSTILE_EXHIBIT, pointAt, seriesOf } from './support';

const GIB = 1024 ** 3;

const MIXED = chartOf(
  [
    seriesOf(
      'deepened',
      [
        pointAt(1, 70, { certainty: 'estimated', low: 68, high: 72 }),
        pointAt(2, 75, { certainty: 'measured' }),
        pointAt(4, 78, { certainty: 'estimated', low: 77, high: 79 }),
      ],
      'path',
    ),
  ],
  {
    notes: ['Fitted scores: 90% intervals.'],
    certaintyMeaning: { measured: 'published', estimated: 'fitted' },
    bandMeaning: '90% interval',
  },
);

function svgOf(chart: typeof MIXED): string {
  return writeSvg({ title: 'One', notes: [], charts: [chart], tables: HOSTILE_EXHIBIT.tables });
}

describe('uncertainty', () => {
  test('is seen: solid and hollow marks, a band along a path, what each means, and notes below the title', () => {
    const svg = svgOf(MIXED);
    // Each is drawn in the legend too.
    expect(svg.match(/chart-hollow[" ]/g)).toHaveLength(2 + 1);
    expect(svg.match(/chart-solid[" ]/g)).toHaveLength(1 + 1);
    expect(svg.match(/class="chart-band /g)).toHaveLength(1 + 1);
    for (const text of ['solid: published', 'hollow: fitted', 'band: 90% interval', 'Fitted scores: 90%']) {
      expect(svg).toContain(text);
    }
    expect(svg).not.toContain('class="chart-interval');
  });

  test('is told in the terminal', () => {
    expect(drawChart(MIXED, { width: 80, style: PLAIN })).toContain('Fitted scores: 90% intervals.');
  });

  test('of a line that nothing pins down is drawn in faint dots', () => {
    const line = seriesOf('curve', [pointAt(1, 1), pointAt(2, 2)], 'line');
    expect(svgOf(chartOf([line]))).not.toContain('chart-line chart-stroke-0 chart-doubtful');
    expect(svgOf(chartOf([{ ...line, isDoubtful: true }]))).toContain('chart-stroke-0 chart-doubtful');
  });
});

test('marks that lie on each other are told of together', () => {
  const chart = chartOf([
    seriesOf('a', [pointAt(5, 5, { title: 'first' })]),
    seriesOf('b', [pointAt(5, 5, { title: 'second' }), pointAt(9, 9)]),
  ]);
  expect(svgOf(chart)).toContain('<title>first; second</title>');
  expect(svgOf(chart).match(/class="chart-mark"/g)).toHaveLength(2);
});

test('ticks of numbers that are nearly the same are told apart', () => {
  const axis = { label: 'Score', scale: 'linear', format: 'decimal' } as const;
  for (const values of [[73.565, 73.575], [73.57], [1e6, 1e6 + 1], [80, 80.0000001]]) {
    const texts = makeScale(axis, values, 7).ticks.map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set(texts).size).toBe(texts.length);
  }
});

test('an axis of percentages ends at 100', () => {
  const axis = { label: 'Score', scale: 'linear', format: 'decimal', greatest: 100 } as const;
  expect(makeScale(axis, [50, 99], 7).most).toBe(100);
  expect(makeScale(axis, [50, 120], 7).most).toBeGreaterThan(120);
});

test('bytes have ticks at powers of two', () => {
  expect(binaryTicks(0.9 * GIB, 9 * GIB, 8)).toEqual([1, 2, 4, 8].map((one) => one * GIB));
  expect(binaryTicks(1.1 * GIB, 1.9 * GIB, 5).map((one) => one / GIB)).toEqual([1.2, 1.4, 1.6, 1.8]);
});

test('a label finds a place off its mark where there is none beside it', () => {
  const points = [
    pointAt(10, 50, { label: 'a label of some length' }),
    pointAt(10.4, 50.2),
    pointAt(9.6, 49.8),
  ];
  const chart = chartOf([seriesOf('a', [...points, pointAt(1, 0), pointAt(100, 100)])]);
  const marks = placeMarks(layOutChart(chart, { x: 8, y: 7 }), {
    left: 60,
    top: 60,
    right: 740,
    bottom: 400,
  });
  expect(marks[0]?.label).not.toBeNull();
});
