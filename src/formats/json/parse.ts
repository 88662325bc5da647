import { createScanner, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { UserError } from '../../problems/problem';
import { placeIn, type SourceFile } from '../config';
import { syntaxProblem } from './syntax';
import { checkText } from './text';
import type { JsonMember, JsonObject, JsonValue, Span } from './tree';

/** Objects and lists within each other; a describe envelope has five. */
const DEEPEST = 32;

/** Words, numbers, brackets, commas and spaces between them; real files have a few thousand at most. */
const MOST_TOKENS = 200_000;

/**
 * A JSON file as a tree with positions. Strict: no comments, no trailing commas, no key twice.
 * @throws UserError with the place in the file
 */
export function parseJson(source: SourceFile): JsonValue {
  checkText(source);
  checkBounds(source);
  const errors: ParseError[] = [];
  const root = parseTree(withoutMark(source.text), errors, { disallowComments: true });
  const [first] = errors;
  if (first !== undefined) throw syntaxProblem(source, first);
  // Without an error there is a root: an empty file is refused above.
  return toValue(source, root as Node);
}

/** The parser is recursive and slow on what is no configuration: depth and number are bounded before it runs. */
function checkBounds(source: SourceFile): void {
  const { text } = source;
  const scanner = createScanner(text);
  let depth = 0;
  for (let tokens = 1; scanner.getPosition() < text.length; tokens++) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    depth += deepening(text.charAt(start));
    const place = () => placeIn(source, start, start + 1);
    if (depth > DEEPEST) throw new UserError('config-too-deep', { limit: DEEPEST }, place());
    if (tokens > MOST_TOKENS) {
      throw new UserError('json-too-many', { what: 'values', limit: MOST_TOKENS }, place());
    }
  }
}

/** By a token's first character: a bracket within a string does not count, since that starts with its quote. */
function deepening(first: string): number {
  if (first === '{' || first === '[') return 1;
  return first === '}' || first === ']' ? -1 : 0;
}

/** A byte order mark becomes a space, so that positions stay. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

function toValue(source: SourceFile, node: Node): JsonValue {
  const { offset, length, type, children = [], value } = node;
  const span = { start: offset, end: offset + length };
  if (type === 'object') return toObject(source, span, children);
  if (type === 'array') {
    return { kind: 'array', ...span, elements: children.map((child) => toValue(source, child)) };
  }
  return { kind: 'scalar', ...span, value };
}

function toObject(source: SourceFile, span: Span, children: readonly Node[]): JsonObject {
  const members = new Map<string, JsonMember>();
  for (const child of children) {
    const [keyNode, valueNode] = child.children as [Node, Node];
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
