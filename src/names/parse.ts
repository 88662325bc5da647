import {
  applyOperator,
  countsLayers,
  type NumericCode,
  numericKnob,
  type Operator,
} from '../model/operators';
import type { ModelShape } from '../model/shape';
import { type SizeName, sizeNamed } from '../model/sizes';
import { UserError } from '../problems/problem';
import { joinParts, type Part } from './parts';
import { checkLength, foreignCharacter } from './problems';
import { readPublication } from './published';
import { tokenize } from './tokens';

type NumericPart = Part & { kind: 'numeric' };

/** How a name is read. */
export interface NameOptions {
  /** The size that operators without one apply to; BASE unless told. */
  readonly base?: SizeName | undefined;
}

/**
 * The shape that a name means: operators on a size, in any order, case and separation, or a published name.
 * `formatName` is the way back.
 * @throws UserError with the place in the text, for anything that names no model.
 */
export function parseName(text: string, { base = 'BASE' }: NameOptions = {}): ModelShape {
  checkText(text);
  const publication = readPublication(text);
  const parts = joinParts(text, tokenize(text, publication));
  if (parts.length === 0 && publication.base === null) {
    throw new UserError('name-empty', {}, { text, start: 0, end: text.length });
  }
  const operators = parts.flatMap((part) => toOperator(text, part, publication.roundsThousands));
  checkOnce(text, parts);
  const size = parts.find((part) => part.kind === 'size')?.size ?? publication.base ?? base;
  return operators.reduce(applyOperator, sizeNamed(size).shape);
}

function checkText(text: string): void {
  checkLength(text);
  const foreign = text.search(/[^ -~]/);
  if (foreign !== -1) throw foreignCharacter(text, foreign);
}

function toOperator(text: string, part: Part, roundsThousands: boolean): Operator[] {
  if (part.kind === 'size') return [];
  if (part.kind === 'switch') return [{ code: part.code }];
  const value = readNumber(text, part);
  const isRounded = roundsThousands && !countsLayers(part.code) && /^\d+$/.test(part.number);
  return [{ code: part.code, value: isRounded && value % 1000 === 0 ? (value / 1000) * 1024 : value }];
}

function readNumber(text: string, { code, number, start, end }: NumericPart): number {
  const place = { text, start, end };
  const written = /^(\d+)(K?)$/i.exec(number);
  if (written === null) {
    throw new UserError(
      'operator-not-whole',
      { code, number, nearest: wholeNeighbours(code, number) },
      place,
    );
  }
  const value = Number(written[1]) * (written[2] === '' ? 1 : 1024);
  const { limit, limitReason } = numericKnob(code);
  if (value === 0) throw new UserError('operator-zero', { code }, place);
  if (value > limit) {
    throw new UserError('operator-too-large', { code, number, limit, reason: limitReason }, place);
  }
  return value;
}

function wholeNeighbours(code: NumericCode, number: string): string[] {
  const written = /^(\d{1,9})\.\d+(K?)$/i.exec(number);
  if (written === null) return [];
  const below = Number(written[1]);
  return [below, below + 1].filter((value) => value > 0).map((value) => `${code}${value}${written[2]}`);
}

function checkOnce(text: string, parts: readonly Part[]): void {
  parts.forEach((part, index) => {
    for (const earlier of parts.slice(0, index)) checkPair(text, earlier, part);
  });
}

function checkPair(text: string, earlier: Part, part: Part): void {
  const place = { text, start: part.start, end: part.end };
  const spelled = { first: text.slice(earlier.start, earlier.end), second: text.slice(part.start, part.end) };
  if (part.kind === 'size' || earlier.kind === 'size') {
    if (part.kind === earlier.kind) throw new UserError('size-repeated', spelled, place);
    return;
  }
  if (part.code === earlier.code) {
    throw new UserError('operator-repeated', { code: part.code, ...spelled }, place);
  }
  if (setSameLayers(part.code, earlier.code) || setSameLayers(earlier.code, part.code)) {
    throw new UserError('depth-given-twice', spelled, place);
  }
}

function setSameLayers(both: string, one: string): boolean {
  return both === 'NL' && (one === 'EL' || one === 'DL');
}
