import { type Meaning, SIZES_BY_PARAMETERS, SPELLINGS } from './aliases';

/** A stretch of a text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The smallest parts of a name: those that mean something, numbers, unknown words and foreign characters. */
export type Token = Span & (Meaning | { readonly kind: 'number' | 'unknown' | 'foreign' });

// A K behind a number is 1024, unless it begins KV; 3B is a size, unless BASE or BS follows a 3.
const PART =
  /(?<parameters>(?:3|11)B(?!ASE|S))|(?<number>\d[\d.]*(?:K(?!V))?)|(?<word>[A-Z]+)|(?<separator>[ _-]+)|(?<foreign>.)/gis;

const LONGEST_SPELLING = Math.max(...[...SPELLINGS.keys()].map(({ length }) => length));

/** The tokens of a stretch of a name, in order, without the separators. */
export function tokenize(text: string, { start, end }: Span): Token[] {
  return [...text.slice(start, end).matchAll(PART)].flatMap((match) => {
    const from = start + match.index;
    return tokensOf(match.groups ?? {}, text, { start: from, end: from + match[0].length });
  });
}

function tokensOf(found: Record<string, string | undefined>, text: string, span: Span): Token[] {
  const { parameters, number, word, separator } = found;
  if (separator !== undefined) return [];
  if (number !== undefined) return [{ kind: 'number', ...span }];
  if (word !== undefined) return wordTokens(word.toUpperCase(), span, isDigit(text.charAt(span.end)));
  const size = SIZES_BY_PARAMETERS.get(parameters?.toUpperCase() ?? '');
  return [size === undefined ? { kind: 'foreign', ...span } : { kind: 'size', size, ...span }];
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function wordTokens(word: string, span: Span, beforeNumber: boolean): Token[] {
  const spellings = splitWord(word, beforeNumber);
  if (spellings === null) return [{ kind: 'unknown', ...span }];
  let end = span.start;
  return spellings.map((spelling) => {
    const start = end;
    end += spelling.length;
    return { ...(SPELLINGS.get(spelling) as Meaning), start, end };
  });
}

/**
 * The fewest spellings that make up a run of letters, as in `SMNL`, or null.
 * Before a number SHKV is SH and KV, since SKV takes no number: `SHKV32`.
 */
function splitWord(word: string, beforeNumber: boolean): string[] | null {
  const splits: (string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    const excluded = beforeNumber && end === word.length ? 'SHKV' : '';
    splits.push(shortestSplit(word.slice(0, end), splits, excluded));
  }
  return splits[word.length] ?? null;
}

/** The fewest spellings that make up a word, given those of every shorter beginning of it. */
function shortestSplit(
  word: string,
  splits: readonly (string[] | null)[],
  excluded: string,
): string[] | null {
  let best: string[] | null = null;
  for (let start = Math.max(0, word.length - LONGEST_SPELLING); start < word.length; start++) {
    const spelling = word.slice(start);
    const head = splits[start];
    if (!head || spelling === excluded || !SPELLINGS.has(spelling)) continue;
    if (best === null || head.length + 1 < best.length) best = [...head, spelling];
  }
  return best;
}
