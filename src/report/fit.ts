import type { FitReport, LeaveOneOutError, Residual, ShapeFit } from '../fits/analyse';
import type { Interval } from '../fits/curve';
import { printable } from '../problems/quote';
import { formatPercent, plural } from '../units/format';
import { formatNumber } from './charts/numbers';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

/** Residuals that are shown; files have them all. */
const MOST_RESIDUALS = 15;

/** A difference of leave-one-out errors that is not worth preferring a curve for. */
const SAME_ERROR = 0.05;

/** What is smaller is the rounding of doubles. */
const ROUNDING = 1e-12;

const COEFFICIENTS = { nc: 'Nc', alpha: 'alpha', eInf: 'eInf' } as const;

/** A fit for people: the curve with its intervals, how well it does with and without shape, residuals, and what is unknown. */
export function drawFit(fit: FitReport, canvas: Canvas): string {
  const sections = [
    drawCurve(fit, canvas),
    drawGoodness(fit, canvas),
    drawUnknown(fit, canvas),
    drawResiduals(fit, canvas),
  ];
  return sections.filter(Boolean).join('\n\n');
}

/** A number with four digits: 367.6, -0.3495, 6.13e10. */
export function number(value: number): string {
  return Math.abs(value) < ROUNDING ? '0' : formatNumber(value, 'decimal');
}

/** The formula with its numbers: e = 367.6 * N^-0.3495 + 1.317. */
export function formulaOf({ nc, alpha, eInf }: Pick<FitReport, 'nc' | 'alpha' | 'eInf'>): string {
  if (nc === 0) return `e = ${number(eInf)}, whatever N is`;
  return `e = ${number(nc)} * N^${number(alpha)} + ${number(eInf)}`;
}

/** The level of confidence: 95%. */
export function levelOf({ intervals }: Pick<FitReport, 'intervals'>): string {
  return `${Math.round(1e4 * intervals.level) / 100}%`;
}

function drawCurve(fit: FitReport, canvas: Canvas): string {
  const { nc, alpha, eInf, x, y, points } = fit;
  const { intervals } = fit;
  const rows = (['nc', 'alpha', 'eInf'] as const).map((key): Cell[] => [
    COEFFICIENTS[key],
    { text: number({ nc, alpha, eInf }[key]), set: canvas.style.strong },
    drawInterval(intervals[key]),
  ]);
  const table = drawTable(
    [{ title: 'Coefficient' }, { title: 'Value', align: 'right' }, { title: `${levelOf(fit)} interval` }],
    rows,
    canvas,
  );
  const text = `e is ${describeMeasure(y)}, N is ${describeMeasure(x)}; ${plural(points, 'point')}.`;
  const formula = canvas.style.strong(paragraph('  ', formulaOf(fit), canvas.width));
  return [formula, paragraph('  ', text, canvas.width), '', table].join('\n');
}

/** `loss (column val_loss)`, or the column alone where that says it. */
function describeMeasure({ column, unit }: FitReport['x']): string {
  return unit === column ? printable(column) : `${printable(unit)} (${printable(column)})`;
}

/** `0.26 to 0.44`; an open end is said. */
export function drawInterval({ low, high }: Interval): string {
  if (low === null && high === null) return 'not told by these points';
  if (low === null) return `up to ${number(high as number)}, no lower end`;
  if (high === null) return `from ${number(low)}, no upper end`;
  return `${number(low)} to ${number(high)}`;
}

function drawGoodness({ withShape, leaveOneOut, rmse, r2 }: FitReport, canvas: Canvas): string {
  const table = drawTable(
    [
      { title: 'Curve of' },
      { title: 'R2', align: 'right' },
      { title: 'RMSE', align: 'right' },
      { title: 'Left out: mean error', align: 'right' },
      { title: 'its R2', align: 'right' },
    ],
    [
      ['size', ...goodness({ rmse, r2, leaveOneOut })],
      ...(withShape === null ? [] : [[`size and ${printable(withShape.column)}`, ...goodness(withShape)]]),
    ],
    canvas,
  );
  return withShape === null
    ? table
    : `${table}\n\n${paragraph('  ', sentenceOnShape(withShape), canvas.width)}`;
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

/** Which of the two curves predicts better what it has not seen, and what the shape does to e. */
export function sentenceOnShape(fit: ShapeFit): string {
  const column = printable(fit.column);
  const effect = `A ${column} twice as large changes e by ${number(fit.gamma * Math.LN2)} at the same size.`;
  const { improvement } = fit;
  if (improvement === null) return effect;
  const by = formatPercent(Math.abs(improvement), 0);
  if (Math.abs(improvement) < SAME_ERROR)
    return `Points left out are predicted about as well with ${column} as without (${by} ${improvement > 0 ? 'better' : 'worse'}). ${effect}`;
  return improvement > 0
    ? `Points left out are predicted better with ${column}: their mean error is ${by} smaller. ${effect}`
    : `Points left out are predicted better by size alone: with ${column} their mean error is ${by} larger. ${effect}`;
}

function drawUnknown({ unidentified, nc, y }: FitReport, { style, width }: Canvas): string {
  if (unidentified.length === 0) return '';
  const reasons = [...new Set(unidentified.map(({ reason }) => reason))];
  const lines = reasons.map((reason) => {
    const names = unidentified
      .filter((one) => one.reason === reason)
      .map(({ parameter }) => COEFFICIENTS[parameter]);
    return paragraph('  ', `${names.join(', ')}: ${reason}.`, width);
  });
  const advice =
    nc === 0 && y.unit === 'loss'
      ? [paragraph('  ', `If ${printable(y.column)} is an accuracy, say --accuracy.`, width)]
      : [];
  return [style.caution('What these points cannot tell'), ...lines, ...advice].join('\n');
}

function drawResiduals({ residuals }: FitReport, canvas: Canvas): string {
  const shown = residuals.slice(0, MOST_RESIDUALS);
  const isNamed = shown.some(({ name }) => name !== null);
  const rows = shown.map(({ name, n, e, fitted, residual, leftOut }: Residual): Cell[] => [
    ...(isNamed ? [printable(name ?? '')] : []),
    formatNumber(n, 'count'),
    number(e),
    number(fitted),
    signed(residual),
    leftOut === null ? '-' : signed(e - leftOut),
  ]);
  const table = drawTable(
    [
      ...(isNamed ? [{ title: 'Model' }] : []),
      { title: 'N', align: 'right' },
      { title: 'e', align: 'right' },
      { title: 'Curve', align: 'right' },
      { title: 'Residual', align: 'right' },
      { title: 'Left out', align: 'right' },
    ],
    rows,
    canvas,
  );
  const more = residuals.length - shown.length;
  const rest =
    more === 0 ? [] : [paragraph('  ', `and ${plural(more, 'smaller one')}; --to csv has all`, canvas.width)];
  return [canvas.style.strong(paragraph('', 'Residuals, largest first', canvas.width)), table, ...rest].join(
    '\n',
  );
}

/** With its sign. */
function signed(value: number): string {
  return `${value > ROUNDING ? '+' : ''}${number(value)}`;
}
