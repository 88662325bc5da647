import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { SourceFile } from '../config';

/** A part of a file: `source.text.slice(start, end)`. */
export interface Span {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** What a value is: a Python literal, or one of gin's two opaque kinds. Tuples are lists. */
export type GinContent =
  | { readonly kind: 'number'; readonly value: number; readonly whole: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly items: readonly GinValue[] }
  | { readonly kind: 'dictionary'; readonly entries: readonly (readonly [GinValue, GinValue])[] }
  /** `@module.Class` or a call of it: nothing is executed, so it is only a name. */
  | { readonly kind: 'reference'; readonly name: string }
  /** `%NAME`, or a constant of the library such as `%gin.REQUIRED`. */
  | { readonly kind: 'macro'; readonly name: string };

export type GinValue = GinContent & Span;

/** `scope/module.Class.parameter = value`, or a macro, whose owner is ''. The span is that of the key. */
export interface GinBinding extends Span {
  /** The scopes before the class, joined by slashes; '' where there is none. */
  readonly scope: string;
  /** The class or function without its modules. */
  readonly owner: string;
  readonly parameter: string;
  /** The key as a message names it. */
  readonly key: string;
  readonly value: GinValue;
}

/** `include 'path'`. The span is that of the quoted path. */
export interface GinInclude extends Span {
  readonly path: string;
}

export type GinStatement =
  | ({ readonly kind: 'binding' } & GinBinding)
  | ({ readonly kind: 'include' } & GinInclude);

/** Where a file has been read to. */
export interface Cursor {
  readonly source: SourceFile;
  at: number;
}

const BLANK = ' \t\r\f\uFEFF';

/** The character at the cursor, '' at the end of the file. */
export function peek({ source, at }: Cursor): string {
  return source.text[at] ?? '';
}

/** Skips blanks and continued line ends, but stays on the line. */
export function skipBlanks(cursor: Cursor): void {
  const { text } = cursor.source;
  for (;;) {
    const character = text[cursor.at] ?? '';
    const continued = character === '\\' ? /\\\r?\n/y : null;
    if (continued) {
      continued.lastIndex = cursor.at;
      if (!continued.test(text)) return;
      cursor.at = continued.lastIndex;
    } else if (character !== '' && BLANK.includes(character)) cursor.at++;
    else return;
  }
}

/** Skips blanks, comments and line ends. */
export function skipLines(cursor: Cursor): void {
  for (;;) {
    skipBlanks(cursor);
    if (peek(cursor) === '#') skipToLineEnd(cursor);
    if (peek(cursor) !== '\n') return;
    cursor.at++;
  }
}

/** Moves to the line end of the line, or to the end of the file. */
export function skipToLineEnd(cursor: Cursor): void {
  const end = cursor.source.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.source.text.length : end;
}

/** What a pattern (sticky) finds at the cursor, which moves behind it; '' if it finds nothing. */
export function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

/** @throws UserError at the cursor: what stands there is not what gin has there. */
export function failAt(cursor: Cursor, expected: string): never {
  const { source, at } = cursor;
  const found = /[^\s,[\](){}=:#]{1,40}|\S|/y;
  found.lastIndex = at;
  const text = found.exec(source.text)?.[0] ?? '';
  const shown = text === '' && at < source.text.length ? 'the end of the line' : text;
  throw new UserError('gin-syntax', { found: shown, expected }, placeIn(source, at, at + text.length));
}
