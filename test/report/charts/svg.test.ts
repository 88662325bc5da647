import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DARK_COLOURS, LIGHT_COLOURS } from '../../../src/report/charts/palette';
import { writeSvg } from '../../../src/report/svg';
import { CONTROLS, chartOf, crowd, HOSTILE_EXHIBIT, pointAt, seriesOf } from './support';

const TABLES: (typeof HOSTILE_EXHIBIT)['tables'] = HOSTILE_EXHIBIT.tables;

function svgOf(...charts: ReturnType<typeof chartOf>[]): string {
  return writeSvg({ title: 'Several', notes: [], charts, tables: TABLES });
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

describe('SVG', () => {
  test('is the same every time, with coordinates of two decimals at most', () => {
    const svg = svgOf(crowd());
    expect(svgOf(crowd())).toBe(svg);
    const paths = [...svg.matchAll(/ (?:d|x|y|width|height)="([^"]*)"/g)].map(([, value]) => value).join(' ');
    expect(paths).not.toMatch(/\.\d{3}|e-|NaN|Infinity|undefined/);
  });

  test('says what it is to a screen reader, and tells every mark on hover', () => {
    const chart = crowd();
    const svg = svgOf(chart);
    expect(svg).toContain('role="img" aria-labelledby="chart-title chart-description"');
    expect(svg).toContain('<title id="chart-title">Score against FLOPs</title>');
    expect(svg).toContain('<desc id="chart-description">A score over FLOPs.</desc>');
    const points = chart.series.flatMap((series) => series.points);
    for (const { title } of points) expect(svg).toContain(`<title>${title}</title>`);
    expect(count(svg, /class="chart-mark"/g)).toBe(points.length);
    expect(count(svg, /class="chart-mark">\n\s*<title>/g)).toBe(points.length);
  });

  test('rings what is marked, and says what the ring means', () => {
    const marked = crowd()
      .series.flatMap(({ points }) => points)
      .filter(({ marked: isMarked }) => isMarked).length;
    expect(count(svgOf(crowd()), /class="chart-ring"/g)).toBe(marked + 1);
    expect(svgOf(crowd())).toContain('>on the frontier</text>');
    expect(svgOf(chartOf([seriesOf('one', [pointAt(1, 2)])]))).not.toContain('class="chart-ring"');
  });

  test('has a shape and a colour for each series, light and dark', () => {
    const series = Array.from({ length: 7 }, (_, i) => seriesOf(`series ${i}`, [pointAt(1 + i, i)]));
    const svg = svgOf(chartOf(series));
    const shapes = [...svg.matchAll(/chart-symbol[^"]*" d="([^"]*)"/g)].map(([, d = '']) =>
      d.replace(/[\d.]+/g, ''),
    );
    expect(new Set(shapes).size).toBeGreaterThan(4);
    for (const colour of [...LIGHT_COLOURS, ...DARK_COLOURS]) expect(svg).toContain(colour);
    expect(svg).toContain('@media screen and (prefers-color-scheme:dark)');
  });

  test('draws intervals as bars of marks and as bands of lines', () => {
    const points = [pointAt(1, 5, { low: 4, high: 6 }), pointAt(2, 5, { low: 3, high: 8 })];
    expect(count(svgOf(chartOf([seriesOf('a', points)])), /chart-interval/g)).toBe(3);
    const line = svgOf(chartOf([seriesOf('a', points, 'line')]));
    expect(line).toContain('class="chart-band chart-fill-0"');
    expect(line).not.toContain('class="chart-mark"');
  });

  test('leaves out what has no place on a logarithmic axis, and says so', () => {
    const svg = svgOf(chartOf([seriesOf('a', [pointAt(0, 1), pointAt(10, 2), pointAt(20, Number.NaN)])]));
    expect(count(svg, /class="chart-mark"/g)).toBe(1);
    expect(svg).toContain('2 marks have no place on the axes');
  });

  test('draws nothing, one point, and the widest of ranges', () => {
    for (const chart of [
      chartOf([]),
      chartOf([seriesOf('empty', [], 'path')]),
      chartOf([seriesOf('one', [pointAt(3, 3)])]),
      chartOf([seriesOf('far', [pointAt(1e-300, -1e300), pointAt(1e300, 1e300)])]),
      chartOf([seriesOf('same', [pointAt(5, 0), pointAt(5, 0)], 'line')]),
    ]) {
      const svg = svgOf(chart);
      expect(svg).toMatch(/^<\?xml[\s\S]*<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test('says that there is nothing to draw', () => {
    expect(svgOf()).toContain('>Nothing to draw.</text>');
  });

  test('is never broken by numbers', () => {
    const number = fc.double();
    const points = fc.array(
      fc.tuple(number, number).map(([x, y]) => pointAt(x, y, { low: y - 1, high: y + 1 })),
    );
    fc.assert(
      fc.property(points, fc.constantFrom('points', 'line', 'path', 'guide'), (some, kind) => {
        const titles = some.map((point) => ({ ...point, title: 'somewhere' }));
        expect(svgOf(chartOf([seriesOf('a', titles, kind)]))).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });

  test('stacks several charts in one file', () => {
    const svg = svgOf(crowd(), crowd());
    expect(svg).toContain('<title id="chart-title">Several</title>');
    expect(svg).toMatch(/<g transform="translate\(0,\d+\)">/);
    expect(count(svg, /<svg /g)).toBe(1);
  });

  test('escapes what users call things', () => {
    const svg = writeSvg(HOSTILE_EXHIBIT);
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toMatch(CONTROLS);
    expect(svg).toContain('\\u{202e}');
  });

  test('asks nothing of the network', () => {
    expect(svgOf(crowd()).replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\(|@import|<image/,
    );
  });
});
