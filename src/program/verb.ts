import type { Context, Outcome } from '../commands/context';
import type { Flag } from './flags';

/** One command of the program: what help says of it, its flags, and its code, which is loaded when it is called. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly Flag[];
  /** The words it takes and what they are; it takes none where this is absent. */
  readonly words?: readonly [name: string, description: string];
  /** What help says after the flags. */
  readonly help: string;
  /** Whether help leaves it out: it is for other programs. */
  readonly isHidden?: boolean;
  /** The flags are as commander parsed them; each command names those that it reads. */
  readonly run: (words: readonly string[], flags: never, context: Context) => Promise<Outcome>;
}
