import type { DataTable, Exhibit } from './exhibit';

const LINE_END = '\r\n';

/** A cell that a spreadsheet would take for a formula: text of a user's file must not run there. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The first table of an exhibit as CSV (RFC 4180): keys as headings, numbers raw, nothing for what is not known. Text
 * that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function writeCsv({ tables: [table] }: Exhibit): string {
  return tableAsCsv(table);
}

function tableAsCsv({ columns, rows }: DataTable): string {
  const lines = [columns.map(({ key }) => key), ...rows];
  return lines.map((cells) => cells.map(csvCell).join(',') + LINE_END).join('');
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
