import type { Random } from './random';
import { NASTY } from './words';

const MOST_CHANGES = 4;
const MOST_REPEATS = 300;

/** Words of a dictionary run together. */
export function soup(random: Random, dictionary: readonly string[], most = 12): string {
  const count = 1 + random.below(most);
  return Array.from({ length: count }, () => wordOf(random, dictionary)).join('');
}

/** A word of a dictionary, or something nasty. */
export function wordOf(random: Random, dictionary: readonly string[]): string {
  if (random.oneIn(12)) return random.pick(NASTY);
  if (random.oneIn(40)) return anyCharacters(random);
  return random.pick(dictionary);
}

/** Any characters at all, halves of pairs too. */
function anyCharacters(random: Random): string {
  const length = 1 + random.below(8);
  const highest = random.pick([0x80, 0x100, 0x3000, 0x10000]);
  return Array.from({ length }, () => String.fromCharCode(random.below(highest))).join('');
}

/** A text with one to four changes, some of them a stretch of another text. */
export function mutate(
  text: string,
  random: Random,
  dictionary: readonly string[],
  other: string,
  longest: number,
): string {
  let changed = text;
  for (let left = 1 + random.below(MOST_CHANGES); left > 0; left--) {
    changed = random.pick(CHANGES)(changed, random, dictionary, other).slice(0, longest);
  }
  return changed;
}

type Change = (text: string, random: Random, dictionary: readonly string[], other: string) => string;

const CHANGES: readonly Change[] = [
  (text, random, dictionary) => at(text, random, 0, wordOf(random, dictionary)),
  (text, random, dictionary) => at(text, random, 1 + random.below(12), wordOf(random, dictionary)),
  (text, random) => at(text, random, 1 + random.below(4), ''),
  (text, random) => at(text, random, 1 + random.below(text.length + 1), ''),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  changeNumber,
  changeNumber,
  changeWord,
  repeatStretch,
  (text, random, _, other) => at(text, random, random.below(20), stretchOf(other, random)),
  (text, random, _, other) =>
    text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  (text, random) => at(text, random, 1, String.fromCharCode(random.below(random.pick([0x80, 0x10000])))),
];

function at(text: string, random: Random, removed: number, added: string): string {
  const start = random.below(text.length + 1);
  return text.slice(0, start) + added + text.slice(start + removed);
}

function stretchOf(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  return text.slice(start, start + 1 + random.below(60));
}

const NUMBERS = [
  ...[
    '0',
    '-1',
    '1',
    '2',
    '3',
    '7',
    '16',
    '64',
    '127',
    '128',
    '1024',
    '1025',
    '65536',
    '65537',
    '16777217',
    '1e3',
  ],
  ...[
    '1.5',
    '1e308',
    '1e-308',
    '1e999',
    '-0',
    '9007199254740993',
    'NaN',
    'null',
    '"1"',
    '1e1',
    '0.1',
    '100',
    '1e12',
  ],
];

/** Another number in the place of one. */
function changeNumber(text: string, random: Random): string {
  return replaceOne(text, /-?\d[\d.]*/g, random, () => random.pick(NUMBERS));
}

/** A word that JavaScript knows, or another word of the text, in the place of one. */
function changeWord(text: string, random: Random, dictionary: readonly string[]): string {
  return replaceOne(text, /[A-Za-z_]{2,}/g, random, () => wordOf(random, dictionary));
}

function replaceOne(text: string, pattern: RegExp, random: Random, replacement: () => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: word } = random.pick(found);
  return text.slice(0, index) + replacement() + text.slice(index + word.length);
}

/** A stretch many times over: nesting, and lists that are longer than anybody writes. */
function repeatStretch(text: string, random: Random): string {
  const stretch = stretchOf(text, random).slice(0, 1 + random.below(12));
  const times = 1 + random.below(random.oneIn(20) ? MOST_REPEATS * 100 : MOST_REPEATS / 10);
  return at(text, random, 0, stretch.repeat(times));
}
