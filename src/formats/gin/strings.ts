import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import { type Cursor, peek, take } from './syntax';

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\n', ''],
]);

/** Whether a Python string begins at the cursor, with its prefix (r, u, b) if it has one. */
export function atString({ source, at }: Cursor): boolean {
  const opening = /[rRuUbB]{0,2}['"]/y;
  opening.lastIndex = at;
  return opening.test(source.text);
}

/**
 * The text of a Python string, in single or triple quotes; escapes of characters that no setting needs stay as written.
 * @throws UserError `gin-unclosed` if it has no end.
 */
export function takeString(cursor: Cursor): string {
  const start = cursor.at;
  const isRaw = /r/i.test(take(cursor, /[rRuUbB]{0,2}/y));
  const quote = take(cursor, /"""|'''|["']/y);
  const parts: string[] = [];
  for (;;) {
    parts.push(take(cursor, quote.length === 3 ? /[^'"\\]+/y : /[^'"\\\n]+/y));
    if (cursor.source.text.startsWith(quote, cursor.at)) break;
    const character = peek(cursor);
    if (character === '' || character === '\n') {
      throw new UserError('gin-unclosed', { opening: quote }, placeIn(cursor.source, start, cursor.at));
    }
    cursor.at++;
    parts.push(character === '\\' ? takeEscaped(cursor, isRaw) : character);
  }
  cursor.at += quote.length;
  return parts.join('');
}

function takeEscaped(cursor: Cursor, isRaw: boolean): string {
  const character = take(cursor, /\r\n|[\s\S]/y).replace('\r\n', '\n');
  if (isRaw) return `\\${character}`;
  return ESCAPED.get(character) ?? (/[\\'"]/.test(character) ? character : `\\${character}`);
}
