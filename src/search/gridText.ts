import fit from '../../presets/quality/fit.json';
import { NUMERIC_KNOBS, type NumericCode, type NumericKnob } from '../model/operators';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { type Place, UserError } from '../problems/problem';
import { type SearchGrid, SHARINGS, type Sharing } from './grid';

/** More values of one knob are a slip. */
const MOST_VALUES = 2048;

/** A longer text is none of values: as many as there may be, of nine digits. */
const LONGEST = 10 * MOST_VALUES;

const SHARING_KNOB = 'sharing';

/** What `--vary` calls the knobs of a grid. */
export const VARIED_KNOBS: readonly string[] = [...NUMERIC_KNOBS.map(({ code }) => code), SHARING_KNOB];

/** What `--vary` calls the dimensions of the shapes that the paper scored: what the fit on its scores knows. */
const SCORED = 'scored';

/** Values to copy, as a hint shows them; the numbers of a knob are about those of the sizes. */
const EXAMPLES: Readonly<Record<NumericCode, string>> = {
  NL: '2..36',
  EL: '2..36',
  DL: '2..36',
  FF: '1K..8K..256',
  DM: '512..2048..128',
  KV: '64,128',
  NH: '8,16,32',
};

/** A stretch of a text. */
interface Word {
  readonly word: string;
  readonly place: Place;
}

/**
 * A grid with the values that texts such as `DM=512..2048..128`, `NH=8,16` or `sharing=none` say in place of its own. A range
 * without a step takes the values that the grid has in it; `NL` stands for both stacks, each on its own. `scored` bounds every
 * dimension to those of the shapes that the paper scored, but where another text sets it.
 * @throws UserError with the place in the text, for what cannot be read
 */
export function varyGrid(grid: SearchGrid, texts: readonly string[]): SearchGrid {
  const set = new Set<string>();
  const named = texts.filter((text) => text.trim().toLowerCase() !== SCORED);
  let varied = named.length < texts.length ? scoredGrid(grid) : grid;
  for (const text of named) varied = { ...varied, ...readVaried(text, grid, set) };
  return varied;
}

/** The part of a grid that lies within the dimensions of the scored shapes, which share no keys or values. */
function scoredGrid(grid: SearchGrid): SearchGrid {
  const dimensions = NUMERIC_KNOBS.flatMap((knob) => knob.dimensions);
  const bounded = dimensions.map((dimension) => {
    const [least, most] = fit.ranges[dimension] as [number, number];
    return [dimension, grid[dimension].filter((value) => value >= least && value <= most)];
  });
  return { ...grid, ...Object.fromEntries(bounded), sharing: ['none'] };
}

function readVaried(text: string, grid: SearchGrid, set: Set<string>): Partial<SearchGrid> {
  const whole = wholeOf(text);
  const equals = text.indexOf('=');
  if (equals < 0 || text.length > LONGEST) throw new UserError('vary-unreadable', { text }, whole);
  const [name] = wordsIn(text, 0, equals) as [Word];
  const words = wordsIn(text, equals + 1, text.length);
  if (name.word.toLowerCase() === SHARING_KNOB) {
    claim(name, [SHARING_KNOB], set);
    return { sharing: readSharing(words) };
  }
  const knob = NUMERIC_KNOBS.find(({ code }) => code === name.word.toUpperCase());
  if (knob === undefined) throw unknownKnob(name);
  claim(name, knob.dimensions, set);
  const values = knob.dimensions.map((dimension) => [dimension, readNumbers(knob, words, grid[dimension])]);
  return Object.fromEntries(values);
}

function unknownKnob({ word, place }: Word): UserError {
  const sharing = SHARINGS.find((one) => one === word.toUpperCase());
  const nearest =
    sharing === undefined ? nearestSpellings(word, VARIED_KNOBS) : [`${SHARING_KNOB}=${sharing}`];
  return new UserError('vary-knob', { name: word, nearest, names: VARIED_KNOBS }, place);
}

