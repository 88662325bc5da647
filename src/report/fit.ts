import type { FitReport, Residual } from '../fits/analyse';
import { printable } from '../problems/quote';
import { plural } from '../units/format';
import { formatNumber } from './charts/numbers';
import { COEFFICIENTS, drawCoefficients, goodness, levelOf, number, signed } from './fitNumbers';
import { drawShape } from './fitShape';
import type { Canvas } from './style';
import { type Cell, drawTable } from './table';
import { paragraph } from './wrap';

/** Residuals that are shown; files have them all. */
const MOST_RESIDUALS = 15;

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

/** The formula with its numbers: e = 367.6 * N^-0.3495 + 1.317. */
export function formulaOf(fit: Pick<FitReport, 'nc' | 'alpha' | 'eInf' | 'residuals'>): string {
  if (isFlat(fit)) return `e = ${number(fit.eInf)}, whatever N is`;
  return `e = ${number(fit.nc)} * N^${number(fit.alpha)} + ${number(fit.eInf)}`;
}

/** Whether the curve is flat: then Nc is 0 but for rounding, and the alpha that it was found with says nothing. */
function isFlat({ nc, residuals }: Pick<FitReport, 'nc' | 'residuals'>): boolean {
  return nc === 0 || residuals.every(({ e }) => e === residuals[0]?.e);
}

function drawCurve(fit: FitReport, canvas: Canvas): string {
  const { x, y, points } = fit;
  const flat = isFlat(fit);
  const { nc, alpha, eInf, intervals } = fit;
  const table = drawCoefficients(
    [
      ['nc', flat ? 0 : nc, intervals.nc],
      ['alpha', flat ? null : alpha, intervals.alpha],
      ['eInf', eInf, intervals.eInf],
    ],
    levelOf(fit),
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
  return withShape === null ? table : `${table}\n\n${drawShape(withShape, canvas)}`;
}

function drawUnknown(
  { unidentified: ofSize, withShape, nc, y }: FitReport,
  { style, width }: Canvas,
): string {
  const unidentified = [...ofSize, ...(withShape?.unidentified ?? [])];
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
