import table1 from '../../presets/published/table1.json';
import table3 from '../../presets/published/table3.json';
import table4 from '../../presets/published/table4.json';
import table5 from '../../presets/published/table5.json';
import table6 from '../../presets/published/table6.json';

/** The scores of Table 4: negative log-perplexity on C4, and the downstream averages in points. */
export const SCORE_NAMES = ['perplexity', 'glue', 'superGlue', 'squad', 'average'] as const;

/** A score that the paper prints of a model. */
export type ScoreName = (typeof SCORE_NAMES)[number];

/** The figures that the paper prints of a model, and that scaleplan computes. */
export const PUBLISHED_QUANTITIES = ['parameters', 'tflops', 'stepsPerSecond'] as const;

/** A quantity that the paper prints of a model. */
export type PublishedQuantity = (typeof PUBLISHED_QUANTITIES)[number];

/** A row of one of the paper's tables; every figure is a string, as printed. */
export interface PublishedRow {
  readonly table: string;
  /** The row's name as printed. */
  readonly model: string;
  /** The canonical name of its shape. */
  readonly name: string;
  /** The slice it ran on, where the table tells a speed. */
  readonly chips?: number;
  readonly figures: Readonly<Partial<Record<PublishedQuantity, string>>>;
  readonly scores: Readonly<Partial<Record<ScoreName, string>>>;
}

interface Table {
  /** The titles of the columns, as printed. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly { readonly model: string; readonly quantity: string; readonly note: string }[];
}

const TABLES: readonly (readonly [string, Table])[] = [
  ['Table 1', table1],
  ['Table 3', table3],
  ['Table 4', table4],
  ['Table 5', table5],
];

/** The tables of text models, whose rows PUBLISHED_ROWS lists. */
const TEXT_TABLES = TABLES.filter(([, table]) => table !== table5);

function pick<Key extends string>(
  row: Readonly<Record<string, unknown>>,
  keys: readonly Key[],
): Partial<Record<Key, string>> {
  return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, row[key]])) as Partial<
    Record<Key, string>
  >;
}

/** The rows of Tables 1, 3 and 4 that name a model, in the paper's order. */
export const PUBLISHED_ROWS: readonly PublishedRow[] = TEXT_TABLES.flatMap(([table, { rows }]) =>
  rows.map((row) => ({
    table,
    model: String(row['model']),
    name: String(row['name']),
    ...(typeof row['chips'] === 'number' ? { chips: row['chips'] } : {}),
    figures: pick(row, PUBLISHED_QUANTITIES),
    scores: pick(row, SCORE_NAMES),
  })),
);

/** The fourteen rows of Table 4: the only published speeds, and the scores with an average. */
export const TABLE_4: readonly PublishedRow[] = PUBLISHED_ROWS.filter(({ table }) => table === 'Table 4');

/** A row of Table 5: a Vision Transformer, its speed on 64 chips, and its accuracy. */
export interface VisionRow {
  /** The row's name as printed. */
  readonly model: string;
  /** The canonical name of its shape. */
  readonly name: string;
  readonly chips: number;
  readonly parameters: string;
  /** G multiply-accumulates an image. */
  readonly gflops: string;
  readonly stepsPerSecond: string;
  /** ImageNet 10-shot accuracy in percent. */
  readonly imageNet: string;
}

/** The four rows of Table 5. */
export const TABLE_5: readonly VisionRow[] = table5.rows;

/** A row of Table 6: the scores of Base and of DeepNarrow (Small 24L) on one task, as printed. */
export interface TaskRow {
  readonly task: string;
  readonly suite: string;
  readonly base: string;
  readonly deepNarrow: string;
}

/** The twelve rows of Table 6. */
export const TABLE_6: readonly TaskRow[] = table6.rows;

/** The dimensions of a shape that Tables 1 and 3 print; layers as `12`, or as `12/12` for both stacks. */
export const PRINTED_DIMENSIONS = ['layers', 'dFf', 'dModel', 'dKv', 'numHeads'] as const;

export type PrintedDimension = (typeof PRINTED_DIMENSIONS)[number];

/** A figure as printed: the one of a table's column in the row of a model. Null where the table has none. */
export function printedFigure(table: string, model: string, column: string): string | null {
  const figure = tableNamed(table)?.rows.find((row) => row['model'] === model)?.[column];
  return typeof figure === 'string' ? figure : null;
}

/** The title of a table's column, as printed. */
export function columnTitle(table: string, column: string): string {
  return tableNamed(table)?.columns[column] ?? column;
}

function tableNamed(table: string): Table | undefined {
  return TABLES.find(([name]) => name === table)?.[1];
}

/** What is known about a printed figure that does not come out as computed. */
export function noteOn(table: string, model: string, quantity: string): string | null {
  const notes = tableNamed(table)?.notes ?? [];
  return notes.find((note) => note.model === model && note.quantity === quantity)?.note ?? null;
}
