import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mistakeIn, tableOf } from './support';

const rowsOf = (text: string) => tableOf(text).rows.map(({ cells }) => cells);

describe('a CSV table', () => {
  test('has a heading and rows, in commas, semicolons or tabs', () => {
    for (const separator of [',', ';', '\t']) {
      const table = tableOf(`model${separator}loss\nNL24-SM${separator}2.1\nBASE${separator}\n`);
      expect(table.columns).toEqual(['model', 'loss']);
      expect(table.rows.map(({ cells }) => cells)).toEqual([
        { model: 'NL24-SM', loss: '2.1' },
        { model: 'BASE', loss: null },
      ]);
    }
  });

  test('may have a byte order mark, Windows line ends, comments, empty lines, and spaces around values', () => {
    const text =
      '\uFEFF# runs of May; all on one slice\r\nmodel , loss\r\n\r\n  BASE ,2.1\r\n# the next one broke\r\nXL, 1.9\r\n';
    const table = tableOf(text);
    expect(table.columns).toEqual(['model', 'loss']);
    expect(table.rows.map(({ cells, line }) => [cells['model'], cells['loss'], line])).toEqual([
      ['BASE', '2.1', 4],
      ['XL', '1.9', 6],
    ]);
  });

  test('may quote values with separators, quotes, line breaks and number signs', () => {
    expect(rowsOf('note,loss\n"a, ""b""\nc # d",2\n#1,3\nx #1,4\n')).toEqual([
      { note: 'a, "b"\nc # d', loss: '2' },
      { note: 'x #1', loss: '4' },
    ]);
  });

  test('may have a column called like a member of every object', () => {
    const [row] = tableOf('__proto__,constructor\n1,\n').rows;
    expect(Object.entries(row?.cells ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', null],
    ]);
  });

  test('gives back what was written, whatever it was, and knows where', () => {
    const value = fc
      .string({
        unit: fc.constantFrom('a', 'é', '😀', '"', ',', ' ', '\n', '#', ';'),
        minLength: 1,
        maxLength: 6,
      })
      .filter((text) => text.trim() === text);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = `first,second${end}${rows.map((row) => row.map(quoted).join(' , ')).join(end)}`;
          const table = tableOf(text);
          table.rows.forEach((row, i) => {
            expect([row.cells['first'], row.cells['second']]).toEqual(rows[i]);
            for (const [j, column] of ['first', 'second'].entries()) {
              const place = row.place(column);
              const [firstLine = ''] = quoted((rows[i] as string[])[j] as string).split('\n');
              expect(place.text.slice(place.start, place.start + firstLine.length)).toBe(firstLine);
            }
          });
        },
      ),
    );
  });
});

describe('a mistake in a CSV table is shown where it is', () => {
  test.each([
    ['a row too short', 'a,b\n1,2\n\n3\n', 'table-ragged', 4, '3'],
    ['a row too long', 'a,b\n"é",2,x y,4\n', 'table-ragged', 2, 'x y'],
    ['a column twice', 'a,"b", a \n1,2,3\n', 'table-duplicate-column', 1, 'a'],
    ['a column without a name', '# c\na,,b\n1,2,3\n', 'table-unnamed-column', 2, ','],
    ['a quote that is not closed', 'a,b\n1,2\n3,"4\n5,6\n', 'table-csv-syntax', 3, '3,"4'],
    ['a quote in the middle', 'a,b\n1,2"3\n', 'table-csv-syntax', 2, '1,2"3'],
    ['text after a quote', 'a,b\n"1"2,3\n', 'table-csv-syntax', 2, '"1"2,3'],
    ['a heading alone', '# c\na,b\n', 'table-empty', 2, 'a,b'],
    ['nothing', '\n', 'table-empty', 1, ''],
    ['comments alone', '# a\n', 'table-empty', 1, '# a'],
    ['too many rows', `a\n${'1\n'.repeat(10_001)}`, 'table-too-large', 10_002, '1'],
    ['too many columns', `${'a,'.repeat(300)}\n1`, 'table-too-large', 1, `${'a,'.repeat(300)}`],
    ['too long a line', `a,b\n1,2\n${','.repeat(900_000)}\n`, 'table-csv-syntax', 3, ','.repeat(900_000)],
    ['too long a heading', ','.repeat(900_000), 'table-csv-syntax', 1, ','.repeat(900_000)],
    ['too many characters', `a\n${' '.repeat(1024 * 1024)}`, 'table-too-large', 1, 'a'],
  ])('%s', (_, text, code, line, marked) => {
    expect(mistakeIn(() => tableOf(text))).toEqual({ code, line, marked });
  });
});

test('the first record that is wrong is told, and only that', () => {
  expect(mistakeIn(() => tableOf('a,b\n1,2\n1\n1,2,3\n1,"2'))).toEqual({
    code: 'table-ragged',
    line: 3,
    marked: '1',
  });
  const ragged = Array.from({ length: 900 }, (_, i) => '1,'.repeat(i % 7)).join('\n');
  expect(mistakeIn(() => tableOf(`a,b,c\n1,2,3\n${ragged}`))).toMatchObject({
    code: 'table-ragged',
    line: 4,
  });
});

test('lines may end in all ways at once, and values stand where they are', () => {
  const { rows } = tableOf('\uFEFFé,b\r\n# c\r1, "2\n3"\n\n😀,5\r\n');
  expect(rows.map(({ cells, line }) => [Object.values(cells), line])).toEqual([
    [['1', '2\n3'], 3],
    [['😀', '5'], 6],
  ]);
  const place = rows[1]?.place('b');
  expect(place).toMatchObject({ line: 6, text: '😀,5', start: 3, end: 4 });
});

test('the longest table is read in a moment, every row with its line', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `${i},${1 / (i + 1)}`);
  const { rows } = tableOf(`n,e\n${lines.join('\n')}\n`);
  expect(rows.map(({ line }) => line)).toEqual(lines.map((_, i) => i + 2));
}, 5000);
