import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { UserError } from '../problems/problem';
import { MOST_COLUMNS, MOST_ROWS } from './limits';
import { placeAt } from './place';
import type { Cell, Row, Table, TableSource } from './table';

/** What a list of rows may be called where it stands in an object. */
const LISTS = ['rows', 'points', 'runs'];

/** A list of flat objects, in an object at most, is three deep; one more, to say what is wrong with it. */
const DEEPEST = 8;

/** Whether a text can only be JSON: no heading of a CSV file starts like this. */
export function looksLikeJson({ text }: TableSource): boolean {
  return /^\s*[{[]/.test(text);
}

/**
 * A JSON table: a list of flat objects, or an object that holds one under `rows`, `points` or `runs`. The columns are the keys
 * of all objects; a key that an object lacks is empty there.
 * @throws UserError with the place in the file
 */
export function readJson(source: TableSource): Table {
  const list = findList(source, parse(source));
  const items = list.children ?? [];
  if (items.length > MOST_ROWS)
    throw new UserError(
      'table-too-large',
      { what: 'rows', limit: MOST_ROWS },
      placeOf(source, items[MOST_ROWS]),
    );
  const members = items.map((item) => readMembers(source, item));
  const columns = [...new Set(members.flatMap((row) => [...row.keys()]))];
  if (columns.length > MOST_COLUMNS)
    throw new UserError('table-too-large', { what: 'columns', limit: MOST_COLUMNS }, placeOf(source, list));
  return {
    path: source.path,
    columns,
    rows: items.map((item, i) => toRow(source, columns, item, members[i] as ReadonlyMap<string, Node>)),
    heading: placeOf(source, items[0] ?? list),
  };
}

function parse(source: TableSource): Node {
  // A byte order mark becomes a space, so that positions stay.
  const text = source.text.replace(/^\uFEFF/, ' ');
  checkDepth(source, text);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined && root !== undefined) return root;
  const { error, offset, length } = first as ParseError;
  // CommaExpected: "comma expected here".
  const words = printParseErrorCode(error).replace(/([a-z])([A-Z])/g, '$1 $2');
  const reason = `${words.toLowerCase()} here`;
  throw new UserError('json-syntax', { reason }, placeAt(source, offset, offset + Math.max(1, length)));
}

/** The parser is recursive: depth is bounded before it runs. */
function checkDepth(source: TableSource, text: string): void {
  const scanner = createScanner(text);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    const first = text.charAt(start);
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
    if (depth > DEEPEST)
      throw new UserError('table-not-rows', { lists: LISTS }, placeAt(source, start, start + 1));
  }
}

function findList(source: TableSource, root: Node): Node {
  if (root.type === 'array') return root;
  const lists = (root.children ?? []).flatMap(({ children = [] }) => {
    const [key, value] = children;
    return value?.type === 'array' && LISTS.includes(key?.value) ? [value] : [];
  });
  if (lists.length === 1) return lists[0] as Node;
  throw new UserError('table-not-rows', { lists: LISTS }, placeOf(source, root));
}

/** The values of an object by their keys. */
function readMembers(source: TableSource, item: Node): ReadonlyMap<string, Node> {
  if (item.type !== 'object') throw new UserError('table-not-rows', { lists: LISTS }, placeOf(source, item));
  const members = new Map<string, Node>();
  for (const { children } of item.children ?? []) {
    const [keyNode, value] = children as [Node, Node];
    const key: string = keyNode.value;
    if (key.trim() === '')
      throw new UserError('table-unnamed-column', { position: members.size + 1 }, placeOf(source, keyNode));
    if (members.has(key))
      throw new UserError('table-duplicate-column', { column: key }, placeOf(source, keyNode));
    if (value.type === 'object' || value.type === 'array')
      throw new UserError('table-not-flat', { column: key }, placeOf(source, value));
    members.set(key, value);
  }
  return members;
}

function toRow(
  source: TableSource,
  columns: readonly string[],
  item: Node,
  members: ReadonlyMap<string, Node>,
): Row {
  const start = placeOf(source, item);
  return {
    cells: Object.fromEntries(columns.map((column) => [column, toCell(members.get(column))])),
    line: start.line as number,
    place: (column) => {
      const value = members.get(column);
      return value === undefined ? start : placeAt(source, value.offset, value.offset + value.length);
    },
  };
}

function toCell(node: Node | undefined): Cell {
  const value: unknown = node?.value;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value.trim() || null : null;
}

/** A value of the file, or where it begins if it holds others. */
function placeOf(source: TableSource, node: Node | undefined): ReturnType<typeof placeAt> {
  const { offset, length, type } = node as Node;
  return placeAt(source, offset, offset + (type === 'object' || type === 'array' ? 1 : length));
}
