import { UserError } from '../../problems/problem';
import { placeIn, type SourceFile } from '../config';

/** The most characters of a configuration file that is read; real ones have a few thousand. */
const MOST_CHARACTERS = 1024 * 1024;

/** Whether a file is larger than a configuration can be. */
export function isTooLarge({ text }: SourceFile): boolean {
  return text.length > MOST_CHARACTERS;
}

/**
 * Checks what every configuration file must be, whatever its format: text, not empty, not huge.
 * @throws UserError with the place in the file
 */
export function checkText(source: SourceFile): void {
  const { text } = source;
  if (isTooLarge(source)) {
    throw new UserError('config-too-large', { limit: MOST_CHARACTERS }, placeIn(source, 0, 1));
  }
  // A byte order mark is white space here.
  if (text.trim() === '') throw new UserError('config-empty', {}, placeIn(source, 0, 1));
  const strange = text.search(/[\0\uFFFD]/);
  if (strange === -1) return;
  const found = text[strange] === '\0' ? 'a NUL byte' : 'a character that cannot be decoded';
  throw new UserError('config-not-text', { found }, placeIn(source, strange, strange + 1));
}
