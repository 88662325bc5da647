import { UserError } from '../problems/problem';
import { MOST_ROWS } from '../tables/limits';
import type { SourceText } from '../text/place';
import { checkObject, checkText, inJson } from './checks';

/** A row of measurements: texts and numbers by column. */
export type TableRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Measurements: the text of a CSV or JSON file, or its rows. */
export type MeasuredTable = string | readonly TableRow[];

/**
 * A table as the readers of files take it; rows stand on a line each.
 * @throws UserError for what is neither text nor rows
 */
export function tableSource(what: string, table: unknown, name: string): SourceText {
  if (!Array.isArray(table)) return { name, text: checkText(what, table) };
  if (table.length > MOST_ROWS) throw new UserError('table-too-large', { what: 'rows', limit: MOST_ROWS });
  const lines = Array.from(table, (row, i) => inJson(what, checkObject(`${what}[${i}]`, row)));
  return { name, text: `[${lines.join(',\n')}]` };
}
