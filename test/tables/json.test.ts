import { describe, expect, test } from 'vitest';
import { mistakeIn, tableOf } from './support';

describe('a JSON table', () => {
  test.each([
    '[{"model": "BASE", "loss": 2.1}, {"loss": -3, "chips": "16"}]',
    '\uFEFF{"source": "mine", "points": [{"model": "BASE", "loss": 2.1}, {"loss": -3, "chips": " 16 "}]}',
    '{"rows": [{"model": "BASE", "loss": 2.1, "chips": null}, {"loss": -3, "chips": "16", "model": ""}]}',
  ])('is a list of objects, or an object with one: %s', (text) => {
    const table = tableOf(text);
    expect([...table.columns].sort()).toEqual(['chips', 'loss', 'model']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      { model: 'BASE', loss: 2.1, chips: null },
      { model: null, loss: -3, chips: '16' },
    ]);
  });

  test('knows where its rows and values are', () => {
    const [, row] = tableOf('[{"loss": 1},\n {"loss": "no"}]').rows;
    expect(row?.line).toBe(2);
    expect(row?.place('loss')).toEqual({
      file: 'runs.csv',
      line: 2,
      text: ' {"loss": "no"}]',
      start: 10,
      end: 14,
    });
    expect(row?.place('else')).toMatchObject({ line: 2, start: 1 });
  });
});

describe('a mistake in a JSON table is shown where it is', () => {
  test.each([
    ['a comma left out', '[{"a": 1}\n {"a": 2}]', 'json-syntax', 2, '{'],
    ['cut off', '[{"a": 1', 'json-syntax', 1, ''],
    ['comments', '[// no\n]', 'json-syntax', 1, '// no'],
    ['a list of numbers', '[1, 2]', 'table-not-rows', 1, '1'],
    ['an object without a list', '{"models": []}', 'table-not-rows', 1, '{'],
    ['two lists', '{"rows": [], "runs": []}', 'table-not-rows', 1, '{'],
    ['an object in a row', '[{"a": {"b": 1}}]', 'table-not-flat', 1, '{'],
    ['a key twice', '[{"a": 1, "a": 2}]', 'table-duplicate-column', 1, '"a"'],
    ['an empty key', '[{"": 1}]', 'table-unnamed-column', 1, '""'],
    ['no rows', '[]', 'table-empty', 1, '['],
    ['too deep', '['.repeat(100_000), 'config-too-deep', 1, '['],
    ['too many rows', `[${'{},'.repeat(10_001)}{}]`, 'table-too-large', 1, '{'],
  ])('%s', (_, text, code, line, marked) => {
    expect(mistakeIn(() => tableOf(text))).toEqual({ code, line, marked });
  });
});
