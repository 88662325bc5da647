import { NUMERIC_KNOBS, OPERATOR_CODES } from '../model/operators';
import { SIZE_NAMES } from '../model/sizes';
import { VISION_SIZE_NAMES } from '../model/vision';
import { nearestSpellings } from '../problems/nearest';
import { UserError } from '../problems/problem';
import { PROPOSED_SPELLINGS } from './aliases';
import type { Span } from './tokens';

/** The longest name or sweep that is read, in characters. The longest published path has fewer than 100. */
export const LONGEST_TEXT = 300;

const SHOWN = 40;

/** @throws UserError when a name or a sweep is too long to be one. */
export function checkLength(text: string): void {
  if (text.length <= LONGEST_TEXT) return;
  const place = { text: text.slice(0, SHOWN), start: 0, end: SHOWN };
  throw new UserError('name-too-long', { length: text.length, limit: LONGEST_TEXT }, place);
}

/** The mistake of a word that is no size, no operator and no run of them. */
export function unknownWord(text: string, { start, end }: Span): UserError {
  const spelling = text.slice(start, end);
  // The number of Smal16L is that of the L.
  const number = /^\d+K?(?![A-Z\d])/i.exec(text.slice(end))?.[0] ?? '';
  const nearest =
    number === ''
      ? nearestSpellings(spelling, PROPOSED_SPELLINGS)
      : nearestSpellings(
          spelling,
          NUMERIC_KNOBS.map(({ code }) => code),
        ).map((code) => code + number);
  const vision = `Vision Transformers: ${VISION_SIZE_NAMES.map((name) => `ViT-${name}`).join(', ')}`;
  const isLikeVit = /^v/i.test(spelling) && nearestSpellings(spelling, ['VIT']).length > 0;
  if (isLikeVit) {
    const details = { spelling, nearest: [], known: `${vision}, with a patch and operators: ViT-S/32-NL24.` };
    return new UserError('unknown-operator', details, { text, start, end });
  }
  const known = `Operators: ${OPERATOR_CODES.join(' ')}; sizes: ${SIZE_NAMES.join(' ')}; ${vision}.`;
  return new UserError(
    'unknown-operator',
    { spelling: spelling + number, nearest, known },
    { text, start, end: end + number.length },
  );
}

/** The mistake of a character that no name contains. */
export function foreignCharacter(text: string, start: number): UserError {
  const character = String.fromCodePoint(text.codePointAt(start) as number);
  return new UserError('name-character', { character }, { text, start, end: start + character.length });
}
