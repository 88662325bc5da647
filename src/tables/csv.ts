import { CsvError, type Options, parse } from 'csv-parse/sync';
import { type Place, UserError } from '../problems/problem';
import { lineCounter, lineIn, placeIn, type SourceText } from '../text/place';
import { LONGEST_RECORD, MOST_COLUMNS, MOST_ROWS } from './limits';
import type { Row, Table } from './row';

/** Where a value of a CSV file is written, with its quotes. */
interface Field {
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
  CSV_MAX_RECORD_SIZE: 'a row is far too long; perhaps a quote is not closed',
};

/** A record of the file: what it says, and where, which is only asked for in messages. */
interface WrittenRecord {
  readonly values: readonly string[];
  readonly fields: () => readonly [Field, ...Field[]];
}

/**
 * A CSV table: a heading, then rows of as many values; spaces around values, empty lines and lines that start with `#` do
 * not count. The library (csv-parse) takes the text apart; where each value stands follows from where it says that it ends.
 * @throws UserError with the place in the file, for the first record that is wrong
 */
export function readCsv(source: SourceText): Table {
  const [heading, ...records] = readRecords(source);
  if (heading === undefined) throw new UserError('table-empty', { what: 'heading' }, lineIn(source, 0));
  const [excess] = records.slice(MOST_ROWS);
  if (excess !== undefined) throw tooMany(source, 'rows', MOST_ROWS, excess.fields()[0]);
  const lineOf = lineCounter(source.text);
  return {
    path: source.name,
    columns: heading.values,
    rows: records.map((record) => toRow(source, lineOf, heading.values, record)),
    heading: lineIn(source, heading.fields()[0].start),
  };
}

/** @throws UserError for too many columns, and for one without a name of its own */
function checkHeading(source: SourceText, { values, fields }: WrittenRecord): void {
  if (values.length > MOST_COLUMNS) throw tooMany(source, 'columns', MOST_COLUMNS, fields()[MOST_COLUMNS]);
  const placeOf = (i: number) => placeOfField(source, fields()[i] as Field);
  values.forEach((value, i) => {
    if (value === '') throw new UserError('table-unnamed-column', { position: i + 1 }, placeOf(i));
    if (values.indexOf(value) < i)
      throw new UserError('table-duplicate-column', { column: value }, placeOf(i));
  });
}

/** @throws UserError for a row that has not a value for every column */
function checkWidth(source: SourceText, expected: number, { values, fields }: WrittenRecord): void {
  const found = values.length;
  if (found === expected) return;
  const odd = fields()[Math.min(expected, found - 1)] as Field;
  throw new UserError('table-ragged', { expected, found }, placeOfField(source, odd));
}

function toRow(
  source: SourceText,
  lineOf: LineOf,
  columns: readonly string[],
  { values, fields }: WrittenRecord,
): Row {
  return {
    cells: Object.fromEntries(columns.map((column, i) => [column, values[i] || null])),
    get line() {
      return lineOf(fields()[0].start);
    },
    place: (column) => {
      const [first, ...others] = fields();
      return placeOfField(source, [first, ...others][columns.indexOf(column)] ?? first);
    },
  };
}

function placeOfField(source: SourceText, { start, end }: Field): Place {
  return placeIn(source, start, end);
}

function tooMany(source: SourceText, what: string, limit: number, field?: Field): UserError {
  return new UserError('table-too-large', { what, limit }, lineIn(source, field?.start ?? 0));
}

/**
 * The records of the file, as many values in each as in the heading.
 * @throws UserError for the first record that is wrong
 */
function readRecords(source: SourceText): WrittenRecord[] {
  const { text } = source;
  refuseLongLines(source);
  const separator = separatorOf(source);
  const positionOf = bytePositions(text);
  const records: WrittenRecord[] = [];
  let ended = 0;
  const add = (values: readonly string[], bytes: number): null => {
    const start = ended;
    const end = positionOf(bytes);
    ended = end;
    const fields = () => readFields(text, start, end, separator) as [Field, ...Field[]];
    const record = { values: values.map((value) => value.trim()), fields };
    const [heading] = records;
    if (heading === undefined) checkHeading(source, record);
    else checkWidth(source, heading.values.length, record);
    records.push(record);
    return null;
  };
  try {
    parse(text, {
      ...optionsFor(separator),
      bom: true,
      // The heading, and one row too many: what is refused is not read to its end.
      to: MOST_ROWS + 2,
      on_record: (values, { bytes }) => add(values, bytes),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = readFields(text, ended, text.length, separator).at(-1)?.end ?? ended;
    throw syntaxProblem(source, error.code, before);
  }
  return records;
}

/** A line is no longer than its record. The library counts what values say, not the separators between empty ones. */
function refuseLongLines(source: SourceText): void {
  let start = 0;
  for (const line of source.text.split(/[\r\n]/)) {
    if (line.length > LONGEST_RECORD) {
      const reason = REASONS['CSV_MAX_RECORD_SIZE'] as string;
      throw new UserError('table-csv-syntax', { reason }, lineIn(source, start));
    }
    start += line.length + 1;
  }
}

function optionsFor(delimiter: string): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    comment: '#',
    comment_no_infix: true,
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    max_record_size: LONGEST_RECORD,
  };
}

/** The fields of the first record in a part of the text, up to what is wrong in it. The library says of each field what is slow to tell of all. */
function readFields(text: string, start: number, end: number, separator: string): Field[] {
  const part = text.slice(start, end);
  const positionOf = bytePositions(part);
  const fields: Field[] = [];
  try {
    parse(part, {
      ...optionsFor(separator),
      bom: start === 0,
      to: 1,
      cast: (value, { bytes, quoting }) => {
        fields.push(toField(part, value, positionOf(bytes), quoting));
        return value;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return fields.map((field) => ({ start: field.start + start, end: field.end + start }));
}

/** A field from where it ends: spaces after it are passed over, and quotes around and within it count. */
function toField(text: string, value: string, position: number, isQuoted: boolean): Field {
  let end = position;
  while (/[ \t]/.test(text.charAt(end - 1)) && end > 0 && value !== '') end--;
  const quotes = isQuoted ? 1 + value.split('"').length : 0;
  return { start: end - value.length - quotes, end };
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
