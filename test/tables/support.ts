import { UserError } from '../../src/problems/problem';
import type { Table } from '../../src/tables/row';
import { readTable } from '../../src/tables/table';

/** A table from the text of a file. */
export function tableOf(text: string): Table {
  return readTable({ path: 'runs.csv', text });
}

/** What a user is told: the code of the mistake, its line, and the part of the line that the caret marks. */
export function mistakeIn(work: () => unknown): { code: string; line: number | undefined; marked: string } {
  try {
    work();
  } catch (error) {
    if (!(error instanceof UserError) || error.place === undefined) throw error;
    const { line, text, start, end, file } = error.place;
    if (file !== 'runs.csv') throw error;
    return { code: error.code, line, marked: text.slice(start, end) };
  }
  throw new Error('There is no mistake.');
}
