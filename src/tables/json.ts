import { type Place, UserError } from '../problems/problem';
import { type JsonNode, parseJsonTree } from '../text/json';
import { lineCounter, placeIn, type SourceText } from '../text/place';
import { MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS } from './limits';
import type { Cell, Row, Table } from './row';

/** What a list of rows may be called where it stands in an object. */
const LISTS = ['rows', 'points', 'runs'];

/** As many as the longest table can have: it is bounded by its characters. */
const MOST_TOKENS = MOST_CHARACTERS;

/**
 * A JSON table: a list of flat objects, or an object that holds one under `rows`, `points` or `runs`. The columns are the keys
 * of all objects; a key that an object lacks is empty there.
 * @throws UserError with the place in the file
 */
export function readJson(source: SourceText): Table {
  const list = findList(source, parseJsonTree(source, MOST_TOKENS));
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
  const lineOf = lineCounter(source.text);
  return {
    path: source.name,
    columns,
    rows: items.map((item, i) =>
      toRow(source, lineOf, columns, item, members[i] as ReadonlyMap<string, JsonNode>),
    ),
    heading: placeOf(source, items[0] ?? list),
  };
}

function findList(source: SourceText, root: JsonNode): JsonNode {
  if (root.type === 'array') return root;
  const lists = (root.children ?? []).flatMap(({ children = [] }) => {
    const [key, value] = children;
    return value?.type === 'array' && LISTS.includes(key?.value) ? [value] : [];
  });
  if (lists.length === 1) return lists[0] as JsonNode;
  throw new UserError('table-not-rows', { lists: LISTS }, placeOf(source, root));
}

/** The values of an object by their keys. */
function readMembers(source: SourceText, item: JsonNode): ReadonlyMap<string, JsonNode> {
  if (item.type !== 'object') throw new UserError('table-not-rows', { lists: LISTS }, placeOf(source, item));
  const members = new Map<string, JsonNode>();
  for (const { children } of item.children ?? []) {
    const [keyNode, value] = children as [JsonNode, JsonNode];
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
  source: SourceText,
  lineOf: ReturnType<typeof lineCounter>,
  columns: readonly string[],
  item: JsonNode,
  members: ReadonlyMap<string, JsonNode>,
): Row {
  return {
    cells: Object.fromEntries(columns.map((column) => [column, toCell(members.get(column))])),
    line: lineOf(item.offset),
    place: (column) => {
      const value = members.get(column);
      return value === undefined
        ? placeOf(source, item)
        : placeIn(source, value.offset, value.offset + value.length);
    },
  };
}

function toCell(node: JsonNode | undefined): Cell {
  const value: unknown = node?.value;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value.trim() || null : null;
}

/** A value of the file, or where it begins if it holds others. */
function placeOf(source: SourceText, node: JsonNode | undefined): Place {
  const { offset, length, type } = node as JsonNode;
  return placeIn(source, offset, offset + (type === 'object' || type === 'array' ? 1 : length));
}
