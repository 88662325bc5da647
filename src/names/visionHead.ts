import { VISION_SIZE_NAMES, type VisionSizeName } from '../model/vision';
import type { Place } from '../problems/problem';
import { SPELLINGS } from './aliases';
import type { Span } from './tokens';

/** What the sizes of Vision Transformers are called, in capitals. */
export const SIZE_SPELLINGS: ReadonlyMap<string, VisionSizeName> = new Map<string, VisionSizeName>([
  ...VISION_SIZE_NAMES.map((size) => [size, size] as const),
  ['SM', 'S'],
  ['SMALL', 'S'],
  ['BASE', 'B'],
  ['BS', 'B'],
  ['LG', 'L'],
  ['LARGE', 'L'],
  ['HUGE', 'H'],
]);

// Behind a K, which ends a number, VIT begins as behind a digit: FF4KViT-S.
const BEGINNING = /(?<![A-JL-Z]|[^\d]K|^K)VIT[ _-]*/i;

/** A size, also one that an operator touches (`ViT-SNL24`), or whatever else stands where a size should. */
const SIZE = `(?:${longestFirst(SIZE_SPELLINGS.keys())})(?=(?:${longestFirst(knobSpellings())})=?\\d)|[A-Z]*`;

/** A slash makes a number a patch, and so does standing alone behind the size, as in the `vit_s_32` of libraries. */
const PATCH = / *(?<slash>\/) *(?<patch>[\d.]*)|[ _-]?(?<bare>\d{1,6})(?![\d.A-Z])/;

const IMAGE = / *@ *(?<image>[\d.]*)/;

/** `ViT-S/32@384`: a size, the pixels of a patch's side, those of an image's. Operators stand before or behind it. */
const HEAD = new RegExp(
  `${BEGINNING.source}(?<size>${SIZE})(?<input>(?:${PATCH.source})?(?:${IMAGE.source})?)`,
  'i',
);

/** Where `ViT` begins in a text, or -1 where it is not written as the name of a Vision Transformer. */
export function visionNameIn(text: string): number {
  return text.search(BEGINNING);
}

/** Whether a text is written as the name of a Vision Transformer. */
export function isVisionName(text: string): boolean {
  return visionNameIn(text) !== -1;
}

/** Where a name says what, and the numbers as written. */
export interface Head extends Span {
  readonly size: Span;
  /** The patch and the image; empty where neither is written. */
  readonly input: Span;
  readonly patch: string | undefined;
  readonly image: string | undefined;
}

/** Takes the name of a Vision Transformer apart. */
export function readHead(text: string): Head {
  const found = HEAD.exec(text) as RegExpExecArray;
  const { size = '', input = '', slash, patch, bare, image } = found.groups ?? {};
  const end = found.index + found[0].length;
  const inputStart = end - input.length;
  return {
    start: found.index,
    end,
    size: { start: inputStart - size.length, end: inputStart },
    input: { start: inputStart, end },
    patch: slash === undefined ? bare : patch,
    image,
  };
}

/** Where the patch and the image are written, without the separator before them. */
export function placeOfInput(text: string, { input: { start, end } }: Head): Place {
  const written = text.slice(start, end);
  return { text, start: start + (written.length - written.replace(/^[ _-]+/, '').length), end };
}

function knobSpellings(): string[] {
  return [...SPELLINGS].flatMap(([spelling, { kind }]) => (kind === 'knob' ? spelling : []));
}

function longestFirst(spellings: Iterable<string>): string {
  return [...spellings].sort((a, b) => b.length - a.length).join('|');
}
