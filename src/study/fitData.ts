import type { Setting } from '../estimate/setting';
import type { FitData } from '../fits/analyse';
import { type ErrorKind, readErrors } from '../fits/errors';
import { distinctSizes, FEWEST_SIZES, type FitPoint } from '../fits/point';
import { UserError } from '../problems/problem';
import { columnNamed, findColumn } from '../tables/columns';
import type { Table } from '../tables/row';
import { textIn } from '../tables/values';
import { COMPUTED_DEPTH, COMPUTED_SIZES, computeColumn, isModel, readColumn, type Values } from './values';

/** Which columns are fitted, as typed. */
export interface FitColumns {
  readonly x?: string;
  readonly y?: string;
  readonly accuracy?: boolean;
  readonly shape?: string;
}

const MODELS = ['model', 'name'];
const SIZES = ['parameters', 'params', 'n', 'flops', 'tflops', 'size'];
const LOSSES = ['loss', 'error', 'e', 'nll'];
const PERPLEXITIES = ['perplexity', 'ppl'];
const ACCURACIES = [
  'accuracy',
  'acc',
  'score',
  'average',
  'avg',
  'glue',
  'superGlue',
  'sglue',
  'squad',
  'f1',
];
const DEPTHS = ['depth', 'layers', 'numLayers'];

/**
 * The points of a table: sizes, errors and shapes by the columns that the flags name, or else by those that are called like
 * what they are; sizes and depths of a column of models are computed where the table does not say them.
 * @throws UserError for a column or a value that cannot be used, and for fewer than three different sizes
 */
export function readFitData(table: Table, columns: FitColumns, setting: Setting): FitData {
  const { rows } = table;
  const model = findColumn(table, MODELS);
  const size = readSize(table, columns.x, model, setting);
  const shape = readShape(table, columns.shape, model, setting);
  const error = findError(table, columns);
  const { errors, unit } = readErrors(rows, error.column, error.kind);
  const points = rows.map(
    (row, i): FitPoint => ({
      name: model === null ? null : textIn(row, model),
      n: size.values[i] as number,
      e: errors[i] as number,
      s: shape?.values[i] ?? null,
    }),
  );
  const { length } = distinctSizes(points);
  if (length < FEWEST_SIZES)
    throw new UserError('fit-too-few-sizes', { sizes: length, least: FEWEST_SIZES }, table.heading);
  return { points, x: size.measure, y: { column: error.column, unit }, shape: shape?.measure ?? null };
}

function readSize(table: Table, named: string | undefined, model: string | null, setting: Setting): Values {
  const column = findColumn(table, named === undefined ? SIZES : [named]);
  if (column !== null) return readColumn(table, column);
  const computed = COMPUTED_SIZES.find(
    ({ names }) => named === undefined || names.includes(named.toLowerCase()),
  );
  if (model !== null && computed !== undefined) return computeColumn(table, model, computed, setting);
  if (named !== undefined) return readColumn(table, columnNamed(table, named));
  throw new UserError('fit-no-column', { flag: '--x', what: 'sizes', columns: table.columns }, table.heading);
}

/** A depth is taken where there is one; where it is asked for, it must be there. */
function readShape(
  table: Table,
  named: string | undefined,
  model: string | null,
  setting: Setting,
): Values | null {
  const column = findColumn(table, named === undefined ? DEPTHS : [named]);
  if (column !== null) return readColumn(table, column);
  const isDepth = named === undefined || COMPUTED_DEPTH.names.includes(named.toLowerCase());
  if (model !== null && isDepth && (named !== undefined || table.rows.every((row) => isModel(row, model))))
    return computeColumn(table, model, COMPUTED_DEPTH, setting);
  return named === undefined ? null : readColumn(table, columnNamed(table, named));
}

/** The column of the errors, and what its name says that it holds. */
function findError(table: Table, { y, accuracy }: FitColumns): { column: string; kind: ErrorKind } {
  const column =
    y === undefined ? findColumn(table, [...LOSSES, ...PERPLEXITIES, ...ACCURACIES]) : columnNamed(table, y);
  if (column === null)
    throw new UserError(
      'fit-no-column',
      { flag: '--y', what: 'errors', columns: table.columns },
      table.heading,
    );
  const isCalled = (names: readonly string[]) => findColumn({ columns: [column] }, names) !== null;
  if (accuracy || isCalled(ACCURACIES)) return { column, kind: 'accuracy' };
  return { column, kind: isCalled(PERPLEXITIES) ? 'perplexity' : 'loss' };
}
