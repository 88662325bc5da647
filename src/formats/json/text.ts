import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { SourceFile } from '../config';
import { LONGEST_FILE } from '../limits';

/** Whether a file is larger than a configuration can be. */
export function isTooLarge({ text }: SourceFile): boolean {
  return text.length > LONGEST_FILE;
}

/**
 * Checks what every configuration file must be, whatever its format: text, not empty, not huge.
 * @throws UserError with the place in the file
 */
export function checkText(source: SourceFile): void {
  const { text } = source;
  if (isTooLarge(source)) {
    throw new UserError('config-too-large', { limit: LONGEST_FILE }, placeIn(source, 0, 1));
  }
  // A byte order mark is white space here.
  if (text.trim() === '') throw new UserError('config-empty', {}, placeIn(source, 0, 1));
  const strange = text.search(/[\0\uFFFD]/);
  if (strange === -1) return;
  const found = text[strange] === '\0' ? 'a NUL byte' : 'a character that cannot be decoded';
  throw new UserError('config-not-text', { found }, placeIn(source, strange, strange + 1));
}
