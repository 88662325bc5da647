import { estimateModel } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import type { Measure } from '../fits/analyse';
import type { ModelShape } from '../model/shape';
import { parseName } from '../names/parse';
import { tellAt } from '../problems/place';
import { UserError } from '../problems/problem';
import type { Row, Table } from '../tables/row';
import { quantityIn, textIn } from '../tables/values';

/** A size beyond this, or below one in it, is a slip; its powers stay finite. */
const LARGEST_SIZE = 1e60;

/** The numbers of a column, or of what is computed in place of one. */
export interface Values {
  readonly measure: Measure;
  readonly values: readonly number[];
}

/** What is computed of a shape, on the setting of the paper. */
export interface Computed {
  readonly names: readonly string[];
  readonly unit: string;
  readonly of: (shape: ModelShape, setting: Setting) => number;
}

/** The sizes that are computed of a name, by what they may be called. */
export const COMPUTED_SIZES: readonly Computed[] = [
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

/** The depth of a name. */
export const COMPUTED_DEPTH: Computed = {
  names: ['depth', 'layers'],
  unit: 'layers of encoder and decoder, computed from the name',
  of: ({ encoderLayers, decoderLayers }) => encoderLayers + decoderLayers,
};

/**
 * The numbers of a column of sizes or shapes.
 * @throws UserError for one that is not above 0, or out of range
 */
export function readColumn({ rows }: Table, column: string): Values {
  const values = rows.map((row) => {
    const value = quantityIn(row, column, 'count');
    if (value <= LARGEST_SIZE && value >= 1 / LARGEST_SIZE) return value;
    throw new UserError('fit-too-large', { column, limit: LARGEST_SIZE }, row.place(column));
  });
  return { measure: { column, unit: column }, values };
}

/**
 * What is computed of the models of a column; what is wrong with a name is told where the table has it.
 * @throws UserError for a name that is no model
 */
export function computeColumn(
  { rows }: Table,
  model: string,
  { names, unit, of }: Computed,
  setting: Setting,
): Values {
  const values = rows.map((row) =>
    tellAt(
      () => row.place(model),
      () => of(parseName(textIn(row, model)), setting),
    ),
  );
  return { measure: { column: names[0] as string, unit }, values };
}

/** Whether a row's name is one of a model. */
export function isModel(row: Row, model: string): boolean {
  try {
    parseName(textIn(row, model));
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
