import { describe, expect, test } from 'vitest';
import { makeScale } from '../../../src/report/charts/scale';
import { drawChart, drawCharts } from '../../../src/report/charts/terminal';
import { PLAIN, type Style } from '../../../src/report/style';
import { CONTROLS, chartOf, crowd, HOSTILE_EXHIBIT, pointAt, seriesOf } from './support';

const WIDTHS = [36, 40, 60, 80, 100, 120, 300];

function linesOf(chart: ReturnType<typeof chartOf>, width: number): string[] {
  return drawChart(chart, { width, style: PLAIN }).split('\n');
}

describe('a chart in the terminal', () => {
  test.each(WIDTHS)('fits in %s columns, and is no higher than a screen', (width) => {
    const lines = linesOf(crowd(), width);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(Math.min(width, 120));
    expect(lines.length).toBeLessThan(36);
    expect(lines.join('\n')).toMatch(/[○□]/);
    expect(lines.join('\n')).toContain('└');
  });

  test.each([20, 25, 35])('is a sentence in %s columns', (width) => {
    const lines = linesOf(crowd(), width);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(22, width));
    expect(lines.join(' ')).toMatch(/36 +columns or +more/);
  });

  test('tells series apart by glyphs, and marked points by filled ones', () => {
    const text = linesOf(crowd(), 80).join('\n');
    expect(text).toContain('○ first   □ second   filled: on the frontier');
    for (const glyph of ['○', '●', '□', '■']) expect(text.split(glyph).length).toBeGreaterThan(2);
  });

  test('has axes with units and round numbers', () => {
    const lines = linesOf(chartOf([seriesOf('a', [pointAt(1, 0), pointAt(1000, 10)])]), 80);
    expect(lines.some((line) => line.endsWith('FLOPs (1e12) →'))).toBe(true);
    expect(lines).toContain('  Score (points) ↑');
    expect(lines.at(-2)?.trim().split(/ +/)).toContain('100');
    expect(lines.filter((line) => line.includes('┤')).length).toBeGreaterThan(2);
  });

  test('puts points where they belong: the largest in the upper right, the least in the lower left', () => {
    const lines = linesOf(chartOf([seriesOf('a', [pointAt(1, 0), pointAt(1000, 10)])]), 60);
    const rows = lines.flatMap((line, row) =>
      line.includes('●') ? [{ row, column: line.indexOf('●') }] : [],
    );
    expect(rows).toHaveLength(2);
    const [upper, lower] = rows as [(typeof rows)[number], (typeof rows)[number]];
    expect(upper.column).toBeGreaterThan(lower.column + 30);
  });

  test('marks what several series share, samples lines, and draws intervals', () => {
    const shared = chartOf([seriesOf('a', [pointAt(5, 5)]), seriesOf('b', [pointAt(5, 5), pointAt(9, 9)])]);
    expect(linesOf(shared, 60).join('\n')).toContain('⊕ several');
    const line = chartOf([
      seriesOf('fit', [pointAt(1, 1), pointAt(5, 5), pointAt(9, 9)], 'line'),
      seriesOf('data', [pointAt(5, 5, { low: 1, high: 9 })]),
    ]);
    const text = linesOf(line, 60).join('\n');
    expect(text).toContain('⠒⠒⠒ fit   ■ data');
    expect(text).toMatch(/[\u2801-\u28ff]/);
    expect(text).toMatch(/┬[\s\S]*■[\s\S]*┴/);
  });

  test('draws a second line otherwise than the first', () => {
    const ends = [pointAt(1, 1), pointAt(9, 9)];
    const dotsOf = (...series: Parameters<typeof chartOf>[0]) =>
      linesOf(chartOf(series), 60)
        .slice(3)
        .join('')
        .match(/[\u2801-\u28ff]/g)
        ?.join('') ?? '';
    const [one, two] = [seriesOf('one', ends, 'line'), seriesOf('two', ends, 'line')];
    const none = seriesOf('none', [], 'line');
    expect(linesOf(chartOf([one, two]), 60).join('\n')).toContain('⠒⠒⠒ one   ⠒⠒ ⠒ two');
    expect(dotsOf(one, none)).not.toBe(dotsOf(none, two));
  });

  test('leaves little room around a single point', () => {
    const lone = chartOf([seriesOf('a', [pointAt(3, 80)])]);
    const { least, most } = makeScale({ ...lone.y, scale: 'linear' }, [80], 5);
    expect(most - least).toBeLessThan(12);
    expect(least).toBeGreaterThan(70);
  });

  test('draws nothing, and one point, and says what it leaves out', () => {
    expect(linesOf(chartOf([]), 80).join('\n')).toContain('└');
    expect(linesOf(chartOf([seriesOf('a', [pointAt(3, 3, { label: 'here' })])]), 80).join('\n')).toContain(
      '● here',
    );
    expect(linesOf(chartOf([seriesOf('a', [pointAt(0, 3)])]), 80).join('\n')).toContain(
      '1 mark has no place',
    );
  });

  test('never writes one label over another', () => {
    const labels = crowd().series.flatMap(({ points }) => points.map(({ label }) => label as string));
    for (const width of [60, 80, 120]) {
      const words = linesOf(crowd(), width)
        .join('\n')
        .match(/NL\d*\S*/g);
      expect(words?.length).toBeGreaterThan(3);
      for (const word of words ?? []) expect(labels).toContain(word.replace(/[^\w-].*$/u, ''));
    }
  });

  test('sets series off where there is colour, and only there', () => {
    const paint = (text: string) => `<${text}>`;
    const style: Style = { ...PLAIN, series: [paint, (text) => text] };
    expect(drawChart(crowd(), { width: 80, style })).toMatch(/<[○●]+>/);
  });

  test('acts on nothing that users call things', () => {
    expect(drawCharts(HOSTILE_EXHIBIT.charts, { width: 120, style: PLAIN })).not.toMatch(CONTROLS);
  });
});
