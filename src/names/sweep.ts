import type { ModelShape } from '../model/shape';
import { wholeOf } from '../problems/place';
import { type Place, UserError } from '../problems/problem';
import { type NameOptions, parseName } from './parse';
import { type Piece, parsePattern, pieceOf, type Sequence } from './pattern';
import { checkLength } from './problems';

/**
 * The names that a sweep stands for, in written order, the leftmost choice varying slowest: `NL{2..8..2}-{SM,BASE}`.
 * A name without braces stands for itself.
 * @param limit the most names that may come out; more are counted, never made.
 * @throws UserError for a mistake in the braces, or for more names than the limit.
 */
export function expandSweep(text: string, limit: number): string[] {
  return expansions(text, limit).map(joined);
}

/**
 * The shapes that a sweep stands for, in the order of `expandSweep`.
 * @throws UserError with the place in the sweep, for a mistake in the braces or in a name that comes out of them.
 */
export function parseSweep(text: string, options: NameOptions & { limit: number }): ModelShape[] {
  return expansions(text, options.limit).map((pieces) => {
    try {
      return parseName(joined(pieces), options);
    } catch (error) {
      if (!(error instanceof UserError) || error.place === undefined) throw error;
      throw new UserError(error.code, error.details, placeInSweep(text, pieces, error.place));
    }
  });
}

function expansions(text: string, limit: number): Piece[][] {
  checkLength(text);
  const pattern = parsePattern(text);
  if (pattern.count > limit) {
    throw new UserError('sweep-too-many', { limit }, wholeOf(text));
  }
  return Array.from({ length: pattern.count }, (_, index) => expansion(pattern, index));
}

/** The expansion with this index: its digits, each in the base of a choice's count, are what each choice takes. */
function expansion(sequence: Sequence, index: number): Piece[] {
  let rest = index;
  const pieces: Piece[][] = [];
  for (const node of [...sequence.nodes].reverse()) {
    pieces.push(expandNode(node, rest % node.count));
    rest = Math.floor(rest / node.count);
  }
  return pieces.reverse().flat();
}

function expandNode(node: Sequence['nodes'][number], index: number): Piece[] {
  if (node.kind !== 'choice') return [pieceOf(node, index)];
  let rest = index;
  for (const option of node.options) {
    if (rest < option.count) return expansion(option, rest);
    rest -= option.count;
  }
  throw new Error('A choice has fewer options than it counts.');
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

function placeInSweep(text: string, pieces: readonly Piece[], place: Place): Place {
  const spans: { start: number; end: number }[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(place.start, at);
    const to = Math.min(place.end, at + piece.text.length);
    if (from < to) spans.push(spanInSweep(piece, from - at, to - at));
    at += piece.text.length;
  }
  return { text, start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? text.length };
}

function spanInSweep(piece: Piece, from: number, to: number): { start: number; end: number } {
  if (!piece.isVerbatim) return { start: piece.start, end: piece.end };
  return { start: piece.start + from, end: piece.start + to };
}
