import type { FitReport, Residual } from '../fits/analyse';
import { exp, log } from '../numerics/elementary';
import { printable } from '../problems/quote';
import type { Chart, Point } from './charts/chart';
import type { DataTable, Exhibit } from './exhibit';
import { drawInterval, formulaOf, levelOf, number } from './fit';

/** Points that a fitted curve is drawn through. */
const CURVE_POINTS = 61;

/** A fit and what it is of. */
export interface TitledFit {
  readonly name: string;
  readonly fit: FitReport;
}

/** Fits as pictures, the points and the curve of each, with the points as tables. */
export function exhibitFits(title: string, fits: readonly TitledFit[], notes: readonly string[]): Exhibit {
  const tables = fits.map(tableOf) as [DataTable, ...DataTable[]];
  return { title, notes: [...notes, ...fits.map(noteOf)], charts: fits.map(chartOf), tables };
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
    title: printable(name),
    description: `${points} measured models and the curve ${formulaOf(fit)} through them.`,
    x: { label: `N: ${printable(x.unit)}`, scale: 'log', format: 'count' },
    y: { label: `e: ${printable(y.unit)}`, scale: 'linear', format: 'decimal' },
    series: [
      { name: 'measured', kind: 'points', points: measured },
      { name: formulaOf(fit), kind: 'line', points: curveOf(fit) },
    ],
    markedMeaning: null,
  };
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
