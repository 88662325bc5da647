import { parse as parseCsv } from 'csv-parse/sync';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { describe, expect, test } from 'vitest';
import { overlap } from '../../src/report/charts/labels';
import { LIGHT_COLOURS } from '../../src/report/charts/palette';
import { textWidth } from '../../src/report/charts/textWidth';
import { writeCsv } from '../../src/report/csv';
import type { Exhibit } from '../../src/report/exhibit';
import { writeHtml } from '../../src/report/html';
import { writeVegaLite } from '../../src/report/vegaLite';
import { CONTROLS, chartOf, crowd, HOSTILE, HOSTILE_EXHIBIT, pointAt, seriesOf } from './charts/support';

const EXHIBIT: Exhibit = {
  title: 'A study',
  notes: ['On 16 chips.'],
  charts: [crowd()],
  tables: [
    {
      title: 'Models',
      columns: [
        { key: 'model', label: 'Model', format: 'text' },
        { key: 'parameters', label: 'Parameters', format: 'count' },
      ],
      rows: [
        ['BASE', 222_903_552],
        ['a, "b"', null],
      ],
    },
  ],
};

describe('a table of very many rows', () => {
  const [{ columns }] = EXHIBIT.tables;
  const rows = Array.from({ length: 10_000 }, (_, i) => [`NL${i}-SM`, 3.59e19]);
  const exhibitOf = (table: object): Exhibit => ({
    ...EXHIBIT,
    charts: [],
    tables: [{ title: 'Models', columns, rows, ...table }],
  });

  test('is cut off on a page, which says so, and is whole in CSV', () => {
    const page = writeHtml(exhibitOf({}), '1.2.3');
    expect(page.match(/<tr>/g)).toHaveLength(501);
    expect(page).toContain('Shown are the first 500 of 10000 rows');
    expect(writeCsv(exhibitOf({})).split('\r\n')).toHaveLength(10_002);
  });

  test('is a digest on a page where there is one', () => {
    const page = writeHtml(
      exhibitOf({ digest: { rows: rows.slice(7, 9), note: 'Of the frontier.' } }),
      '1.2.3',
    );
    expect(page.match(/<tr>/g)).toHaveLength(3);
    expect(page).toContain('Models. Of the frontier.');
  });

  test('says large counts as the text does', () => {
    expect(writeHtml(exhibitOf({ rows: rows.slice(0, 1) }), '1.2.3')).toContain('>3.59e19<');
  });
});

describe('CSV', () => {
  test('has keys as headings, raw numbers, quotes where they must be, and ends lines as RFC 4180 does', () => {
    expect(writeCsv(EXHIBIT)).toBe('model,parameters\r\nBASE,222903552\r\n"a, ""b""",\r\n');
  });

  test('is read back as it was, but for the apostrophe that keeps text from being a formula', () => {
    const [, row] = parseCsv(writeCsv(HOSTILE_EXHIBIT)) as string[][];
    expect(row).toEqual([`'${HOSTILE}`, '1.5']);
    for (const text of ['=1', '+1', '-1', '@x', '\tx']) {
      const { tables, ...rest } = EXHIBIT;
      const [{ columns, title }] = tables;
      expect(writeCsv({ ...rest, tables: [{ title, columns, rows: [[text, -1]] }] })).toContain(
        `'${text},-1\r\n`,
      );
    }
  });
});

describe('HTML', () => {
  const page = writeHtml(EXHIBIT, '1.2.3');

  test('shows the picture and the same numbers as a table with a caption and scopes', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<caption id="table-1-caption">Models</caption>');
    expect(page).toContain('<th scope="col" class="words">Model</th>');
    expect(page).toContain('<th scope="row" class="words">BASE</th>');
    expect(page).toContain('<td class="number">222.9M</td>');
    expect(page).toContain('role="img"');
    expect(page).toContain('<li>On 16 chips.</li>');
  });

  test('can be read by keyboard: a way past the pictures, and tables that scroll', () => {
    expect(page).toContain('<a class="skip" href="#tables">Skip to the tables</a>');
    expect(page).toContain('<section id="tables" tabindex="-1"');
    expect(page).toContain('role="region" tabindex="0" aria-labelledby="table-1-caption"');
  });

  test('has names that nothing else has', () => {
    const several = writeHtml({ ...EXHIBIT, charts: [crowd(), crowd()] }, '1.2.3');
    const ids = [...several.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(6);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, names = ''] of several.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const name of names.split(' ')) expect(ids).toContain(name);
    }
  });

  test('closes what HTML closes: only elements without content are written short', () => {
    const short = [...page.matchAll(/<(\w+)[^>]*\/>/g)].map(([, name]) => name);
    expect([...new Set(short)].sort()).toEqual(['meta', 'path', 'rect']);
  });

  test('asks nothing of the network and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
    expect(page).toContain('default-src &apos;none&apos;');
  });

  test('escapes what users call things', () => {
    const hostile = writeHtml(HOSTILE_EXHIBIT, '1.2.3');
    expect(hostile).not.toContain('<script');
    expect(hostile).not.toMatch(CONTROLS);
    expect(hostile).toContain('<td class="number">–</td>');
  });
});

