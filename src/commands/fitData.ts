import { estimateModel } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import type { FitData, Measure } from '../fits/analyse';
import { type ErrorKind, readErrors } from '../fits/errors';
import { FEWEST_SIZES } from '../fits/fitCurve';
import { distinctSizes, type FitPoint } from '../fits/point';
import type { ModelShape } from '../model/shape';
import { parseName } from '../names/parse';
import { UserError } from '../problems/problem';
import { columnNamed, findColumn } from '../tables/columns';
import type { Row, Table } from '../tables/table';
import { quantityIn, textIn } from '../tables/values';

/** Which columns are fitted, as typed. */
export interface FitColumns {
  readonly x?: string;
  readonly y?: string;
  readonly accuracy?: boolean;
  readonly shape?: string;
}

const MODELS = ['model', 'name'];
const SIZES = ['parameters', 'params', 'n', 'flops', 'tflops', 'size'];
const LOSSES = ['loss', 'error', 'e', 'nll', 'perplexity'];
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

/** A size beyond this, or below one in it, is a slip; its powers stay finite. */
const LARGEST_SIZE = 1e60;

/** What is computed of a shape, on the setting of the paper. */
interface Computed {
  readonly names: readonly string[];
  readonly unit: string;
  readonly of: (shape: ModelShape, setting: Setting) => number;
}

const COMPUTED: readonly Computed[] = [
  {
    names: ['params', 'parameters'],
    unit: 'parameters, computed from the name',
    of: (shape, setting) => estimateModel(shape, setting).parameters.total,
  },
  {
    names: ['tflops'],
    unit: '#TFlops of a step (multiply-accumulates), computed from the name',
    of: (shape, setting) => estimateModel(shape, setting).compute.tflops,
  },
  {
    names: ['flops'],
    unit: 'FLOPs of the whole training, computed from the name',
    of: (shape, setting) => estimateModel(shape, setting).compute.trainFlops,
  },
];

const DEPTH: Computed = {
  names: ['depth', 'layers'],
  unit: 'layers of encoder and decoder, computed from the name',
  of: ({ encoderLayers, decoderLayers }) => encoderLayers + decoderLayers,
};

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

/** The numbers of a column, or of what is computed in place of one. */
interface Values {
  readonly measure: Measure;
  readonly values: readonly number[];
}

function readSize(table: Table, named: string | undefined, model: string | null, setting: Setting): Values {
  const column = findColumn(table, named === undefined ? SIZES : [named]);
  if (column !== null) return readColumn(table, column);
  const computed = COMPUTED.find(({ names }) => named === undefined || names.includes(named.toLowerCase()));
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
  const isDepth = named === undefined || DEPTH.names.includes(named.toLowerCase());
  if (model !== null && isDepth && (named !== undefined || table.rows.every((row) => isShape(row, model))))
    return computeColumn(table, model, DEPTH, setting);
  return named === undefined ? null : readColumn(table, columnNamed(table, named));
}

function findError(table: Table, { y, accuracy }: FitColumns): { column: string; kind: ErrorKind } {
  const column = y === undefined ? findColumn(table, [...LOSSES, ...ACCURACIES]) : columnNamed(table, y);
  if (column === null)
    throw new UserError(
      'fit-no-column',
      { flag: '--y', what: 'errors', columns: table.columns },
      table.heading,
    );
  const isKnown = findColumn({ ...table, columns: [column] }, ACCURACIES) !== null;
  return { column, kind: accuracy || isKnown ? 'accuracy' : 'loss' };
}

function readColumn({ rows }: Table, column: string): Values {
  const values = rows.map((row) => {
    const value = quantityIn(row, column, 'count');
    if (value <= LARGEST_SIZE && value >= 1 / LARGEST_SIZE) return value;
    throw new UserError('fit-too-large', { column, limit: LARGEST_SIZE }, row.place(column));
  });
  return { measure: { column, unit: column }, values };
}

function computeColumn(
  { rows }: Table,
  model: string,
  { names, unit, of }: Computed,
  setting: Setting,
): Values {
  const values = rows.map((row) => withPlace(row, model, () => of(parseName(textIn(row, model)), setting)));
  return { measure: { column: names[0] as string, unit }, values };
}

/** What is wrong with a name is shown where the table has it. */
function withPlace<Result>(row: Row, column: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, details }: UserError = error;
    throw new UserError(code, details, row.place(column));
  }
}

function isShape(row: Row, model: string): boolean {
  try {
    parseName(textIn(row, model));
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
