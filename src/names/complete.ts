import { NUMERIC_KNOBS, type OperatorCode, SWITCH_KNOBS } from '../model/operators';
import type { ModelShape } from '../model/shape';
import { SIZES } from '../model/sizes';
import { PAPER_VISION, VISION_SIZES } from '../model/vision';
import { SPELLINGS } from './aliases';
import { readOperators } from './operators';
import { joinParts, type Part } from './parts';
import { LONGEST_TEXT } from './problems';
import { readPublication } from './published';
import { tokenize } from './tokens';
import { isVisionName, readHead, SIZE_SPELLINGS } from './visionHead';

/** A way to go on from what is typed: the whole word, and what it means in a few words. */
export interface Completion {
  /** Begins with what is typed, in its case. */
  readonly text: string;
  readonly about: string;
  /** Whether the word goes on behind it, as behind an operator that takes a number. */
  readonly goesOn: boolean;
}

type Word = Omit<Completion, 'text'> & { readonly spelling: string };

const CHECKPOINT = 't5-efficient-';

/** A choice of a sweep that is closed, and one that is still open up to where the word goes on. */
const CLOSED = /\{ *([^{},. ]*)[^{}]*\}/g;
const OPEN = /\{[^{}]*$/;

/** Patches smaller than this are not offered. */
const SMALLEST_PATCH = 8;

const OPERATORS: readonly (Word & { readonly code: OperatorCode })[] = [
  ...NUMERIC_KNOBS.map(({ code, description }) => operator(code, description, true)),
  ...SWITCH_KNOBS.map(({ code, description }) => operator(code, description, false)),
];

/** What Vision Transformers have no use for. */
const TEXT_ONLY: readonly OperatorCode[] = ['EL', 'DL', 'SH', 'SKV'];

const SIZE_WORDS: readonly Word[] = SIZES.map(({ name, shape }) => ({
  spelling: name,
  about: dimensions(shape),
  goesOn: false,
}));

/** Other spellings of sizes, offered where no usual one begins as the word does. */
const ALIAS_WORDS: readonly Word[] = [...SPELLINGS].flatMap(([spelling, meaning]) =>
  meaning.kind === 'size' && meaning.size !== spelling
    ? [{ spelling, about: meaning.size, goesOn: false }]
    : [],
);

/**
 * How the name of a model can go on: a size where there is none yet, and the operators that are not given; of a Vision
 * Transformer its sizes, patches and operators; nothing where no name begins like this.
 */
export function completeName(typed: string): Completion[] {
  if (typed.length > LONGEST_TEXT || !/^(?!-)[\w {},.@/-]*$/.test(typed)) return [];
  if (isVisionName(typed)) return completeVision(typed);
  const { start, end } = readPublication(typed);
  // A word with a slash in it is a path for the shell to complete.
  if (start > 0 && typed.slice(0, start).includes('/')) return [];
  if (end < typed.length) return [];
  const known = completePart(typed, start, SIZE_WORDS, []);
  return [...known, ...beginnings(typed)];
}

/** The beginnings of names that are no operators: of a Vision Transformer's, and of a checkpoint's. */
function beginnings(typed: string): Completion[] {
  const vision = startsLike('ViT-', typed)
    ? [{ text: typed + tail('ViT-', typed, typed), about: 'Vision Transformer', goesOn: true }]
    : [];
  const isCheckpoint = typed !== '' && startsLike(CHECKPOINT, typed) && typed.length < CHECKPOINT.length;
  return isCheckpoint
    ? [
        ...vision,
        { text: typed + tail(CHECKPOINT, typed, typed), about: 'a published checkpoint', goesOn: true },
      ]
    : vision;
}

function completeVision(typed: string): Completion[] {
  const head = readHead(typed);
  const prefix = typed.slice(0, head.start);
  const before = partsOf(prefix.replace(CLOSED, '$1'))?.parts ?? null;
  if (before?.every((part) => part.kind === 'numeric' && !TEXT_ONLY.includes(part.code)) !== true) return [];
  const size = typed.slice(head.size.start, head.size.end);
  const isHead = head.end === typed.length;
  if (isHead && head.input.start === head.input.end) {
    const words = VISION_SIZES.map(({ name, shape }) => ({
      spelling: name,
      about: dimensions(shape),
      goesOn: false,
    }));
    return VISION_SIZES.some(({ name }) => name === size.toUpperCase())
      ? [{ text: typed, about: 'as it is', goesOn: false }, ...patches(typed, '/')]
      : extend(typed, size, '', words);
  }
  if (!SIZE_SPELLINGS.has(size.toUpperCase())) return [];
  if (isHead && head.patch === '') return patches(typed, '');
  if (isHead && head.image !== undefined) return [];
  return completePart(typed, head.end, [], TEXT_ONLY, prefix);
}

function patches(typed: string, separator: string): Completion[] {
  const { imageSize, patchSize } = PAPER_VISION;
  const sides = Array.from({ length: patchSize }, (_, i) => patchSize - i);
  return sides
    .filter((side) => side >= SMALLEST_PATCH && imageSize % side === 0)
    .map((side) => ({
      text: `${typed}${separator}${side}`,
      about: `patches of ${side} x ${side}`,
      goesOn: false,
    }));
}

/** The sizes and operators that can stand at the end of what is typed, behind its parts from `start` on and those of a prefix. */
function completePart(
  typed: string,
  start: number,
  sizes: readonly Word[],
  without: readonly OperatorCode[],
  prefix = '',
): Completion[] {
  const isOpen = OPEN.test(typed);
  const fragment = /[a-z]*$/i.exec(typed)?.[0] ?? '';
  const before = typed.slice(start, typed.length - fragment.length).replace(OPEN, '');
  const read = partsOf(`${prefix} ${before}`.replace(CLOSED, '$1'));
  if (read === null) return [];
  const { parts, number } = read;
  const given = new Set(parts.flatMap((part) => (part.kind === 'size' ? [] : excludedBy(part.code))));
  const operators = OPERATORS.filter(({ code }) => !given.has(code) && !without.includes(code));
  if (number !== '') return afterNumber(typed, fragment, operators);
  const hasSize = parts.some(({ kind }) => kind === 'size');
  const usual = [...(hasSize ? [] : sizes), ...operators];
  const isUsual = usual.some(({ spelling }) => startsLike(spelling, fragment));
  // The names of checkpoints have small and large.
  const hasAliases = !hasSize && sizes.length > 0 && (start > 0 || !isUsual);
  const aliases = hasAliases ? ALIAS_WORDS : [];
  const touches = !isOpen && fragment === '' && /[\da-z}]$/i.test(typed);
  const found = extend(typed, fragment, touches ? '-' : '', [...usual, ...aliases]);
  return isOpen ? found.map((completion) => ({ ...completion, goesOn: true })) : found;
}

