import { applyOperator } from '../model/operators';
import type { ModelShape, VisionInput } from '../model/shape';
import {
  LARGEST_SIDE,
  PAPER_VISION,
  VISION_SIZE_NAMES,
  type VisionSizeName,
  visionSizeNamed,
} from '../model/vision';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { type Place, UserError } from '../problems/problem';
import { SPELLINGS } from './aliases';
import { readOperators } from './operators';
import { joinParts, type Part } from './parts';
import { type Span, type Token, tokenize } from './tokens';
import { type Head, isVisionName, placeOfInput, readHead, SIZE_SPELLINGS, visionNameIn } from './visionHead';

/**
 * The shape that the name of a Vision Transformer means: a size, the patch that it looks through, the image that it looks
 * at, and operators: `ViT-S/32-NL24`, `ViT-B/16@384`, or as Table 5 has it, `ViT-S L=24`.
 * @param input what is seen and told apart, where it is not what the models of Table 5 see
 * @throws UserError with the place in the text
 */
export function parseVisionName(text: string, input: Partial<VisionInput>): ModelShape {
  const head = readHead(text);
  checkNothingInside(text, head.size);
  const size = readSize(text, head.size);
  const vision = readVision(text, head, input);
  const parts = [
    { start: 0, end: head.start },
    { start: head.end, end: text.length },
  ].flatMap((span) => joinParts(text, withoutEquals(text, tokensIn(text, span, head))));
  for (const part of parts) checkKnown(text, part);
  return readOperators(text, parts).reduce(applyOperator, { ...visionSizeNamed(size).shape, vision });
}

/**
 * What a name itself says of patches and images; nothing where it leaves them to Table 5.
 * @throws UserError for what is no number of pixels
 */
export function visionSaidBy(text: string): Partial<VisionInput> {
  return isVisionName(text) ? readPixels(text, readHead(text)) : {};
}

/** What makes an operator of the L in `ViT-L24-S/16`: a number, and then the size. */
const NUMBER_AND_SIZE = new RegExp(`^\\d+[ _-]+(?:${[...SIZE_SPELLINGS.keys()].join('|')})(?![A-Z\\d])`, 'i');

/** @throws UserError for an operator between ViT and the size: `ViT-NL24-S` */
function checkNothingInside(text: string, { start, end }: Span): void {
  const spelling = text.slice(start, end).toUpperCase();
  const isSize = SIZE_SPELLINGS.has(spelling) && !NUMBER_AND_SIZE.test(text.slice(end));
  const meaning = isSize ? undefined : SPELLINGS.get(spelling);
  if (meaning === undefined || meaning.kind === 'size') return;
  const [number] = /^\d*K?/i.exec(text.slice(end)) as RegExpExecArray;
  const operator = text.slice(start, end + number.length);
  const isKnown = meaning.kind === 'knob' && meaning.code !== 'EL' && meaning.code !== 'DL';
  const place = { text, start, end: start + operator.length };
  if (!isKnown) throw new UserError('vision-operator', { spelling: operator }, place);
  const rest = text.slice(end + number.length).replace(/^[ _-]+/, '');
  const [size] = /^[A-Z]*/i.exec(rest) as RegExpExecArray;
  const model = `ViT-${SIZE_SPELLINGS.has(size.toUpperCase()) ? rest : 'S/32'}`;
  throw new UserError('vision-operator-inside', { operator, model }, place);
}

function readSize(text: string, { start, end }: Span): VisionSizeName {
  const spelling = text.slice(start, end);
  const size = SIZE_SPELLINGS.get(spelling.toUpperCase());
  if (size !== undefined) return size;
  const sizes = VISION_SIZE_NAMES.map((name) => `ViT-${name}`);
  if (spelling === '') throw new UserError('vision-without-size', { sizes }, { text, start: 0, end: start });
  // Every letter is near every other: none of them is a guess.
  const near = spelling.length === 1 ? [] : nearestSpellings(spelling, [...SIZE_SPELLINGS.keys()]);
  const nearest = [...new Set(near.map((word) => `ViT-${SIZE_SPELLINGS.get(word)}`))];
  throw new UserError('vision-size', { spelling, nearest, sizes }, { text, start, end });
}

function readVision(text: string, head: Head, input: Partial<VisionInput>): VisionInput {
  const said = readPixels(text, head);
  const place = placeOfInput(text, head);
  checkAgrees('patches', '--patch-size', said.patchSize, input.patchSize, place);
  checkAgrees('images', '--image-size', said.imageSize, input.imageSize, place);
  const isSaid = head.input.start < head.input.end;
  return checkPatches({ ...PAPER_VISION, ...input, ...said }, isSaid ? place : wholeOf(text));
}

function readPixels(text: string, head: Head): Partial<VisionInput> {
  const place = placeOfInput(text, head);
  const { patch, image } = head;
  return {
    ...(patch === undefined ? {} : { patchSize: pixelsOf('patch', patch, place) }),
    ...(image === undefined ? {} : { imageSize: pixelsOf('image', image, place) }),
  };
}

function pixelsOf(what: 'patch' | 'image', written: string, place: Place): number {
  const pixels = /^\d+$/.test(written) ? Number(written) : 0;
  if (pixels > 0 && pixels <= LARGEST_SIDE) return pixels;
  throw new UserError('vision-pixels', { what, number: written, limit: LARGEST_SIDE }, place);
}

function checkAgrees(
  what: string,
  flag: string,
  first: number | undefined,
  second: number | undefined,
  place: Place,
): void {
  if (first === undefined || second === undefined || first === second) return;
  throw new UserError('vision-twice', { what, flag, first, second }, place);
}

/** @throws UserError where the patches do not tile the image */
export function checkPatches(vision: VisionInput, place: Place): VisionInput {
  const { imageSize, patchSize } = vision;
  if (imageSize % patchSize === 0) return vision;
  const below = Math.floor(imageSize / patchSize) * patchSize;
  const nearest = [below, below + patchSize].filter((size) => size > 0);
  throw new UserError('vision-indivisible', { imageSize, patchSize, nearest }, place);
}

/** The tokens beside the head. @throws UserError for a second head */
function tokensIn(text: string, { start, end }: Span, head: Head): Token[] {
  const again = visionNameIn(text.slice(start, end));
  if (again === -1) return tokenize(text, { start, end });
  const place = { text, start: start + again, end };
  const [first, second] = [text.slice(head.start, head.end), text.slice(place.start, end)];
  throw new UserError('size-repeated', { first, second }, place);
}

/** The `=` of Table 5's `L=24` says nothing. */
function withoutEquals(text: string, tokens: readonly Token[]): Token[] {
  const isBetween = (i: number) => tokens[i - 1]?.kind === 'knob' && tokens[i + 1]?.kind === 'number';
  return tokens.filter(({ start }, i) => !(text[start] === '=' && isBetween(i)));
}

/** @throws UserError for what the encoder of a Vision Transformer cannot be scaled by */
function checkKnown(text: string, part: Part): void {
  const { start, end } = part;
  const isKnown = part.kind === 'numeric' && part.code !== 'EL' && part.code !== 'DL';
  if (isKnown) return;
  throw new UserError('vision-operator', { spelling: text.slice(start, end) }, { text, start, end });
}
