import { contains, type Interval } from './interval';

const MULTIPLIERS: Readonly<Record<string, number>> = { '': 1, '%': 0.01, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** A figure as printed, such as `61M`, `2.9B`, `63.1%` or `-1.430`: its value, and how many decimals of which unit it shows. */
interface PrintedFigure {
  readonly value: number;
  readonly decimals: number;
  readonly suffix: string;
}

/** The values that round to a printed figure: from half a unit of its last digit below it to half a unit above. */
type RoundingInterval = Interval;

function readPrinted(printed: string): PrintedFigure {
  const match = /^(-?\d+(?:\.(\d+))?)([KMBT%]?)$/.exec(printed);
  if (!match) throw new Error(`Not a printed figure: ${printed}`);
  const [, digits, fraction = '', suffix] = match as unknown as [string, string, string | undefined, string];
  return { value: Number(digits), decimals: fraction.length, suffix };
}

/** The value of a printed figure. */
export function printedValue(printed: string): number {
  const { value, suffix } = readPrinted(printed);
  return value * (MULTIPLIERS[suffix] as number);
}

/** The values that a printed figure stands for. */
export function roundingInterval(printed: string): RoundingInterval {
  const { value, decimals, suffix } = readPrinted(printed);
  const half = Number(`0.5e-${decimals}`);
  const unit = MULTIPLIERS[suffix] as number;
  return { least: (value - half) * unit, most: (value + half) * unit };
}

/** A value written with the digits and the unit of a printed figure: 223.4e6 like `61M` is `223M`. */
export function writeLike(value: number, printed: string): string {
  const { decimals, suffix } = readPrinted(printed);
  return (value / (MULTIPLIERS[suffix] as number)).toFixed(decimals) + suffix;
}

/** A value written like a printed figure, with one more decimal: 127.51 like `64` is `127.5`. Whole numbers stay so. */
export function writeFinerThan(printed: string, value: number): string {
  const { decimals, suffix } = readPrinted(printed);
  if (decimals === 0 && suffix === '' && Number.isInteger(value)) return String(value);
  return (value / (MULTIPLIERS[suffix] as number)).toFixed(decimals + 1) + suffix;
}

/** Whether a value rounds to a printed figure; a value halfway between two figures rounds to both. */
export function roundsTo(value: number, printed: string): boolean {
  return contains(roundingInterval(printed), value);
}

/** A loosely printed figure is off by at most this share. */
export const LOOSEST = 0.02;

/** What loose figures are multiples of. */
const LOOSE_STEPS = [10, 50] as const;

/**
 * Whether a value is what a figure like `220M`, `60M` or `750M` says loosely: it rounds to it at the nearest ten or
 * fifty, and nearly is it.
 */
export function roundsLooselyTo(value: number, printed: string): boolean {
  const { value: shown, suffix, decimals } = readPrinted(printed);
  if (decimals > 0 || shown === 0) return false;
  const inUnits = value / (MULTIPLIERS[suffix] as number);
  const isNear = Math.abs(inUnits / shown - 1) <= LOOSEST;
  return isNear && LOOSE_STEPS.some((step) => Math.round(inUnits / step) * step === shown);
}
