import { printable } from './quote';
import { type ProblemArguments, type ProblemCode, TEXTS } from './texts';

/** The part of the user's text that a problem is about: `text.slice(start, end)`. */
export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The file that the text is a line of, and the line's number from 1; absent for text from the command line. */
  readonly file?: string;
  readonly line?: number;
}

/**
 * A mistake of the user's: a code with arguments, shown as one message with a hint, exit code 2, no stack.
 * Anything else that is thrown is a bug.
 */
export class UserError<Code extends ProblemCode = ProblemCode> extends Error {
  readonly hint: string;

  constructor(
    readonly code: Code,
    readonly details: ProblemArguments<Code>,
    readonly place?: Place,
  ) {
    const { message, hint } = (
      TEXTS[code] as (details: ProblemArguments<Code>) => { message: string; hint: string }
    )(details);
    // Texts quote what is the user's; what slips through must not act on a terminal either.
    super(printable(message));
    this.name = 'UserError';
    this.hint = printable(hint);
  }
}
