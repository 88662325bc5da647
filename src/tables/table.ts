import type { Place } from '../problems/problem';
import { UserError } from '../problems/problem';
import { readCsv } from './csv';
import { looksLikeJson, readJson } from './json';
import { MOST_CHARACTERS } from './limits';
import { lineOf } from './place';

/** A file that has been read: its path as the user knows it, and its text. */
export interface TableSource {
  readonly path: string;
  readonly text: string;
}

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

/**
 * The one reader of a user's measurements, for `fit` and `calibrate`: CSV with a heading (commas, semicolons or tabs, quotes,
 * `#` lines as comments), or JSON, a list of flat objects or an object with such a list under `rows`, `points` or `runs`.
 * The content tells which.
 * @throws UserError with file, line and column, for anything that is no whole table
 */
export function readTable(source: TableSource): Table {
  if (source.text.length > MOST_CHARACTERS)
    throw new UserError('table-too-large', { what: 'characters', limit: MOST_CHARACTERS }, lineOf(source, 0));
  const table = looksLikeJson(source) ? readJson(source) : readCsv(source);
  if (table.rows.length > 0) return table;
  throw new UserError('table-empty', { what: 'rows' }, table.heading);
}
