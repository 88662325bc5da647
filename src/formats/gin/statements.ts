import { UserError } from '../../problems/problem';
import type { SourceFile } from '../config';
import { LONGEST_FILE } from '../limits';
import { atString, takeString } from './strings';
import { type Cursor, failAt, type GinStatement, peek, skipBlanks, skipToLineEnd, take } from './syntax';
import { takeValue } from './values';

const KEY = /[A-Za-z_][\w./-]*/y;

/** The class of `module.Class:`, while the indented lines below it last. */
interface Block {
  readonly selector: string;
}

/**
 * The bindings and includes of a gin file, in order; imports and comments are left out, and nothing is executed.
 * @throws UserError at the line of a mistake, and for a file of more than 1 MiB.
 */
export function parseGin(source: SourceFile): GinStatement[] {
  refuseLongFile(source);
  const { name, text } = source;
  // A carriage return alone ends a line too, as in Python; positions stay.
  const cursor: Cursor = { source: { name, text: text.replace(/\r(?!\n)/g, '\n') }, at: 0 };
  const statements: GinStatement[] = [];
  let block: Block | null = null;
  while (cursor.at < text.length) {
    const isIndented = /[ \t]/.test(peek(cursor));
    skipBlanks(cursor);
    if (!/^[#\n]?$/.test(peek(cursor))) {
      const above: Block | null = isIndented ? (block ?? failIndented(cursor)) : null;
      const taken: GinStatement | Block | null = takeStatement(cursor, above);
      const isBlock = taken !== null && 'selector' in taken;
      if (taken && !isBlock) statements.push(taken);
      block = isBlock ? taken : above;
    }
    endLine(cursor);
  }
  return statements;
}

function refuseLongFile({ name, text }: SourceFile): void {
  if (text.length <= LONGEST_FILE) return;
  const place = { text: '', start: 0, end: 0, file: name, line: 1 };
  throw new UserError('config-too-large', { limit: LONGEST_FILE }, place);
}

function failIndented(cursor: Cursor): never {
  failAt(cursor, 'no indented line: there is no block above it');
}

function endLine(cursor: Cursor): void {
  skipBlanks(cursor);
  if (peek(cursor) === '#') skipToLineEnd(cursor);
  if (!/^\n?$/.test(peek(cursor))) failAt(cursor, 'the end of the line');
  cursor.at++;
}

function takeStatement(cursor: Cursor, block: Block | null): GinStatement | Block | null {
  const start = cursor.at;
  const written = take(cursor, KEY);
  const end = cursor.at;
  skipBlanks(cursor);
  if (!block && (written === 'import' || written === 'from') && /\w/.test(peek(cursor))) {
    return takeImport(cursor);
  }
  if (!block && written === 'include' && atString(cursor)) return takeInclude(cursor);
  if (written === '') failAt(cursor, 'a name');
  if (!block && take(cursor, /:/y) !== '') return { selector: written };
  if (take(cursor, /=/y) === '') failAt(cursor, block ? '=' : '= or :');
  const key = block ? `${block.selector}.${written}` : written;
  const value = takeValue(cursor);
  return { kind: 'binding', source: cursor.source, start, end, key, ...parted(key), value };
}

function takeImport(cursor: Cursor): null {
  for (let last = -1; last !== cursor.at; ) {
    last = cursor.at;
    take(cursor, /[^\n\\#]+/y);
    skipBlanks(cursor);
  }
  return null;
}

function takeInclude(cursor: Cursor): GinStatement {
  const start = cursor.at;
  const path = takeString(cursor);
  return { kind: 'include', source: cursor.source, start, end: cursor.at, path };
}

/** `scope/module.Class.parameter` in its parts; a name without a class is a macro. */
function parted(key: string): { scope: string; owner: string; parameter: string } {
  const slash = key.lastIndexOf('/');
  const names = key.slice(slash + 1).split('.');
  const parameter = names.at(-1) as string;
  const owner = names.at(-2) ?? '';
  return { scope: slash < 0 ? '' : key.slice(0, slash), owner, parameter };
}
