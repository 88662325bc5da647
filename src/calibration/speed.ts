import { UserError } from '../problems/problem';
import type { Row } from '../tables/row';
import { quantityIn, textIn } from '../tables/values';
import type { QuantityKind } from '../units/quantity';

/** A measured speed, and between what its rounding or its noise leaves it. */
export interface SpeedInterval {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** No speed is taken for more exact than this share of it. */
const MOST_EXACT = 1e-6;

/** The digits of a quantity: a whole part, and decimals or none. */
const DIGITS = /^(\d+(?:\.(\d+))?)/;

/** A half-width in the unit of the speed, or in percent of it. */
const ROUNDING = /^(?:±\s*|\+-\s*)?(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%?)$/i;

/** Digits apart by a comma: thousands, or the decimals of many languages. */
const COMMA = /^[\d.\s]*\d,\d/;

/** The words that stand for the rounding of the digits themselves. */
const PRINTED: readonly string[] = ['printed', 'as printed', 'digits', 'auto'];

/**
 * The speed in a column of a row: within half a unit of its last digit, unless a column of roundings says otherwise.
 * @throws UserError for a speed or a rounding that cannot be read, or that allows 0
 */
export function readSpeed(row: Row, column: string, rounding: string | null): SpeedInterval {
  const value = plainQuantityIn(row, column, 'count');
  const half = Math.max(MOST_EXACT * value, halfWidth(row, column, value, rounding));
  if (half < value) return { value, least: value - half, most: value + half };
  throw new UserError('runs-wide-rounding', { value: textIn(row, column) }, row.place(rounding ?? column));
}

/**
 * The quantity of a cell.
 * @throws UserError `runs-comma` for a number with a comma, and as `quantityIn` does
 */
export function plainQuantityIn(row: Row, column: string, kind: QuantityKind): number {
  const text = textIn(row, column);
  if (COMMA.test(text)) throw new UserError('runs-comma', { text }, row.place(column));
  return quantityIn(row, column, kind);
}

function halfWidth(row: Row, column: string, value: number, rounding: string | null): number {
  const text = rounding === null ? 'printed' : textIn(row, rounding).toLowerCase();
  if (PRINTED.includes(text)) return printedHalf(textIn(row, column), value);
  const [, digits, percent] = ROUNDING.exec(text) ?? [];
  const size = digits === undefined ? Number.NaN : Number(digits);
  if (Number.isFinite(size)) return percent === '%' ? (value * size) / 100 : size;
  throw new UserError('runs-bad-rounding', { text }, row.place(rounding as string));
}

/** Half a unit of the last digit that is written, before any suffix or exponent. */
function printedHalf(text: string, value: number): number {
  const [, digits = '1', decimals = ''] = DIGITS.exec(text) ?? [];
  return Number(`0.5e-${decimals.length}`) * (value / Number(digits));
}
