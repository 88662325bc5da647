import { nearestSpellings } from '../problems/nearest';
import { UserError } from '../problems/problem';
import type { Table } from './row';

/**
 * The column that a user means: spelled so, or so but for case and what stands between words (`Num Layers` is `num_layers`).
 * @throws UserError with the nearest spellings, where there is none
 */
export function columnNamed(table: Table, name: string): string {
  const found = findColumn(table, [name]);
  if (found !== null) return found;
  const { columns, heading } = table;
  const nearest = nearestSpellings(name, columns);
  throw new UserError('table-unknown-column', { column: name, nearest, columns }, heading);
}

/** The first of several names that a table has a column of, as the table spells it; null where it has none. */
export function findColumn({ columns }: Pick<Table, 'columns'>, names: readonly string[]): string | null {
  for (const name of names) {
    const found = columns.find((column) => column === name) ?? columns.find((column) => isSame(column, name));
    if (found !== undefined) return found;
  }
  return null;
}

function isSame(a: string, b: string): boolean {
  return plain(a) !== '' && plain(a) === plain(b);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]/g, '');
}
