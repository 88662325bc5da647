import { tellAt } from '../problems/place';
import { UserError } from '../problems/problem';
import { quote } from '../problems/quote';
import { parseQuantity, type QuantityKind } from '../units/quantity';
import type { Row } from './row';

/** A plain number, of either sign, 0 too. */
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Whether a row says nothing in a column. */
export function isEmpty({ cells }: Row, column: string): boolean {
  return (cells[column] ?? null) === null;
}

/**
 * The text of a cell, as written; a number of JSON in digits.
 * @throws UserError where the cell is empty
 */
export function textIn(row: Row, column: string): string {
  const cell = row.cells[column] ?? null;
  if (cell === null) throw new UserError('table-missing-value', { column }, row.place(column));
  return String(cell);
}

/**
 * The number of a cell, of either sign: `-2.021`, `1.2e9`, or a quantity such as `11T` or `200M`.
 * @throws UserError where the cell is empty or holds no finite number
 */
export function numberIn(row: Row, column: string): number {
  const text = textIn(row, column);
  const value = PLAIN_NUMBER.test(text) ? Number(text) : Number.NaN;
  // No -0.
  return Number.isFinite(value) ? value + 0 : quantityIn(row, column, 'count');
}

/**
 * The quantity of a cell: a number above 0, with or without a suffix; the kind `whole` for counts of things.
 * @throws UserError where the cell is empty or holds no such number
 */
export function quantityIn(row: Row, column: string, kind: QuantityKind): number {
  const text = textIn(row, column);
  return tellAt(
    () => row.place(column),
    () => parseQuantity(text, { flag: `Column ${quote(column)}`, kind }),
  );
}
