import type { NumericCode, SwitchCode } from '../model/operators';
import type { SizeName } from '../model/sizes';
import { UserError } from '../problems/problem';
import { foreignCharacter, unknownWord } from './problems';
import type { Span, Token } from './tokens';

/** A size or an operator as it stands in a name, with the number of a numeric operator still as written. */
export type Part = Span &
  (
    | { readonly kind: 'size'; readonly size: SizeName }
    | { readonly kind: 'numeric'; readonly code: NumericCode; readonly number: string }
    | { readonly kind: 'switch'; readonly code: SwitchCode }
  );

type Of<Kind extends Token['kind']> = Token & { kind: Kind };

/**
 * Joins operators and numbers: `NL24` and, as Table 4 has it, `24L`.
 * @throws UserError for a word or character that means nothing, and for an operator or a number alone.
 */
export function joinParts(text: string, tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  let index = 0;
  while (index < tokens.length) {
    const taken = takePart(text, tokens, index);
    parts.push(...taken);
    index += taken[0]?.kind === 'numeric' ? 2 : 1;
  }
  return parts;
}

function takePart(text: string, tokens: readonly Token[], index: number): Part[] {
  const token = tokens[index] as Token;
  const next = tokens[index + 1];
  switch (token.kind) {
    case 'size':
      return [token];
    case 'switches':
      return takeSwitches(text, token, next);
    case 'knob':
      return [takeKnob(text, token, next)];
    case 'number':
      return [takeNumber(text, tokens, index)];
    case 'unknown':
      throw unknownWord(text, token);
    case 'foreign':
      throw foreignCharacter(text, token.start);
  }
}

function takeSwitches(text: string, token: Of<'switches'>, next: Token | undefined): Part[] {
  const { start, end, codes } = token;
  if (next?.kind === 'number' && next.start === end) {
    const details = { spelling: text.slice(start, end), number: text.slice(next.start, next.end) };
    throw new UserError('switch-with-number', details, { text, start, end: next.end });
  }
  return codes.map((code) => ({ kind: 'switch', code, start, end }));
}

function takeKnob(text: string, token: Of<'knob'>, next: Token | undefined): Part {
  const { start, end, code } = token;
  if (next?.kind === 'foreign') throw foreignCharacter(text, next.start);
  if (next?.kind !== 'number') {
    const details = { spelling: text.slice(start, end), code };
    throw new UserError('operator-without-number', details, { text, start, end });
  }
  const number = text.slice(next.start, next.end);
  // NL-24 is a negative number to some and NL24 to others; a planner should not guess.
  if (text.slice(end, next.start).includes('-')) {
    throw new UserError('operator-negative', { code, number }, { text, start, end: next.end });
  }
  return { kind: 'numeric', code, number, start, end: next.end };
}

function takeNumber(text: string, tokens: readonly Token[], index: number): Part {
  const { start, end } = tokens[index] as Token;
  const next = tokens[index + 1];
  const number = text.slice(start, end);
  if (next?.kind === 'foreign') throw foreignCharacter(text, next.start);
  if (next?.kind !== 'knob' || text.slice(end, next.start).includes('-') || !endsOnKnob(tokens, index + 1)) {
    throw new UserError('number-without-operator', { number }, { text, start, end });
  }
  return { kind: 'numeric', code: next.code, number, start, end: next.end };
}

/** Whether the operators of `8H16L` stand behind their numbers; those of `16L8` and `24-NL12` do not. */
function endsOnKnob(tokens: readonly Token[], knob: number): boolean {
  let last = knob;
  while (touches(tokens, last, 'number') && touches(tokens, last + 1, 'knob')) last += 2;
  return !touches(tokens, last, 'number');
}

function touches(tokens: readonly Token[], index: number, kind: Token['kind']): boolean {
  const next = tokens[index + 1];
  return next?.kind === kind && next.start === tokens[index]?.end;
}
