import {
  formatBytes,
  formatPercent,
  formatScientific,
  formatSeconds,
  formatTyped,
  significant,
} from '../../units/format';
import type { NumberFormat } from './chart';

/** Digits that tell neighbouring figures of a table apart. */
const TABLE_DIGITS = 4;

/** Counts from here on have no suffix that anybody reads: 3.59e19, as the text says it. */
const LARGEST_SHORTENED = 1e15;

/** Sizes beyond which decimals are written in scientific notation. */
const LARGEST_DECIMAL = 1e9;
const SMALLEST_DECIMAL = 1e-4;

/** A number of a table, for people: 192.7M, 9.982, 13.6%, 110.5 ms, 3.50 GiB. */
export function formatNumber(value: number, format: NumberFormat): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  return withSign(value, (size) => FORMATS[format](size, TABLE_DIGITS));
}

/** A number of an axis, with so many digits at most, as short as it can be, since the ticks are round: 200M, 0.5, 10%, 100 ms, 2 GiB. */
export function formatTick(value: number, format: NumberFormat, digits = TABLE_DIGITS): string {
  if (value === 0) return '0';
  return withSign(value, (size) =>
    shortened(format === 'percent' ? percentTick(size, digits) : FORMATS[format](size, digits)),
  );
}

const FORMATS: Readonly<Record<NumberFormat, (size: number, digits: number) => string>> = {
  count,
  decimal,
  percent: (size) => formatPercent(size),
  seconds: formatSeconds,
  bytes: formatBytes,
};

function count(size: number, digits: number): string {
  if (size < 1) return decimal(size, digits);
  if (size >= LARGEST_SHORTENED) return formatScientific(size);
  return formatTyped(Number(size.toPrecision(digits)));
}

function decimal(size: number, digits: number): string {
  if (size >= LARGEST_DECIMAL || size < SMALLEST_DECIMAL) return formatScientific(size);
  return significant(size, digits);
}

function percentTick(share: number, digits: number): string {
  return `${significant(100 * share, digits)}%`;
}

function withSign(value: number, format: (size: number) => string): string {
  return `${value < 0 ? '-' : ''}${format(Math.abs(value))}`;
}

/** Without the zeros that end a fraction: 2.000 is 2, 1.50e9 is 1.5e9, 0.50 GiB is 0.5 GiB. */
function shortened(text: string): string {
  return text.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '');
}
