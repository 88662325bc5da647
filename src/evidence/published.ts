import table1 from '../../presets/published/table1.json';
import table3 from '../../presets/published/table3.json';
import table4 from '../../presets/published/table4.json';

/** The scores of Table 4: negative log-perplexity on C4, and the downstream averages in points. */
export const SCORE_NAMES = ['perplexity', 'glue', 'superGlue', 'squad', 'average'] as const;

export type ScoreName = (typeof SCORE_NAMES)[number];

/** A figure that the paper prints of a model, and that scaleplan computes. */
export type PublishedQuantity = 'parameters' | 'tflops' | 'stepsPerSecond';

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
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly { readonly model: string; readonly quantity: string; readonly note: string }[];
}

const TABLES: readonly (readonly [string, Table])[] = [
  ['Table 1', table1],
  ['Table 3', table3],
  ['Table 4', table4],
];

const QUANTITIES: readonly PublishedQuantity[] = ['parameters', 'tflops', 'stepsPerSecond'];

function pick<Key extends string>(
  row: Readonly<Record<string, unknown>>,
  keys: readonly Key[],
): Partial<Record<Key, string>> {
  return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, row[key]])) as Partial<
    Record<Key, string>
  >;
}

/** The rows of Tables 1, 3 and 4 that name a model, in the paper's order. */
export const PUBLISHED_ROWS: readonly PublishedRow[] = TABLES.flatMap(([table, { rows }]) =>
  rows.map((row) => ({
    table,
    model: String(row['model']),
    name: String(row['name']),
    ...(typeof row['chips'] === 'number' ? { chips: row['chips'] } : {}),
    figures: pick(row, QUANTITIES),
    scores: pick(row, SCORE_NAMES),
  })),
);

/** The fourteen rows of Table 4: the only published speeds, and the scores with an average. */
export const TABLE_4: readonly PublishedRow[] = PUBLISHED_ROWS.filter(({ table }) => table === 'Table 4');

/** What is known about a printed figure that does not come out as computed. */
export function noteOn(table: string, model: string, quantity: string): string | null {
  const notes = TABLES.find(([name]) => name === table)?.[1].notes ?? [];
  return notes.find((note) => note.model === model && note.quantity === quantity)?.note ?? null;
}
