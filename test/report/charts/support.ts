import type { Chart, Point, Series } from '../../../src/report/charts/chart';
import type { Exhibit } from '../../../src/report/exhibit';

/** A chart of some series, with what a test does not care about filled in. */
export function chartOf(series: readonly Series[], changes: Partial<Chart> = {}): Chart {
  return {
    title: 'Score against FLOPs',
    description: 'A score over FLOPs.',
    x: { label: 'FLOPs (1e12)', scale: 'log', format: 'decimal' },
    y: { label: 'Score (points)', scale: 'linear', format: 'decimal' },
    series,
    markedMeaning: 'on the frontier',
    ...changes,
  };
}

/** A point whose title tells where it is. */
export function pointAt(x: number, y: number, more: Partial<Point> = {}): Point {
  return { x, y, label: null, title: `at ${x}, ${y}`, ...more };
}

/** A series of points. */
export function seriesOf(name: string, points: readonly Point[], kind: Series['kind'] = 'points'): Series {
  return { name, kind, points };
}

/** Forty labelled points close to each other, some of them marked, in two series. */
export function crowd(): Chart {
  const points = Array.from({ length: 40 }, (_, i) =>
    pointAt(1 + (i % 7) * 0.2 + i / 20, 70 + (i % 5) + i / 10, { label: `NL${i}-SM`, marked: i % 6 === 0 }),
  );
  return chartOf([seriesOf('first', points.slice(0, 20), 'path'), seriesOf('second', points.slice(20))]);
}

/** Text that means something to XML, HTML, spreadsheets, terminals and lines of writing. */
export const HOSTILE = '=<script>alert("1")</script>&\'"\u001b[31m\u202e\u0000\n,;';

/** An exhibit whose every text is hostile. */
export const HOSTILE_EXHIBIT: Exhibit = {
  title: HOSTILE,
  notes: [HOSTILE],
  charts: [
    chartOf([seriesOf(HOSTILE, [pointAt(2, 3, { label: HOSTILE, title: HOSTILE, marked: true })])], {
      title: HOSTILE,
      description: HOSTILE,
      x: { label: HOSTILE, scale: 'log', format: 'count' },
      y: { label: HOSTILE, scale: 'linear', format: 'percent' },
      markedMeaning: HOSTILE,
    }),
  ],
  tables: [
    {
      title: HOSTILE,
      columns: [
        { key: 'name', label: HOSTILE, format: 'text' },
        { key: 'value', label: 'Value', format: 'decimal' },
      ],
      rows: [
        [HOSTILE, 1.5],
        ['', null],
      ],
    },
  ],
};

/** Characters that a terminal or a line of writing acts on, but for line ends. */
export const CONTROLS = /[^\P{Cc}\n]|\p{Cf}/u;
