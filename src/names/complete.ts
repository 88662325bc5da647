import { NUMERIC_KNOBS, type OperatorCode, SWITCH_KNOBS } from '../model/operators';
import type { ModelShape } from '../model/shape';
import { SIZES } from '../model/sizes';
import { PAPER_VISION, VISION_SIZES } from '../model/vision';
import { SPELLINGS } from './aliases';
import { readOperators } from './operators';
import { joinParts } from './parts';
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

const VISION_OPERATORS = OPERATORS.filter(({ code }) => !TEXT_ONLY.includes(code));

const SIZE_WORDS: readonly Word[] = SIZES.map(({ name, shape }) => ({
  spelling: name,
  about: dimensions(shape),
  goesOn: false,
}));

const VISION_SIZE_WORDS: readonly Word[] = VISION_SIZES.map(({ name, shape }) => ({
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
  if (typed.length >= LONGEST_TEXT || !/^(?!-)[\w {},.@/-]*$/.test(typed)) return [];
  if (isVisionName(typed)) return completeVision(typed);
  // A word with a slash in it is a path for the shell to complete.
  if (typed.includes('/')) return [];
  const { start } = readPublication(typed);
  return [...completePart(typed, start, SIZE_WORDS, OPERATORS), ...beginnings(typed)];
}

/** The beginnings of names that are no operators: of a Vision Transformer's, and of a checkpoint's. */
function beginnings(typed: string): Completion[] {
  const vision = { spelling: 'ViT-', about: 'Vision Transformer', goesOn: true };
  const checkpoint = { spelling: CHECKPOINT, about: 'a published checkpoint', goesOn: true };
  const isCheckpoint = typed !== '' && typed.length < CHECKPOINT.length;
  return extend(typed, typed, '', isCheckpoint ? [vision, checkpoint] : [vision]);
}

function completeVision(typed: string): Completion[] {
  const head = readHead(typed);
  const prefix = typed.slice(0, head.start);
  if (!isReadBefore(prefix)) return [];
  const size = typed.slice(head.size.start, head.size.end);
  const isHead = head.end === typed.length;
  if (isHead && head.input.start === head.input.end) {
    return VISION_SIZES.some(({ name }) => name === size.toUpperCase())
      ? [{ text: typed, about: 'as it is', goesOn: false }, ...patches(typed, '/')]
      : extend(typed, size, '', VISION_SIZE_WORDS);
  }
  if (!SIZE_SPELLINGS.has(size.toUpperCase())) return [];
  if (head.patch === '') return isHead ? patches(typed, '') : [];
  if (head.image === '') return [];
  return completePart(typed, head.end, [], VISION_OPERATORS, prefix);
}

/** Whether what stands before a Vision Transformer are operators that it takes. */
function isReadBefore(prefix: string): boolean {
  const read = readBeginning(prefix.replace(CLOSED, '$1'));
  return read?.number === '' && !read.hasSize && !read.codes.some((code) => TEXT_ONLY.includes(code));
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
  operators: typeof OPERATORS,
  prefix = '',
): Completion[] {
  const isOpen = OPEN.test(typed);
  const fragment = typed.slice(typed.search(/[a-z]*$/i));
  const before = typed.slice(start, typed.length - fragment.length).replace(OPEN, '');
  const read = readBeginning(`${prefix} ${before}`.replace(CLOSED, '$1'));
  if (read === null) return [];
  const { codes, hasSize, number } = read;
  const excluded = codes.flatMap(excludedBy);
  const open = operators.filter(({ code }) => !excluded.includes(code));
  if (number !== '') return afterNumber(typed, fragment, open);
  const usual = [...(hasSize ? [] : sizes), ...open];
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

/** The beginning of a name. */
interface Beginning {
  readonly codes: readonly OperatorCode[];
  readonly hasSize: boolean;
  /** What waits for an operator behind it, or empty. */
  readonly number: string;
}

/** Takes the beginning of a name apart; null for what is none. */
function readBeginning(text: string): Beginning | null {
  const number = /[ _-](\d+K?)$/i.exec(text)?.[1] ?? '';
  const rest = text.slice(0, text.length - number.length);
  try {
    const parts = joinParts(rest, tokenize(rest, { start: 0, end: rest.length }));
    const codes = readOperators(rest, parts, { mayBeZero: ['EL', 'DL'] }).map(({ code }) => code);
    return { codes, hasSize: parts.some(({ kind }) => kind === 'size'), number };
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
