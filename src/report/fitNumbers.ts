import type { LeaveOneOutError } from '../fits/curve';
import type { OpenInterval } from '../fits/intervals';
import { formatNumber } from './charts/numbers';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';

/** What coefficients are called on the screen. */
export const COEFFICIENTS = { nc: 'Nc', alpha: 'alpha', gamma: 'gamma', eInf: 'eInf' } as const;

/** A number with four digits: 367.6, -0.3495, 6.13e10. */
export function number(value: number): string {
  return formatNumber(value, 'decimal');
}

/** A number with its sign. */
export function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${number(value)}`;
}

/** The level of confidence: 95%. */
export function levelOf({ intervals }: { readonly intervals: { readonly level: number } }): string {
  return `${Math.round(1e4 * intervals.level) / 100}%`;
}

/** `0.26 to 0.44`; an open end is said. */
export function drawInterval({ low, high }: OpenInterval): string {
  if (low === null && high === null) return 'not told by these points';
  if (low === null) return `up to ${number(high as number)}, no lower end`;
  if (high === null) return `from ${number(low)}, no upper end`;
  return `${number(low)} to ${number(high)}`;
}

/** Coefficients with their intervals, at a level; null for one that any value would do for. */
export function drawCoefficients(
  rows: readonly (readonly [keyof typeof COEFFICIENTS, number | null, OpenInterval])[],
  level: string,
  canvas: Canvas,
): string {
  return drawTable(
    [{ title: 'Coefficient' }, { title: 'Value', align: 'right' }, { title: `${level} interval` }],
    rows.map(([key, value, interval]): Cell[] => [
      COEFFICIENTS[key],
      value === null ? '-' : { text: number(value), set: canvas.style.strong },
      drawInterval(interval),
    ]),
    canvas,
  );
}

interface Goodness {
  readonly rmse: number;
  readonly r2: number;
  readonly leaveOneOut: LeaveOneOutError | null;
}

/** R2, RMSE, and the same of points left out. */
export function goodness({ rmse, r2, leaveOneOut }: Goodness): string[] {
  return [
    share(r2),
    number(rmse),
    ...(leaveOneOut === null ? ['-', '-'] : [number(leaveOneOut.meanAbsoluteError), share(leaveOneOut.r2)]),
  ];
}

/** A share with three decimals, and 0 without a sign. */
function share(value: number): string {
  return value.toFixed(3).replace(/^-(0\.0+)$/, '$1');
}