/** Behind the number of Table 4's own spelling, as in `small-24`. */
function afterNumber(typed: string, fragment: string, operators: typeof OPERATORS): Completion[] {
  const numeric = operators.filter(({ goesOn }) => goesOn);
  const words = numeric.map((word) => ({ ...word, goesOn: false }));
  const layers = numeric.find(({ code }) => code === 'NL');
  const short = layers === undefined ? [] : [{ ...layers, spelling: 'L', goesOn: false }];
  return extend(typed, fragment, '', [...short, ...words]);
}

/** The parts of the beginning of a name, and the number that waits for an operator behind it; null for what is none. */
function partsOf(text: string): { readonly parts: readonly Part[]; readonly number: string } | null {
  const number = /(?:^|[ _-])(\d+K?)$/i.exec(text)?.[1] ?? '';
  const rest = text.slice(0, text.length - number.length);
  try {
    const parts = joinParts(rest, tokenize(rest, { start: 0, end: rest.length }));
    readOperators(rest, parts, { mayBeZero: ['EL', 'DL'] });
    return { parts, number };
  } catch {
    return null;
  }
}

function excludedBy(code: OperatorCode): OperatorCode[] {
  if (code === 'NL') return ['NL', 'EL', 'DL'];
  return code === 'EL' || code === 'DL' ? [code, 'NL'] : [code];
}

function extend(typed: string, fragment: string, separator: string, words: readonly Word[]): Completion[] {
  return words
    .filter(({ spelling }) => startsLike(spelling, fragment))
    .map(({ spelling, about, goesOn }) => ({
      text: typed + separator + tail(spelling, fragment, typed),
      about,
      goesOn,
    }));
}

function startsLike(word: string, beginning: string): boolean {
  return word.toUpperCase().startsWith(beginning.toUpperCase());
}

/** The rest of a word, in small letters where those typed are. */
function tail(word: string, beginning: string, typed: string): string {
  const rest = word.slice(beginning.length);
  const letters = typed.replace(/vit/gi, '').replace(/[^a-z]/gi, '') || typed.replace(/[^a-z]/gi, '');
  return letters !== '' && letters === letters.toLowerCase() ? rest.toLowerCase() : rest;
}

function operator(code: OperatorCode, description: string, goesOn: boolean) {
  return { code, spelling: code, about: description, goesOn };
}

function dimensions({ encoderLayers, dModel, dFf, numHeads }: ModelShape): string {
  return `${encoderLayers} layers, d_model ${dModel}, d_ff ${dFf}, ${numHeads} heads`;
}
