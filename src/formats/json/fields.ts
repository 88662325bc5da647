import { type Place, UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { SourceFile } from '../config';
import type { JsonMember, JsonObject, JsonValue, Span } from './tree';

/** Numbers that a field may hold. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** The place of a part of the file. */
export function placeOf(source: SourceFile, { start, end }: Span): Place {
  return placeIn(source, start, end);
}

/** The opening bracket of an object, where something that it lacks is reported. */
export function openingOf(source: SourceFile, { start }: Span): Place {
  return placeIn(source, start, start + 1);
}

/** @throws UserError where the member holds no whole number in the range. */
export function readWhole(source: SourceFile, member: JsonMember, { least, most }: Range): number {
  const number = scalarOf(member.value);
  if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) {
    // No -0.
    return number === 0 ? 0 : number;
  }
  throw badValue(source, member, `a whole number from ${least} to ${most}`);
}

/** @throws UserError where the member holds neither true nor false. */
export function readFlag(source: SourceFile, member: JsonMember): boolean {
  const flag = scalarOf(member.value);
  if (typeof flag === 'boolean') return flag;
  throw badValue(source, member, 'true or false');
}

/** @throws UserError where the member holds no text. */
export function readText(source: SourceFile, member: JsonMember): string {
  const text = scalarOf(member.value);
  if (typeof text === 'string') return text;
  throw badValue(source, member, 'text in double quotes');
}

/** @throws UserError where the value is no object. */
export function readObject(source: SourceFile, key: string, value: JsonValue): JsonObject {
  if (value.kind === 'object') return value;
  throw badValueAt(source, key, value, 'an object in braces');
}

/** The mistake of a member with a value that its key cannot have. */
export function badValue(source: SourceFile, { key, value }: JsonMember, expected: string): UserError {
  return badValueAt(source, key, value, expected);
}

/** The mistake of a key that stands for nothing, with those that it may have meant. */
export function unknownKey(
  source: SourceFile,
  { key, keySpan }: JsonMember,
  nearest: readonly string[],
): UserError {
  return new UserError('config-unknown-key', { key, nearest }, placeOf(source, keySpan));
}

function badValueAt(source: SourceFile, key: string, value: JsonValue, expected: string): UserError {
  const written = source.text.slice(value.start, value.end);
  return new UserError('config-bad-value', { key, value: written, expected }, placeOf(source, value));
}

function scalarOf(value: JsonValue): string | number | boolean | null | undefined {
  return value.kind === 'scalar' ? value.value : undefined;
}
