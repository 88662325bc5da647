import type { FitReport, Residual } from '../fits/analyse';
import { exp, log } from '../numerics/elementary';
import { printable } from '../problems/quote';
import type { Chart, Point } from './charts/chart';
import type { DataTable, Exhibit } from './exhibit';
import { formulaOf } from './fit';
import { drawInterval, levelOf, number } from './fitNumbers';

/** Points that a fitted curve is drawn through. */
const CURVE_POINTS = 61;

/** A fit and what it is of. */
interface TitledFit {
  readonly name: string;
  readonly fit: FitReport;
}

/** Fits as pictures, the points and the curve of each, with the points as tables. */
export function exhibitFits(title: string, fits: readonly TitledFit[], notes: readonly string[]): Exhibit {
  const tables = fits.map(tableOf) as [DataTable, ...DataTable[]];
  return {
    title,
    notes: [...notes, ...fits.map(noteOf)],
    charts: fits.map(chartOf),
    tables: [tables.length === 1 ? tables[0] : joinTables(title, tables)],
  };
}

function noteOf({ name, fit }: TitledFit): string {
  const { intervals, rmse, r2 } = fit;
  const interval = `alpha ${drawInterval(intervals.alpha)}, eInf ${drawInterval(intervals.eInf)}`;
  return `${printable(name)}: ${formulaOf(fit)} (${levelOf(fit)} intervals: ${interval}); R2 ${r2.toFixed(3)}, RMSE ${number(rmse)}.`;
}

function chartOf({ name, fit }: TitledFit): Chart {
  const { x, y, residuals, points } = fit;
  const measured = [...residuals].sort((a, b) => a.n - b.n).map(pointOf);
  return {
    title: titleOf(name, fit),
    notes: uncertaintyOf(fit),
    description: `${points} measured models and the curve ${formulaOf(fit)} through them.`,
    x: { label: `N: ${printable(x.unit)}`, scale: 'log', format: 'count' },
    y: { label: `e: ${printable(y.unit)}`, scale: 'linear', format: 'decimal' },
    series: [
      { name: 'measured', kind: 'points', points: measured },
      {
        name: fit.unidentified.length > 0 ? `${formulaOf(fit)}, not identified` : formulaOf(fit),
        kind: 'line',
        isDoubtful: fit.unidentified.length > 0,
        points: curveOf(fit),
      },
    ],
    markedMeaning: null,
  };
}

/** In the words of the field, where the fit is called by the columns of a file. */
function titleOf(name: string, { x, y }: FitReport): string {
  const isOfColumns = name === `${y.column} against ${x.column}`;
  return `${printable(isOfColumns ? y.unit : name)} against ${printable(x.unit)}`;
}

/** How far the curve is to be believed: what the points leave open, or that they do not pin it down. */
function uncertaintyOf(fit: FitReport): string[] {
  const { intervals, unidentified, withShape } = fit;
  const [first] = unidentified;
  const ends = `alpha ${drawInterval(intervals.alpha)}; eInf ${drawInterval(intervals.eInf)}`;
  const doubt = `Do not read values off the curve, these points do not identify it: ${first?.reason}.`;
  const shape =
    withShape === null
      ? []
      : [`The fit with ${printable(withShape.column)} is no curve over size alone, and is not drawn.`];
  return [first === undefined ? `${levelOf(fit)} intervals, not drawn: ${ends}.` : doubt, ...shape];
}

function pointOf({ name, n, e, fitted }: Residual): Point {
  const label = name === null ? null : printable(name);
  return {
    x: n,
    y: e,
    label,
    title: `${label ?? 'measured'}: ${number(e)}, the curve says ${number(fitted)}`,
  };
}

/** The curve from the smallest to the largest size, at equal ratios. */
function curveOf({ residuals, nc, alpha, eInf }: FitReport): Point[] {
  const sizes = residuals.map(({ n }) => n);
  const [least, most] = [sizes.reduce((a, b) => Math.min(a, b)), sizes.reduce((a, b) => Math.max(a, b))];
  const steps = CURVE_POINTS - 1;
  return Array.from({ length: CURVE_POINTS }, (_, i) => {
    const x = i === steps ? most : least * exp((i / steps) * log(most / least));
    const y = nc * exp(alpha * log(x)) + eInf;
    return { x, y, label: null, title: number(y) };
  });
}

function tableOf({ name, fit }: TitledFit): DataTable {
  const { residuals, x, y, withShape } = fit;
  const shape =
    withShape === null
      ? []
      : [{ key: 'shape', label: printable(withShape.column), format: 'count' } as const];
  return {
    title: printable(name),
    columns: [
      { key: 'model', label: 'Model', format: 'text' },
      { key: 'n', label: printable(x.unit), format: 'count' },
      ...shape,
      { key: 'e', label: printable(y.unit), format: 'decimal' },
      { key: 'fitted', label: 'Curve', format: 'decimal' },
      { key: 'residual', label: 'Residual', format: 'decimal' },
      { key: 'leftOut', label: 'Curve without it', format: 'decimal' },
    ],
    rows: residuals.map((row) => [
      row.name === null ? null : printable(row.name),
      row.n,
      ...(withShape === null ? [] : [row.shape]),
      row.e,
      row.fitted,
      row.residual,
      row.leftOut,
    ]),
  };
}

/** The points of several fits in one table, each with what it was fitted as. */
function joinTables(title: string, tables: readonly [DataTable, ...DataTable[]]): DataTable {
  return {
    title,
    columns: [
      { key: 'measure', label: 'Error e', format: 'text' },
      ...tables[0].columns.map((column) => (column.key === 'e' ? { ...column, label: 'e' } : column)),
    ],
    rows: tables.flatMap((table) => table.rows.map((row) => [table.title, ...row])),
  };
}
