import type { Place } from '../problems/problem';

/** What stands in a cell: text of a CSV file or JSON, a number of JSON, or nothing. */
export type Cell = string | number | null;

/** One row of a table: a model, a run, a point. */
export interface Row {
  /** By column, every column of the table; null where the row says nothing. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** The line of the file that it starts on, from 1. */
  readonly line: number;
  /** Where the value of a column is written; the row's start where it has none. */
  readonly place: (column: string) => Place;
}

/** A table of measurements as a user wrote it down; `columns.ts` and `values.ts` take columns and numbers out of it. */
export interface Table {
  readonly path: string;
  /** In the order of the file; no two the same. */
  readonly columns: readonly string[];
  /** One at least. */
  readonly rows: readonly Row[];
  /** Where the columns are named: the heading, or the first object. */
  readonly heading: Place;
}
