import { quote } from './quote';

/** What a user reads about a problem: what is wrong, and how to mend it. */
interface Text {
  readonly message: string;
  readonly hint: string;
}

/** The one table of messages. A code exists when it has a text here; its arguments are the text's parameters. */
export const TEXTS = {
  'unknown-flag': (a: { flag: string; nearest: readonly string[] }): Text => ({
    message: `Unknown flag ${quote(a.flag)}.`,
    hint: didYouMean(a.nearest, 'See --help for the flags of this command.'),
  }),
} satisfies Record<string, (details: never) => Text>;

/** The code of a user's mistake. */
export type ProblemCode = keyof typeof TEXTS;

/** The arguments that the text of a code needs. */
export type ProblemArguments<Code extends ProblemCode> = Parameters<(typeof TEXTS)[Code]>[0];

function didYouMean(nearest: readonly string[], otherwise: string): string {
  return nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : otherwise;
}
