import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in how findings are to be written. */
export const PICTURES_TEXTS = {
  'writing-unknown': (a: {
    format: string;
    nearest: readonly string[];
    formats: readonly string[];
  }): Text => ({
    message: `--to knows no format ${quote(a.format)}.`,
    hint: didYouMean(a.nearest, `Formats: ${a.formats.join(', ')}.`),
  }),
  'ending-unknown': (a: { path: string; formats: readonly string[] }): Text => ({
    message: `The ending of ${quote(a.path)} tells no format.`,
    hint: `End it in ${a.formats.join(', ')}, or say the format with --to.`,
  }),
  'two-formats': (a: { first: string; second: string }): Text => ({
    message: `${a.first} and ${a.second} ask for two formats.`,
    hint: 'Keep one of them.',
  }),
  'force-without-output': (_: Record<never, never>): Text => ({
    message: '--force overwrites a file, and no file is named.',
    hint: 'Name the file with -o, or leave --force away.',
  }),
  'output-no-file': (_: Record<never, never>): Text => ({
    message: '-o needs a file.',
    hint: 'Name the file to write, or - for standard output.',
  }),
} satisfies Record<string, (details: never) => Text>;
