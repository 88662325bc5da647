import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { printable } from '../problems/quote';
import { offerAt } from '../program/completion/answer';
import { SCRIPTS, SHELLS, type Shell } from '../program/completion/scripts';
import { EXIT, type Outcome } from './context';

/** Names that shells also go by. */
const ALSO: Readonly<Record<string, Shell>> = { pwsh: 'powershell' };

/**
 * `completion SHELL`: the script that completes the program's words in a shell.
 * @throws UserError where no shell is named, or another one
 */
export function completion([word]: readonly string[]): Outcome {
  if (word === undefined) throw new UserError('shell-missing', { shells: SHELLS });
  const name = word.toLowerCase();
  const shell = SHELLS.find((known) => known === (ALSO[name] ?? name));
  if (shell !== undefined) return { text: SCRIPTS[shell], exitCode: EXIT.fine };
  const nearest = nearestSpellings(word, SHELLS);
  throw new UserError('shell-unknown', { name: word, nearest, shells: SHELLS }, wholeOf(word));
}

/**
 * `complete -- WORDS`: what can stand at the last word, as the scripts read it: a line with `files` where the shell offers
 * its files too, else `none`, and the length of the word without quotes; then for each completion `+` where the word goes on
 * or `.` where it ends, the word, a tab, and what it means.
 */
export async function complete(words: readonly string[]): Promise<Outcome> {
  const { typed, completions, files } = await offerAt(words);
  const lines = completions.map(({ text, about, goesOn }) =>
    printable(`${goesOn ? '+' : '.'}${text}`).concat('\t', printable(about)),
  );
  const text = [`${files ? 'files' : 'none'} ${typed.length}`, ...lines].join('\n');
  return { text: `${text}\n`, exitCode: EXIT.fine };
}
