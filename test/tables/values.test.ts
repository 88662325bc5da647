import { describe, expect, test } from 'vitest';
import type { UserError } from '../../src/problems/problem';
import { columnNamed, findColumn } from '../../src/tables/columns';
import type { Row } from '../../src/tables/row';
import { isEmpty, numberIn, quantityIn, textIn } from '../../src/tables/values';
import { mistakeIn, tableOf } from './support';

const first = (text: string) => tableOf(text).rows[0] as Row;

describe('a column', () => {
  const table = tableOf('Num Layers,loss,LOSS\n1,2,3\n');

  test('is found as written, and else whatever its case and spaces', () => {
    expect(columnNamed(table, 'LOSS')).toBe('LOSS');
    expect(columnNamed(table, 'num_layers')).toBe('Num Layers');
    expect(findColumn(table, ['depth', 'numLayers'])).toBe('Num Layers');
    expect(findColumn(table, ['depth', '-'])).toBeNull();
  });

  test('that is not there is told with the nearest one and with all of them', () => {
    expect(mistakeIn(() => columnNamed(table, 'los'))).toEqual({
      code: 'table-unknown-column',
      line: 1,
      marked: 'Num Layers,loss,LOSS',
    });
    const hintOf = (name: string) => {
      try {
        return columnNamed(table, name);
      } catch (error) {
        return (error as UserError).hint;
      }
    };
    expect(hintOf('los')).toBe("Did you mean 'loss' or 'LOSS'? Columns: 'Num Layers', 'loss', 'LOSS'.");
    expect(hintOf('accuracy')).toBe("Columns: 'Num Layers', 'loss', 'LOSS'.");
  });
});

describe('a value', () => {
  test.each([
    ['-2.021', -2.021],
    ['+.5', 0.5],
    ['0', 0],
    ['-0', 0],
    ['1.2e9', 1.2e9],
    ['11T', 11e12],
    ['200M', 200e6],
    ['2.9B', 2.9e9],
  ])('%s is a number', (text, value) => {
    expect(numberIn(first(`a,b\n1,${text}\n`), 'b')).toBe(value);
  });

  test('of JSON is the same number', () => {
    expect(numberIn(first('[{"a": -2.5}]'), 'a')).toBe(-2.5);
    expect(textIn(first('[{"a": 16}]'), 'a')).toBe('16');
    expect(quantityIn(first('[{"a": 16}]'), 'a', 'whole')).toBe(16);
  });

  test.each([
    ['a,b\n1,abc\n', 'quantity-not-a-number', 'abc'],
    ['a,b\n1,1e999\n', 'quantity-too-large', '1e999'],
    ['a,b\n1,"2,021"\n', 'quantity-not-a-number', '"2,021"'],
    ['a,b\n1,11X\n', 'quantity-suffix', '11X'],
    ['a,b\n1,Infinity\n', 'quantity-not-a-number', 'Infinity'],
    ['a,b\n1, \n', 'table-missing-value', ''],
  ])('that is no number is shown where it is: %j', (text, code, marked) => {
    expect(mistakeIn(() => numberIn(first(text), 'b'))).toEqual({ code, line: 2, marked });
  });

  test('of things is whole', () => {
    expect(mistakeIn(() => quantityIn(first('a\n1.5\n'), 'a', 'whole')).code).toBe('quantity-not-whole');
    expect(mistakeIn(() => quantityIn(first('a\n-2\n'), 'a', 'whole')).code).toBe('quantity-not-positive');
  });

  test('may be missing', () => {
    const row = first('a,b\n1,\n');
    expect([isEmpty(row, 'a'), isEmpty(row, 'b'), isEmpty(row, 'c')]).toEqual([false, true, true]);
  });
});
