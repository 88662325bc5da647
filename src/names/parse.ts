import { applyOperator } from '../model/operators';
import type { ModelShape, VisionInput } from '../model/shape';
import { type SizeName, sizeNamed } from '../model/sizes';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { readOperators } from './operators';
import { joinParts } from './parts';
import { checkLength, foreignCharacter } from './problems';
import { readPublication } from './published';
import { tokenize } from './tokens';
import { parseVisionName } from './vision';
import { isVisionName } from './visionHead';

/** How a name is read. */
export interface NameOptions {
  /** The size that operators without one apply to; BASE unless told. */
  readonly base?: SizeName | undefined;
  /** What a Vision Transformer looks at and tells apart, where it is not what those of Table 5 do. */
  readonly vision?: Partial<VisionInput> | undefined;
}

/**
 * The shape that a name means: operators on a size, in any order, case and separation, or a published name; or a Vision
 * Transformer. `formatName` is the way back.
 * @throws UserError with the place in the text, for anything that names no model.
 */
export function parseName(text: string, { base = 'BASE', vision = {} }: NameOptions = {}): ModelShape {
  checkText(text);
  return isVisionName(text) ? parseVisionName(text, vision) : parseTextName(text, base);
}

function parseTextName(text: string, base: SizeName): ModelShape {
  const publication = readPublication(text);
  const parts = joinParts(text, tokenize(text, publication));
  if (parts.length === 0 && publication.base === null) {
    throw new UserError('name-empty', {}, wholeOf(text));
  }
  const operators = readOperators(text, parts, {
    roundsThousands: publication.roundsThousands,
    // A stack of 0 layers is not there: DL0 is encoder-only, EL0 decoder-only.
    mayBeZero: ['EL', 'DL'],
  });
  const size = parts.find((part) => part.kind === 'size')?.size ?? publication.base ?? base;
  const shape = operators.reduce(applyOperator, sizeNamed(size).shape);
  if (shape.encoderLayers > 0 || shape.decoderLayers > 0) return shape;
  const stacks = parts.filter(
    (part) => part.kind === 'numeric' && (part.code === 'EL' || part.code === 'DL'),
  );
  const [start, end] = [stacks[0]?.start ?? 0, stacks.at(-1)?.end ?? text.length];
  throw new UserError('no-layers', {}, { text, start, end });
}

function checkText(text: string): void {
  checkLength(text);
  const foreign = text.search(/[^ -~]/);
  if (foreign !== -1) throw foreignCharacter(text, foreign);
}
