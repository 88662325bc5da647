import { applyOperator } from '../model/operators';
import type { ModelShape } from '../model/shape';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { readOperators } from './operators';
import { joinParts, type Part } from './parts';
import { checkLength, foreignCharacter } from './problems';
import { tokenize } from './tokens';

/**
 * The shape that the operators of a text make of another: `NL24-FF4K`. The text names no size.
 * @throws UserError with the place in the text, for anything that is no operator, or none for the shape
 */
export function applyOperatorsOf(text: string, shape: ModelShape): ModelShape {
  checkLength(text);
  const foreign = text.search(/[^ -~]/);
  if (foreign !== -1) throw foreignCharacter(text, foreign);
  const parts = joinParts(text, tokenize(text, { start: 0, end: text.length }));
  if (parts.length === 0) throw new UserError('name-empty', {}, wholeOf(text));
  for (const part of parts) checkApplies(text, part, shape);
  const made = readOperators(text, parts, { mayBeZero: ['EL', 'DL'] }).reduce(applyOperator, shape);
  if (made.encoderLayers > 0 || made.decoderLayers > 0) return made;
  throw new UserError('no-layers', {}, wholeOf(text));
}

function checkApplies(text: string, part: Part, { vision }: ModelShape): void {
  const { start, end } = part;
  const spelling = text.slice(start, end);
  if (part.kind === 'size') throw new UserError('operators-only', { spelling }, { text, start, end });
  const applies =
    vision === undefined || (part.kind === 'numeric' && part.code !== 'EL' && part.code !== 'DL');
  if (!applies) throw new UserError('vision-operator', { spelling }, { text, start, end });
}
