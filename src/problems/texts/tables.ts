import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** The most columns that a message lists. */
const MOST_LISTED = 12;

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, MOST_LISTED).map(quote).join(', ');
  return `Columns: ${shown}${columns.length > MOST_LISTED ? ', ...' : ''}.`;
}

/** What is said about mistakes in tables of measurements. */
export const TABLES_TEXTS = {
  'table-empty': (a: { what: string }): Text => ({
    message: `This table has no ${a.what}.`,
    hint: 'A table is CSV with a heading and a row a measurement, or a JSON list of objects.',
  }),
  'table-too-large': (a: { what: string; limit: number }): Text => ({
    message: `This table has more than ${a.limit} ${a.what}.`,
    hint: 'A table of measurements is smaller: is this the right file?',
  }),
  'table-csv-syntax': (a: { reason: string }): Text => ({
    message: `This is no CSV: ${a.reason}.`,
    hint: 'Put a value with separators, quotes or line breaks in double quotes, and write a quote in it twice.',
  }),
  'table-ragged': (a: { expected: number; found: number }): Text => ({
    message: `This row has ${a.found} ${a.found === 1 ? 'value' : 'values'}, the heading ${a.expected}.`,
    hint: 'Leave a value empty rather than out, and put one that holds a separator in double quotes.',
  }),
  'table-duplicate-column': (a: { column: string }): Text => ({
    message: `The column ${quote(a.column)} is there twice.`,
    hint: 'Rename one of them.',
  }),
  'table-unnamed-column': (a: { position: number }): Text => ({
    message: `Column ${a.position} has no name.`,
    hint: 'Name it, or remove the separator that makes it.',
  }),
  'table-unknown-column': (a: {
    column: string;
    nearest: readonly string[];
    columns: readonly string[];
  }): Text => ({
    message: `This table has no column ${quote(a.column)}.`,
    hint: [...(a.nearest.length > 0 ? [didYouMean(a.nearest.map(quote), '')] : []), listed(a.columns)].join(
      ' ',
    ),
  }),
  'table-missing-value': (a: { column: string }): Text => ({
    message: `This row says nothing in the column ${quote(a.column)}.`,
    hint: 'Fill it in, or remove the row.',
  }),
  'table-not-flat': (a: { column: string }): Text => ({
    message: `${quote(a.column)} holds several values.`,
    hint: 'Every value of a row is one number or text: give each its own column.',
  }),
  'table-not-rows': (a: { lists: readonly string[] }): Text => ({
    message: 'This JSON is no table.',
    hint: `A table is a list of objects, or an object with one such list under ${a.lists.join(', ')}.`,
  }),
  'fit-no-points': (_: Record<never, never>): Text => ({
    message: 'fit needs a table of points.',
    hint: "Name one: scaleplan fit runs.csv --x parameters --y loss, or see the paper's own rows with --published.",
  }),
  'fit-one-table': (a: { length: number }): Text => ({
    message: `fit takes one table, not ${a.length}.`,
    hint: 'Put the points into one file, or fit each in a call of its own.',
  }),
  'fit-published-alone': (_: Record<never, never>): Text => ({
    message: "--published fits the paper's own rows: it takes no table and no columns.",
    hint: 'Leave out the file, --x, --y, --accuracy and --shape, or leave out --published.',
  }),
  'fit-level': (a: { text: string; least: number; most: number }): Text => ({
    message: `--level cannot be ${quote(a.text)}.`,
    hint: `It is a percentage from ${a.least} to ${a.most}, such as 95.`,
  }),
  'fit-no-column': (a: { flag: string; what: string; columns: readonly string[] }): Text => ({
    message: `No column is called like ${a.what} of models.`,
    hint: `Name it with ${a.flag}. ${listed(a.columns)}`,
  }),
  'fit-too-few-sizes': (a: { sizes: number; least: number }): Text => ({
    message: `These points have ${a.sizes} different ${a.sizes === 1 ? 'size' : 'sizes'}; a curve needs ${a.least}.`,
    hint: 'Add points of other sizes; from four on, intervals say how certain the curve is.',
  }),
  'fit-mixed-signs': (a: { column: string }): Text => ({
    message: `The losses in ${quote(a.column)} are partly above and partly below 0.`,
    hint: 'Give all as losses, above 0, or all as log-likelihoods, below 0.',
  }),
  'fit-no-perplexity': (a: { column: string }): Text => ({
    message: `This value of ${quote(a.column)} is no perplexity.`,
    hint: 'Perplexities are 1 or above, and their negative logarithms all 0 or below; losses belong in a column called loss.',
  }),
  'fit-no-accuracy': (a: { column: string }): Text => ({
    message: `This value of ${quote(a.column)} is no accuracy.`,
    hint: 'Accuracies go from 0 to 1, all of them, or from 0 to 100 where one is above 1; the two do not mix.',
  }),
  'fit-too-large': (a: { column: string; limit: number }): Text => ({
    message: `This value of ${quote(a.column)} is out of range.`,
    hint: `Nothing measured is above ${a.limit.toExponential().replace('e+', 'e')}, or a size below one in it: a slipped digit or suffix?`,
  }),
} satisfies Record<string, (details: never) => Text>;
