import type { Chart, NumberFormat } from './charts/chart';

/** A column of numbers or words; the label carries the unit. */
export interface Column {
  /** As a heading of a CSV file: `parameters`, `stepsPerSecond`. */
  readonly key: string;
  readonly label: string;
  /** How numbers are shown to people; files get them raw. */
  readonly format: NumberFormat | 'text';
}

/** Numbers as rows and columns, before anybody draws them. */
export interface DataTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: Rows;
  /** What people are shown instead where there are very many rows, and what is said of that; files get all. */
  readonly digest?: { readonly rows: Rows; readonly note: string };
}

/** The cells of each row, in the order of the columns. */
export type Rows = readonly (readonly (string | number | null)[])[];

/** What a command found, to be looked at: pictures, and the same numbers as tables (the first is the one that CSV gets). */
export interface Exhibit {
  readonly title: string;
  /** How the numbers came about: setting, basis, sources. */
  readonly notes: readonly string[];
  readonly charts: readonly Chart[];
  readonly tables: readonly [DataTable, ...DataTable[]];
}
