import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../problems/problem';
import { lineCounter, lineIn, placeIn, type SourceText } from '../text/place';
import { LONGEST_RECORD, MOST_COLUMNS, MOST_ROWS } from './limits';
import type { Row, Table } from './row';

/** A value of a CSV file and where it is written. */
interface Field {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

type LineOf = ReturnType<typeof lineCounter>;

const SEPARATORS = [',', ';', '\t'] as const;

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote opens on this line and is never closed',
  CSV_INVALID_CLOSING_QUOTE:
    'something follows the closing quote of a value; a quote within quotes is written twice',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a value that does not start with one',
  CSV_MAX_RECORD_SIZE: 'a row is far too long; is a quote not closed?',
};

/**
 * A CSV table: a heading, then rows of as many values; spaces around values, empty lines and lines that start with `#` do
 * not count. The library (csv-parse) takes the text apart; where each value stands follows from where it says that it ends.
 * @throws UserError with the place in the file
 */
export function readCsv(source: SourceText): Table {
  const [heading, ...records] = readFields(source);
  if (heading === undefined) throw new UserError('table-empty', { what: 'heading' }, lineIn(source, 0));
  const columns = readHeading(source, heading);
  if (records.length > MOST_ROWS) throw tooMany(source, 'rows', MOST_ROWS, records[MOST_ROWS]);
  const lineOf = lineCounter(source.text);
  return {
    path: source.name,
    columns,
    rows: records.map((fields) => toRow(source, lineOf, columns, fields)),
    heading: lineIn(source, heading[0]?.start ?? 0),
  };
}

function readHeading(source: SourceText, heading: readonly Field[]): string[] {
  if (heading.length > MOST_COLUMNS)
    throw tooMany(source, 'columns', MOST_COLUMNS, heading.slice(MOST_COLUMNS));
  heading.forEach(({ value, start, end }, i) => {
    const place = placeIn(source, start, end);
    if (value === '') throw new UserError('table-unnamed-column', { position: i + 1 }, place);
    const isRepeated = heading.slice(0, i).some((other) => other.value === value);
    if (isRepeated) throw new UserError('table-duplicate-column', { column: value }, place);
  });
  return heading.map(({ value }) => value);
}

function toRow(
  source: SourceText,
  lineOf: LineOf,
  columns: readonly string[],
  fields: readonly Field[],
): Row {
  const [first] = fields as [Field, ...Field[]];
  if (fields.length !== columns.length) {
    const odd = fields[columns.length] ?? (fields.at(-1) as Field);
    const details = { expected: columns.length, found: fields.length };
    throw new UserError('table-ragged', details, placeIn(source, odd.start, odd.end));
  }
  return {
    cells: Object.fromEntries(columns.map((column, i) => [column, fields[i]?.value || null])),
    line: lineOf(first.start),
    place: (column) => {
      const { start, end } = fields[columns.indexOf(column)] ?? first;
      return placeIn(source, start, end);
    },
  };
}

function tooMany(source: SourceText, what: string, limit: number, fields: readonly Field[] = []): UserError {
  return new UserError('table-too-large', { what, limit }, lineIn(source, fields[0]?.start ?? 0));
}

/** The records of the file, each a list of its fields. */
function readFields(source: SourceText): Field[][] {
  const { text } = source;
  const positionOf = bytePositions(text);
  let ended = 0;
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(source),
      comment: '#',
      comment_no_infix: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      max_record_size: LONGEST_RECORD,
      // The heading, and one row too many: what is refused is not read to its end.
      to: MOST_ROWS + 2,
      cast: (value, { bytes, quoting }) => {
        ended = positionOf(bytes);
        return toField(text, value, ended, quoting);
      },
    }) as unknown as Field[][];
  } catch (error) {
    throw error instanceof CsvError ? syntaxProblem(source, error.code, ended) : error;
  }
}

/** A field from where it ends: spaces after it are passed over, and quotes around and within it count. */
function toField(text: string, value: string, position: number, isQuoted: boolean): Field {
  let end = position;
  // Where line ends are mixed, the carriage return of one is left at the end of a value.
  while (text.charAt(end - 1) === '\r') end--;
  while (/[ \t]/.test(text.charAt(end - 1)) && end > 0 && value !== '') end--;
  const quotes = isQuoted ? 1 + value.split('"').length : 0;
  return { value: value.trim(), start: end - value.length - quotes, end };
}

/** Where a count of bytes of UTF-8 ends in the text. Counts may only grow from call to call. */
function bytePositions(text: string): (bytes: number) => number {
  let position = 0;
  let counted = 0;
  return (bytes) => {
    while (counted < bytes && position < text.length) {
      const character = text.codePointAt(position) as number;
      counted += bytesOf(character);
      position += character > 0xffff ? 2 : 1;
    }
    return position;
  };
}

function bytesOf(character: number): number {
  if (character < 0x80) return 1;
  if (character < 0x800) return 2;
  return character > 0xffff ? 4 : 3;
}

/** The separator that the heading has the most of; a comma where it has none. */
function separatorOf({ text }: SourceText): string {
  const heading = text.split(/\r\n?|\n/).find((line) => !/^\uFEFF?\s*(?:#|$)/.test(line)) ?? '';
  const outside = heading.replace(/"[^"]*"/g, '');
  const count = (separator: string) => outside.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

/** Nothing is wrong before the end of the last field that was read; what is wrong after it has to do with a quote. */
function syntaxProblem(source: SourceText, code: string, ended: number): UserError {
  const reason = REASONS[code] ?? 'it cannot be taken apart into values';
  const quote = source.text.indexOf('"', ended);
  return new UserError('table-csv-syntax', { reason }, lineIn(source, quote === -1 ? ended : quote));
}
