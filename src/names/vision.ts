import { applyOperator } from '../model/operators';
import type { ModelShape, VisionInput } from '../model/shape';
import { PAPER_VISION, VISION_SIZE_NAMES, type VisionSizeName, visionSizeNamed } from '../model/vision';
import { nearestSpellings } from '../problems/nearest';
import { UserError } from '../problems/problem';
import { readOperators } from './operators';
import { joinParts, type Part } from './parts';
import { type Span, type Token, tokenize } from './tokens';

/** What the sizes of Vision Transformers are called, in capitals. */
const SIZE_SPELLINGS: ReadonlyMap<string, VisionSizeName> = new Map<string, VisionSizeName>([
  ...VISION_SIZE_NAMES.map((size) => [size, size] as const),
  ['SM', 'S'],
  ['SMALL', 'S'],
  ['BASE', 'B'],
  ['BS', 'B'],
  ['LG', 'L'],
  ['LARGE', 'L'],
  ['HUGE', 'H'],
]);

/** `ViT-S/32`, and the `vit_s_32` and `ViT-S32` of libraries: there the number is a patch unless an operator follows it. */
const HEAD =
  /^(?<before>[ _-]*VIT[ _-]*)(?<size>[A-Z]*)(?: *(?<slash>\/) *(?<patch>[\d.]*)|[ _-]?(?<bare>\d{1,6})(?![\d.A-Z]))?/i;

/** Whether a text is written as the name of a Vision Transformer. */
export function isVisionName(text: string): boolean {
  return /^[ _-]*VIT/i.test(text);
}

/**
 * The shape that the name of a Vision Transformer means: a size, the patch that it looks through, and operators:
 * `ViT-S/32-NL24`, or as Table 5 has it, `ViT-S L=24`.
 * @param input what is seen and told apart, where it is not what the models of Table 5 see
 * @throws UserError with the place in the text
 */
export function parseVisionName(text: string, input: Partial<VisionInput>): ModelShape {
  const head = HEAD.exec(text) as RegExpExecArray;
  const { size, vision } = readHead(text, head, input);
  const parts = joinParts(
    text,
    withoutEquals(text, tokenize(text, { start: head[0].length, end: text.length })),
  );
  for (const part of parts) checkKnown(text, part);
  const shape = { ...visionSizeNamed(size).shape, vision };
  return readOperators(text, parts).reduce(applyOperator, shape);
}

function readHead(
  text: string,
  { groups = {} }: RegExpExecArray,
  input: Partial<VisionInput>,
): { size: VisionSizeName; vision: VisionInput } {
  const { before = '', size: word = '', slash, patch, bare } = groups;
  const start = before.length;
  const size = readSize(text, { start, end: start + word.length });
  const written = slash === undefined ? bare : (patch ?? '');
  const end = (HEAD.exec(text)?.[0] ?? '').length;
  if (written === undefined) {
    return {
      size,
      vision: checkPatches({ ...PAPER_VISION, ...input }, { text, start: 0, end: text.length }),
    };
  }
  const place = { text, start: Math.max(start + word.length, end - written.length - (slash ? 1 : 0)), end };
  if (!/^\d{1,6}$/.test(written) || Number(written) === 0) {
    throw new UserError('vision-patch', { number: written }, place);
  }
  const patchSize = Number(written);
  if (input.patchSize !== undefined && input.patchSize !== patchSize) {
    throw new UserError('vision-patch-twice', { first: patchSize, second: input.patchSize }, place);
  }
  return { size, vision: checkPatches({ ...PAPER_VISION, ...input, patchSize }, place) };
}

function readSize(text: string, { start, end }: Span): VisionSizeName {
  const spelling = text.slice(start, end);
  const size = SIZE_SPELLINGS.get(spelling.toUpperCase());
  if (size !== undefined) return size;
  const sizes = VISION_SIZE_NAMES.map((name) => `ViT-${name}`);
  if (spelling === '') throw new UserError('vision-without-size', { sizes }, { text, start: 0, end: start });
  const nearest = nearestSpellings(spelling, [...SIZE_SPELLINGS.keys()]).map(
    (near) => `ViT-${SIZE_SPELLINGS.get(near)}`,
  );
  const details = { spelling, nearest: [...new Set(nearest)], sizes };
  throw new UserError('vision-size', details, { text, start, end });
}

/** @throws UserError where the patches do not tile the image */
export function checkPatches(
  vision: VisionInput,
  place: { text: string; start: number; end: number },
): VisionInput {
  const { imageSize, patchSize } = vision;
  if (imageSize % patchSize === 0) return vision;
  const below = Math.floor(imageSize / patchSize) * patchSize;
  const nearest = [below, below + patchSize].filter((size) => size > 0);
  throw new UserError('vision-indivisible', { imageSize, patchSize, nearest }, place);
}

/** The `=` of Table 5's `L=24` says nothing. */
function withoutEquals(text: string, tokens: readonly Token[]): Token[] {
  return tokens.filter(
    ({ kind, start }, i) =>
      !(
        kind === 'foreign' &&
        text[start] === '=' &&
        tokens[i - 1]?.kind === 'knob' &&
        tokens[i + 1]?.kind === 'number'
      ),
  );
}

/** @throws UserError for what the encoder of a Vision Transformer cannot be scaled by */
function checkKnown(text: string, part: Part): void {
  const { start, end } = part;
  const isKnown = part.kind === 'numeric' && part.code !== 'EL' && part.code !== 'DL';
  if (isKnown) return;
  throw new UserError('vision-operator', { spelling: text.slice(start, end) }, { text, start, end });
}
