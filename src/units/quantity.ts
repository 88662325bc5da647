import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';

/** What a quantity counts: anything, only whole things, or bytes. */
export type QuantityKind = 'count' | 'whole' | 'bytes';

/** What is asked for: the flag that a message names, and the kind. */
export interface QuantityOptions {
  readonly flag: string;
  readonly kind: QuantityKind;
}

interface Suffix {
  readonly decimalExponent: number;
  readonly factor: number;
}

const LONGEST = 64;

const DECIMAL: readonly (readonly [string, number])[] = [
  ['K', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
];

const COUNT_SUFFIXES = suffixes([...DECIMAL, ['B', 9]]);

// A lone B could be bytes or billions, so bytes go without it.
const BYTE_SUFFIXES = new Map([
  ...suffixes(DECIMAL),
  ...suffixes(DECIMAL.map(([letter, exponent]) => [`${letter}B`, exponent])),
  ...DECIMAL.map(
    ([letter], index) => [`${letter}iB`, { decimalExponent: 0, factor: 1024 ** (index + 1) }] as const,
  ),
]);

const KINDS: Record<QuantityKind, { suffixes: ReadonlyMap<string, Suffix>; examples: string }> = {
  count: { suffixes: COUNT_SUFFIXES, examples: '11T, 60.5M or 1e21' },
  whole: { suffixes: COUNT_SUFFIXES, examples: '128, 16K or 1e6' },
  bytes: { suffixes: BYTE_SUFFIXES, examples: '12GiB, 16GB or 2e9' },
};

// An E before digits begins an exponent; at the end it is the suffix.
const QUANTITY = /^(?<mantissa>\d+(?:\.\d+)?)(?:e(?<exponent>[+-]?\d+))?(?<suffix>[a-z]*)$/i;

/**
 * The number that a quantity means, exact as far as a double can be: `11T`, `60.5M`, `1e21`, `12GiB`.
 * K M G B T P E are powers of 1000, KiB to EiB powers of 1024; case does not matter.
 * @returns a positive finite number, in bytes for the kind `bytes`.
 * @throws UserError with the place in the text, for anything else.
 */
export function parseQuantity(text: string, { flag, kind }: QuantityOptions): number {
  const shown = text.slice(0, LONGEST);
  const whole = wholeOf(shown);
  const { suffixes: known, examples } = KINDS[kind];
  const details = { flag, text, examples };
  const { mantissa, exponent = '0', suffix = '' } = QUANTITY.exec(shown)?.groups ?? {};
  if (mantissa === undefined || text.length > LONGEST) {
    const code = /^-\d/.test(text) ? 'quantity-not-positive' : 'quantity-not-a-number';
    throw new UserError(code, details, whole);
  }
  const scale = suffix === '' ? { decimalExponent: 0, factor: 1 } : findSuffix(suffix, known);
  if (scale === undefined) {
    const nearest = nearestSuffixes(suffix, kind).map((spelling) => text.slice(0, -suffix.length) + spelling);
    const place = { text, start: text.length - suffix.length, end: text.length };
    throw new UserError('quantity-suffix', { flag, suffix, nearest, examples }, place);
  }
  const value = fromDecimal(mantissa, Number(exponent) + scale.decimalExponent) * scale.factor;
  if (value === 0) throw new UserError('quantity-not-positive', details, whole);
  if (!Number.isFinite(value)) throw new UserError('quantity-too-large', details, whole);
  if (kind === 'whole' && !Number.isInteger(value)) throw new UserError('quantity-not-whole', details, whole);
  return value;
}

function suffixes(exponents: readonly (readonly [string, number])[]): Map<string, Suffix> {
  return new Map(exponents.map(([letters, decimalExponent]) => [letters, { decimalExponent, factor: 1 }]));
}

function findSuffix(suffix: string, known: ReadonlyMap<string, Suffix>): Suffix | undefined {
  return [...known].find(([spelling]) => spelling.toUpperCase() === suffix.toUpperCase())?.[1];
}

function nearestSuffixes(suffix: string, kind: QuantityKind): string[] {
  if (kind === 'bytes' && suffix.toUpperCase() === 'B') return ['GB', 'GiB'];
  // A single letter is one edit away from every other: no help.
  return suffix.length === 1 ? [] : nearestSpellings(suffix, [...KINDS[kind].suffixes.keys()]);
}

/** The double nearest to mantissa x 10^exponent: one rounding, where a multiplication would add another. */
function fromDecimal(mantissa: string, exponent: number): number {
  return Number(`${mantissa}e${Math.max(-9999, Math.min(9999, exponent))}`);
}
