import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in quantities. */
export const QUANTITIES_TEXTS = {
  'quantity-not-a-number': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} takes a number, not ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
  }),
  'quantity-suffix': (a: {
    flag: string;
    suffix: string;
    nearest: readonly string[];
    examples: string;
  }): Text => ({
    message: `${a.flag} does not know the suffix ${quote(a.suffix)}.`,
    hint: didYouMean(a.nearest, `Write it as in ${a.examples}.`),
  }),
  'quantity-not-positive': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} must be above 0, not ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
  }),
  'quantity-too-large': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} cannot be as large as ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
  }),
  'quantity-not-whole': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} takes a whole number, not ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
  }),
} satisfies Record<string, (details: never) => Text>;