describe('Vega-Lite', () => {
  const points = [pointAt(1, 5, { low: 4, high: 6 }), pointAt(30, 5), pointAt(0, 5)];
  const kinds = ['guide', 'line', 'path', 'points'] as const;
  const chart = chartOf(kinds.map((kind) => seriesOf(kind, points, kind)));
  const spec = (...charts: Exhibit['charts']) => JSON.parse(writeVegaLite({ ...EXHIBIT, charts }));

  async function draw(written: TopLevelSpec): Promise<{ svg: string; warnings: string[] }> {
    const warnings: string[] = [];
    const warn = (...words: unknown[]) => {
      warnings.push(words.join(' '));
      return logger;
    };
    const logger = { level: () => logger, error: warn, warn, info: () => logger, debug: () => logger };
    const { spec: vega } = compile(written, { logger: logger as never });
    const svg = await new View(parse(vega), { renderer: 'none', logger: logger as never }).toSVG();
    return { svg, warnings };
  }

  test.each([
    ['one chart', [crowd()]],
    ['every kind of series', [chart]],
    ['several charts', [crowd(), chart]],
    ['no marks', [chartOf([])]],
    ['no chart', []],
    ['what users call things', HOSTILE_EXHIBIT.charts],
  ])("compiles and draws %s with Vega's own compiler", async (_, charts) => {
    const { svg, warnings } = await draw(spec(...charts));
    expect(warnings).toEqual([]);
    expect(svg).toMatch(/^<svg/);
    expect(svg).not.toContain('<script>');
  });

  test('has labels that lie on no other, and one legend in the colours of the SVG', async () => {
    const { svg, warnings } = await draw(spec(crowd()));
    expect(warnings).toEqual([]);
    const written = spec(crowd()).data.values.filter(({ label }: { label: string | null }) => label !== null);
    const places = [
      ...svg.matchAll(/text-anchor="start" transform="translate\(([\d.]+),([\d.]+)\)"[^>]*>(NL\d+-SM)</g),
    ].map(([, x, y, label = '']) => {
      // A baseline in the middle of a letter of 11 pixels; what holds for generous widths holds for others.
      const [left, bottom] = [Number(x), Number(y) + 2];
      return { left, right: left + textWidth(label, 11), top: bottom - 11, bottom };
    });
    expect(places.length).toBe(written.length);
    expect(places.length).toBeGreaterThan(8);
    places.forEach((place, i) => {
      expect(places.slice(i + 1).filter((other) => overlap(place, other))).toEqual([]);
    });
    expect(svg.match(/>second</g)).toHaveLength(1);
    const [line] = spec(crowd()).layer.filter(({ mark }: { mark: { type: string } }) => mark.type === 'line');
    expect(line.encoding.color.scale).toEqual({
      domain: ['first', 'second'],
      range: LIGHT_COLOURS.slice(0, 2),
    });
  });

  test('stands alone: its grammar, the data inside, no address to load from', () => {
    const { $schema, data, encoding, usermeta } = spec(chart);
    expect($schema).toBe('https://vega.github.io/schema/vega-lite/v5.json');
    expect(data.values).toHaveLength(8);
    expect(data.values[0]).toEqual({
      ...{ series: 'guide', kind: 'guide', order: 0, x: 1, y: 5, low: 4, high: 6 },
      ...{ label: null, title: 'at 1, 5', marked: false },
    });
    expect(encoding.x.scale.type).toBe('log');
    expect(usermeta.notes).toEqual(['On 16 chips.']);
  });
});