/** Each dimension is set once. */
function claim({ word, place }: Word, dimensions: readonly string[], set: Set<string>): void {
  if (dimensions.some((dimension) => set.has(dimension))) {
    throw new UserError('vary-twice', { knob: word }, place);
  }
  for (const dimension of dimensions) set.add(dimension);
}

/** The words between commas, without the spaces around them, each with its place. */
function wordsIn(text: string, from: number, to: number): Word[] {
  const words: Word[] = [];
  let start = from;
  for (const part of text.slice(from, to).split(',')) {
    const word = part.trim();
    const inner = start + (part.length - part.trimStart().length);
    const end = start + part.length;
    const place = word === '' ? { text, start, end } : { text, start: inner, end: inner + word.length };
    words.push({ word, place });
    start = end + 1;
  }
  return words;
}

function readSharing(words: readonly Word[]): Sharing[] {
  const named = words.map(({ word, place }) => {
    const known = SHARINGS.find((sharing) => sharing.toUpperCase() === word.toUpperCase());
    if (known !== undefined) return known;
    const nearest = nearestSpellings(word, SHARINGS);
    throw new UserError('vary-sharing', { name: word, nearest, names: SHARINGS }, place);
  });
  return SHARINGS.filter((sharing) => named.includes(sharing));
}

function readNumbers(knob: NumericKnob, words: readonly Word[], own: readonly number[]): number[] {
  const values = new Set<number>();
  for (const word of words) {
    for (const value of valuesOf(knob, word, own)) values.add(value);
    if (values.size > MOST_VALUES) {
      throw new UserError('vary-too-many', { knob: knob.code, limit: MOST_VALUES }, word.place);
    }
  }
  return [...values].sort((a, b) => a - b);
}

const VALUES = /^(?<first>\d{1,9}K?)(?:\.\.(?<last>\d{1,9}K?)(?:\.\.(?<step>\d{1,9}K?))?)?$/i;

function valuesOf(knob: NumericKnob, { word, place }: Word, own: readonly number[]): readonly number[] {
  const written = VALUES.exec(word.replaceAll(' ', ''))?.groups;
  const { code } = knob;
  if (written === undefined) {
    throw new UserError('vary-values', { knob: code, text: word, example: EXAMPLES[code] }, place);
  }
  const { first = '', last, step } = written;
  const from = inReach(knob, first, place);
  if (last === undefined) return [from];
  const to = inReach(knob, last, place);
  if (from > to) throw new UserError('vary-reversed', { knob: code, first, last }, place);
  if (step === undefined) return ownIn(knob, own, [from, to], { word, place });
  const stride = numberIn(step);
  if (stride === 0) throw new UserError('vary-step', { knob: code, text: word }, place);
  const count = Math.floor((to - from) / stride) + 1;
  if (count > MOST_VALUES) throw new UserError('vary-too-many', { knob: code, limit: MOST_VALUES }, place);
  return Array.from({ length: count }, (_, i) => from + i * stride);
}

function ownIn(
  { code }: NumericKnob,
  own: readonly number[],
  [from, to]: readonly [number, number],
  { word, place }: Word,
): readonly number[] {
  const inside = own.filter((value) => value >= from && value <= to);
  if (inside.length > 0) return inside;
  throw new UserError('vary-nothing', { knob: code, text: word, step: `${code}=${word}..1` }, place);
}

function inReach({ code, limit, limitReason }: NumericKnob, written: string, place: Place): number {
  const value = numberIn(written);
  if (value >= 1 && value <= limit) return value;
  throw new UserError('vary-out-of-reach', { knob: code, value: written, limit, limitReason }, place);
}

/** A number as in names: K is 1,024. */
function numberIn(written: string): number {
  return written.toUpperCase().endsWith('K') ? Number(written.slice(0, -1)) * 1024 : Number(written);
}
