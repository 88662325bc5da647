import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import { atString, takeString } from './strings';
import {
  type Cursor,
  failAt,
  type GinContent,
  type GinValue,
  peek,
  skipBlanks,
  skipLines,
  take,
} from './syntax';

/** Brackets within brackets that a value may have. */
const DEEPEST_VALUE = 32;

const NUMBER =
  /[+-]?(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)(?![\w.])/y;

const WORDS: ReadonlyMap<string, GinContent> = new Map([
  ['True', { kind: 'truth', value: true }],
  ['False', { kind: 'truth', value: false }],
  ['None', { kind: 'none' }],
] as const);

/**
 * The value at the cursor, which moves behind it.
 * @param depth brackets that the value stands in; inside one a value may go over several lines.
 * @throws UserError for anything but a Python literal, a `%macro` or an `@reference`.
 */
export function takeValue(cursor: Cursor, depth = 0): GinValue {
  skip(cursor, depth);
  const start = cursor.at;
  const content = takeContent(cursor, depth);
  return { ...content, source: cursor.source, start, end: cursor.at };
}

function skip(cursor: Cursor, depth: number): void {
  if (depth > 0) skipLines(cursor);
  else skipBlanks(cursor);
}

function takeContent(cursor: Cursor, depth: number): GinContent {
  const character = peek(cursor);
  if (atString(cursor)) return { kind: 'text', value: takeStrings(cursor, depth) };
  if (/[\d.+-]/.test(character)) return takeNumber(cursor);
  if (character === '%' || character === '@') return takeName(cursor);
  if (/[[({]/.test(character)) return takeBrackets(cursor, depth + 1);
  return takeWord(cursor);
}

/** Strings that stand side by side are one, as in Python. */
function takeStrings(cursor: Cursor, depth: number): string {
  const parts: string[] = [];
  let end = cursor.at;
  while (atString(cursor)) {
    parts.push(takeString(cursor));
    end = cursor.at;
    skip(cursor, depth);
  }
  cursor.at = end;
  return parts.join('');
}

function takeNumber(cursor: Cursor): GinContent {
  const text = take(cursor, NUMBER).replaceAll('_', '');
  if (text === '') return failAt(cursor, 'a number');
  const isHexadecimal = /x/i.test(text);
  const value = isHexadecimal ? Number(text.replace(/^[+-]/, '')) : Number(text);
  return {
    kind: 'number',
    value: isHexadecimal && text.startsWith('-') ? -value : value,
    whole: isHexadecimal || /^[+-]?\d+$/.test(text),
  };
}

function takeName(cursor: Cursor): GinContent {
  const kind = peek(cursor) === '%' ? 'macro' : 'reference';
  cursor.at++;
  const name = take(cursor, /[A-Za-z_][\w./]*/y);
  if (name === '') return failAt(cursor, `the name of a ${kind}`);
  if (kind === 'reference' && take(cursor, /\(/y) !== '') {
    skipLines(cursor);
    if (take(cursor, /\)/y) === '') return failAt(cursor, ')');
  }
  return { kind, name };
}

function takeWord(cursor: Cursor): GinContent {
  const start = cursor.at;
  const known = WORDS.get(take(cursor, /\w+/y));
  if (known) return known;
  cursor.at = start;
  return failAt(cursor, 'a value: a number, a string, True, a list, %name or @name');
}

function takeBrackets(cursor: Cursor, depth: number): GinContent {
  const start = cursor.at;
  if (depth > DEEPEST_VALUE) {
    throw new UserError(
      'config-too-deep',
      { limit: DEEPEST_VALUE },
      placeIn(cursor.source, start, start + 1),
    );
  }
  const opening = take(cursor, /[\s\S]/y);
  if (opening === '{') return { kind: 'dictionary', entries: takeEntries(cursor, depth, start) };
  const closing = opening === '(' ? ')' : ']';
  const { items, hasComma } = takeItems(cursor, { depth, start, closing }, () => takeValue(cursor, depth));
  const [only] = items;
  return opening === '(' && only && items.length === 1 && !hasComma ? only : { kind: 'list', items };
}

function takeEntries(cursor: Cursor, depth: number, start: number): [GinValue, GinValue][] {
  const { items } = takeItems(cursor, { depth, start, closing: '}' }, (): [GinValue, GinValue] => {
    const key = takeValue(cursor, depth);
    skipLines(cursor);
    if (take(cursor, /:/y) === '') failAt(cursor, ': behind the key of a dictionary');
    return [key, takeValue(cursor, depth)];
  });
  return items;
}

interface Brackets {
  readonly depth: number;
  readonly start: number;
  readonly closing: string;
}

/** What stands between brackets, up to and with the closing one. */
function takeItems<Item>(
  cursor: Cursor,
  { start, closing }: Brackets,
  takeItem: () => Item,
): { items: Item[]; hasComma: boolean } {
  const items: Item[] = [];
  let hasComma = false;
  for (;;) {
    skipLines(cursor);
    if (peek(cursor) === '') {
      const opening = cursor.source.text[start] as string;
      throw new UserError('gin-unclosed', { opening }, placeIn(cursor.source, start, start + 1));
    }
    if (peek(cursor) === closing) break;
    if (items.length > 0 && !hasComma) failAt(cursor, `, or ${closing}`);
    items.push(takeItem());
    skipLines(cursor);
    hasComma = take(cursor, /,/y) !== '';
  }
  cursor.at++;
  return { items, hasComma };
}
