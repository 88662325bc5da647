import { printable, quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in calls of the library. */
export const LIBRARY_TEXTS = {
  'option-unknown': (a: { name: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `Unknown option ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, `Options: ${a.names.join(', ')}.`),
  }),
  'option-kind': (a: { name: string; expected: string; found: string }): Text => ({
    message: `${printable(a.name)} must be ${a.expected}, not ${a.found}.`,
    hint: 'The types and the reference say what every argument takes.',
  }),
  'one-model-needed': (a: { text: string; length: number }): Text => ({
    message: `${quote(a.text)} stands for ${a.length} models, where one is needed.`,
    hint: 'List them with expandNames, or give them all to sweep.',
  }),
  'operators-only': (a: { spelling: string }): Text => ({
    message: `${quote(a.spelling)} is a size, where operators are meant.`,
    hint: 'Write operators alone, such as NL24-FF4K, or read the whole name with parseName.',
  }),
} satisfies Record<string, (details: never) => Text>;
