import { UserError } from '../../problems/problem';
import { type JsonNode, parseJsonTree } from '../../text/json';
import { placeIn } from '../../text/place';
import type { SourceFile } from '../config';
import { checkText } from './text';
import type { JsonMember, JsonObject, JsonValue, Span } from './tree';

/** Words, numbers, brackets, commas and spaces between them; real files have a few thousand at most. */
const MOST_TOKENS = 200_000;

/**
 * A JSON file as a tree with positions. Strict: no comments, no trailing commas, no key twice.
 * @throws UserError with the place in the file
 */
export function parseJson(source: SourceFile): JsonValue {
  checkText(source);
  return toValue(source, parseJsonTree(source, MOST_TOKENS));
}

function toValue(source: SourceFile, node: JsonNode): JsonValue {
  const { offset, length, type, children = [], value } = node;
  const span = { start: offset, end: offset + length };
  if (type === 'object') return toObject(source, span, children);
  if (type === 'array') {
    return { kind: 'array', ...span, elements: children.map((child) => toValue(source, child)) };
  }
  return { kind: 'scalar', ...span, value };
}

function toObject(source: SourceFile, span: Span, children: readonly JsonNode[]): JsonObject {
  const members = new Map<string, JsonMember>();
  for (const child of children) {
    const [keyNode, valueNode] = child.children as [JsonNode, JsonNode];
    const key: string = keyNode.value;
    const keySpan = { start: keyNode.offset, end: keyNode.offset + keyNode.length };
    if (members.has(key)) {
      throw new UserError('json-duplicate-key', { key }, placeIn(source, keySpan.start, keySpan.end));
    }
    const value = toValue(source, valueNode);
    members.set(key, { key, keySpan, value, start: keySpan.start, end: value.end });
  }
  return { kind: 'object', ...span, members };
}
