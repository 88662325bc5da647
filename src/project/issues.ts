import type { SourceFile } from '../formats/config';
import type { JsonMember, JsonValue } from '../formats/json/tree';
import { nearestSpellings } from '../problems/nearest';
import { type Place, UserError } from '../problems/problem';
import { placeIn } from '../text/place';

/** A way into JSON: keys and positions. */
export type Path = readonly (string | number)[];

/** A configuration as text and as JSON. */
export interface Written {
  readonly source: SourceFile;
  readonly root: JsonValue;
}

/** What zod says of a value, as far as messages need it. */
export interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** The value at a path, or undefined. */
export function valueAt(root: JsonValue, path: Path): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, step) => {
    if (value?.kind === 'object') return value.members.get(String(step))?.value;
    return value?.kind === 'array' ? value.elements[Number(step)] : undefined;
  }, root);
}

/** The place of a value in its file. */
export function placeAt(source: SourceFile, root: JsonValue, path: Path): Place {
  const { start, end } = valueAt(root, path) ?? root;
  return placeIn(source, start, end);
}

/** The mistake that an issue of the schema is. `keysAt` lists the keys that an object at a path may have. */
export function mistakeOf(
  source: SourceFile,
  root: JsonValue,
  issue: Issue,
  keysAt: (path: Path) => readonly string[],
): UserError {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const inner = innerIssue(root, path, issue);
  if (inner !== null) return mistakeOf(source, root, inner, keysAt);
  const value = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') return unknownKey(source, root, path, issue, keysAt(path));
  const key = nameOf(path);
  if (value === undefined) {
    const place = placeOpening(source, root, path.slice(0, -1));
    return new UserError('project-missing-key', { key, expected: issue.message }, place);
  }
  const place = placeIn(source, value.start, value.end);
  if (path.at(-1) === 'rule' && value.kind === 'scalar' && typeof value.value === 'string') {
    const known = (issue.values ?? []).map(String);
    const nearest = nearestSpellings(value.value, known);
    return new UserError('project-unknown-rule', { name: value.value, nearest, names: known }, place);
  }
  const written = source.text.slice(value.start, value.end);
  return new UserError('project-bad-value', { key, value: written, expected: issue.message }, place);
}

/** Of a value that may be an object: what is wrong inside the object that it is. */
function innerIssue(root: JsonValue, path: Path, issue: Issue): Issue | null {
  if (issue.errors === undefined || valueAt(root, path)?.kind !== 'object') return null;
  const deepest = issue.errors
    .flat()
    .find(({ code, path: inner }) => inner.length > 0 || code === 'unrecognized_keys');
  return deepest === undefined ? null : { ...deepest, path: [...path, ...deepest.path] };
}

function unknownKey(
  source: SourceFile,
  root: JsonValue,
  path: Path,
  { keys = [] }: Issue,
  known: readonly string[],
): UserError {
  const [key = ''] = keys;
  const object = valueAt(root, path);
  const member: JsonMember | undefined = object?.kind === 'object' ? object.members.get(key) : undefined;
  const { start, end } = member?.keySpan ?? root;
  const place = placeIn(source, start, end);
  const nearest = nearestSpellings(key, known);
  return path.at(-1) === 'rules'
    ? new UserError('project-unknown-rule', { name: key, nearest, names: known }, place)
    : new UserError('project-unknown-key', { key, nearest, names: known }, place);
}

function placeOpening(source: SourceFile, root: JsonValue, path: Path): Place {
  const { start } = valueAt(root, path) ?? root;
  return placeIn(source, start, start + 1);
}

/** `flops`, or for an element of a list the list. */
function nameOf(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string') ?? 'the configuration');
}
