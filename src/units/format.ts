const SUFFIXES: readonly (readonly [number, string])[] = [
  [1e18, 'E'],
  [1e15, 'P'],
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];

/** Bytes of a gibibyte. */
export const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** Smaller whole numbers are written out. */
const SMALLEST_SHORTENED = 10_000;

/** A number with this many significant digits and no exponent: 9.98, 127.5, 0.0123; 0 below a millionth. */
export function significant(value: number, digits: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const text = value.toPrecision(digits);
  return text.includes('e') ? BigInt(Math.round(Number(text))).toString() : text;
}

/** A count in thousands, millions ...: 192.7M, 2.852B, 512. */
export function formatCount(value: number, digits = 4): string {
  if (Number.isInteger(value) && value < SMALLEST_SHORTENED) return String(value);
  for (const [unit, suffix] of SUFFIXES) {
    // 999,960 is 1.000M with four digits, not 1000K.
    if (Number(value.toPrecision(digits)) >= unit) return significant(value / unit, digits) + suffix;
  }
  return significant(value, digits);
}

/** A number as a user would type it, up to six digits: 11T, 60.5M, 9. */
export function formatTyped(value: number): string {
  return formatCount(value, 6)
    .replace(/(\.\d*?)0+(?=[A-Z]?$)/, '$1')
    .replace(/\.(?=[A-Z]?$)/, '');
}

/** The paper's #TFlops: two decimals, one from 100 on. */
export function formatTflops(value: number): string {
  return value.toFixed(value < 99.995 ? 2 : 1);
}

/** A whole number with thousands apart: 524,288. What is no finite number is written as it is. */
export function formatWhole(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return BigInt(Math.round(value))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Bytes in GiB, or MiB below a tenth of one. */
export function formatBytes(bytes: number): string {
  return bytes < GIB / 10 ? `${(bytes / MIB).toFixed(1)} MiB` : `${(bytes / GIB).toFixed(2)} GiB`;
}

/** Seconds, or milliseconds below one: 110.5 ms, 3.52 s. */
export function formatSeconds(seconds: number): string {
  return seconds < 0.9995 ? `${significant(seconds * 1000, 3)} ms` : `${significant(seconds, 3)} s`;
}

/** US dollars, with cents below ten. */
export function formatUsd(usd: number): string {
  return `$${usd < 9.995 ? usd.toFixed(2) : formatWhole(usd)}`;
}

/** Hours: 1,300 hours, 15.9 hours, less than 0.01 hours. */
export function formatHours(hours: number): string {
  if (hours < 0.01) return 'less than 0.01 hours';
  return `${hours < 999.5 ? significant(hours, 3) : formatWhole(hours)} hours`;
}

/** A number in scientific notation with three digits: 2.86e18. */
export function formatScientific(value: number): string {
  return value.toExponential(2).replace('e+', 'e');
}

/** A count with its noun: 1 layer, 24 layers. */
export function plural(count: number, noun: string): string {
  return `${formatWhole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share as a percentage: 13.6%. */
export function formatPercent(share: number, decimals = 1): string {
  return `${(100 * share).toFixed(decimals)}%`;
}

/** A ratio as a signed change: -12.5% for 0.875, and 0.0% without a sign. */
export function formatChange(ratio: number): string {
  const percent = (100 * (ratio - 1)).toFixed(1);
  if (Number(percent) === 0) return '0.0%';
  return `${ratio > 1 ? '+' : ''}${percent}%`;
}
