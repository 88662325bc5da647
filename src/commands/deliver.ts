import type { Exhibit } from '../report/exhibit';
import type { Context, Outcome } from './context';
import { type Answer, respond } from './envelope';
import type { CommonFlags } from './setting';

/** The flags of a command whose findings can be written in several ways. */
export interface PictureFlags {
  readonly to?: string;
  readonly output?: string;
  readonly force?: boolean;
}

/** An answer that is also a picture with its tables. */
export interface PicturedAnswer extends Answer {
  readonly exhibit: () => Exhibit;
}

/**
 * The outcome of a command that also draws: its text or JSON, or under `--to` and `-o` its numbers as CSV, or its picture
 * as SVG, as a page of HTML or as a Vega-Lite specification.
 * @throws UserError for a format that there is none of, or an empty name of a file
 */
export async function deliver(
  answer: PicturedAnswer,
  flags: CommonFlags & PictureFlags,
  started: number,
  context: Context,
): Promise<Outcome> {
  return respond(answer, flags, started, context);
}
