const MULTIPLIERS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** A figure as printed, such as `61M`, `2.9B` or `-1.430`: its value, and how many decimals of which unit it shows. */
interface PrintedFigure {
  readonly value: number;
  readonly decimals: number;
  readonly suffix: string;
}

/** The values that round to a printed figure: from half a unit of its last digit below it to half a unit above. */
export interface RoundingInterval {
  readonly least: number;
  readonly most: number;
}

function readPrinted(printed: string): PrintedFigure {
  const match = /^(-?\d+(?:\.(\d+))?)([KMBT]?)$/.exec(printed);
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

/** A loosely printed figure is off by at most this much. */
const LOOSEST = 0.02;

/** Whether a value is what a figure like `220M` or `60M` says loosely: it rounds to it at the nearest ten, and nearly is it. */
export function roundsLooselyTo(value: number, printed: string): boolean {
  const { value: shown, suffix, decimals } = readPrinted(printed);
  if (decimals > 0 || shown % 10 !== 0) return false;
  const inUnits = value / (MULTIPLIERS[suffix] as number);
  return Math.round(inUnits / 10) * 10 === shown && Math.abs(inUnits / shown - 1) <= LOOSEST;
}
