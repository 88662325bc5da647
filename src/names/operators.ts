import { countsLayers, type NumericCode, numericKnob, type Operator } from '../model/operators';
import { UserError } from '../problems/problem';
import type { Part } from './parts';

type NumericPart = Part & { kind: 'numeric' };

/** How the operators of a name are read. */
interface OperatorOptions {
  /** Whole thousands are rounded names for multiples of 1024. */
  readonly roundsThousands?: boolean;
  /** Numeric operators that may be 0. */
  readonly mayBeZero?: readonly NumericCode[];
}

/**
 * The operators among the parts of a name; sizes are none.
 * @throws UserError for a number that an operator cannot take, and for parts that set the same thing twice
 */
export function readOperators(
  text: string,
  parts: readonly Part[],
  options: OperatorOptions = {},
): Operator[] {
  const operators = parts.flatMap((part) => toOperator(text, part, options));
  checkOnce(text, parts);
  return operators;
}

function toOperator(text: string, part: Part, options: OperatorOptions): Operator[] {
  if (part.kind === 'size') return [];
  if (part.kind === 'switch') return [{ code: part.code }];
  const value = readNumber(text, part, options.mayBeZero ?? []);
  const isRounded = options.roundsThousands === true && !countsLayers(part.code) && /^\d+$/.test(part.number);
  return [{ code: part.code, value: isRounded && value % 1000 === 0 ? (value / 1000) * 1024 : value }];
}

function readNumber(
  text: string,
  { code, number, start, end }: NumericPart,
  mayBeZero: readonly NumericCode[],
): number {
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
  if (value === 0 && !mayBeZero.includes(code)) throw new UserError('operator-zero', { code }, place);
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
