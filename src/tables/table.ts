import { UserError } from '../problems/problem';
import { looksLikeJson } from '../text/json';
import { lineIn } from '../text/place';
import { readCsv } from './csv';
import { readJson } from './json';
import { MOST_CHARACTERS } from './limits';
import type { Table } from './row';

/**
 * The one reader of a user's measurements, for `fit` and `calibrate`: CSV with a heading (commas, semicolons or tabs, quotes,
 * `#` lines as comments), or JSON, a list of flat objects or an object with such a list under `rows`, `points` or `runs`.
 * The content tells which.
 * @throws UserError with file, line and column, for anything that is no whole table
 */
export function readTable({ path, text }: { readonly path: string; readonly text: string }): Table {
  const source = { name: path, text };
  if (text.length > MOST_CHARACTERS)
    throw new UserError('table-too-large', { what: 'characters', limit: MOST_CHARACTERS }, lineIn(source, 0));
  const table = looksLikeJson(text) ? readJson(source) : readCsv(source);
  if (table.rows.length > 0) return table;
  throw new UserError('table-empty', { what: 'rows' }, table.heading);
}
