import { UserError } from '../problems/problem';
import type { Span } from './tokens';

/** A stretch of an expansion, and the stretch of the sweep that it was made from. */
export interface Piece extends Span {
  readonly text: string;
  /** Whether the text stands in the sweep as it is. */
  readonly isVerbatim: boolean;
}

/** A part of a sweep, and how many expansions it has. */
export type Node = Span & { readonly count: number } & (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'range'; readonly first: number; readonly step: number; readonly inThousands: boolean }
    | { readonly kind: 'choice'; readonly options: readonly Sequence[] }
  );

/** Parts of a sweep, one after another. */
export interface Sequence {
  readonly nodes: readonly Node[];
  readonly count: number;
}

interface Reader {
  readonly text: string;
  index: number;
}

const RANGE = /^ *(\d{1,9})(K?) *\.\. *(\d{1,9})(K?) *(?:\.\. *(\d{1,9})(K?) *)?$/i;

/** The structure of a sweep. @throws UserError for braces that do not match, empty choices and ranges that are none. */
export function parsePattern(text: string): Sequence {
  const reader = { text, index: 0 };
  const pattern = readSequence(reader, false);
  if (reader.index < text.length) throw unbalanced(text, reader.index);
  return pattern;
}

/** The text that a node has in its expansion with this index. */
export function pieceOf(node: Node & { kind: 'text' | 'range' }, index: number): Piece {
  const { start, end } = node;
  if (node.kind === 'text') return { text: node.text, isVerbatim: true, start, end };
  const value = node.first + index * node.step;
  const text = node.inThousands && value % 1024 === 0 ? `${value / 1024}K` : `${value}`;
  return { text, isVerbatim: false, start, end };
}

function readSequence(reader: Reader, isOption: boolean): Sequence {
  const nodes: Node[] = [];
  const stops = isOption ? '},' : '}';
  while (reader.index < reader.text.length && !stops.includes(reader.text.charAt(reader.index))) {
    nodes.push(reader.text[reader.index] === '{' ? readChoice(reader) : readText(reader, isOption));
  }
  return { nodes, count: nodes.reduce((product, { count }) => product * count, 1) };
}

function readText(reader: Reader, isOption: boolean): Node {
  const { text, index: start } = reader;
  const stops = isOption ? '{},' : '{}';
  while (reader.index < text.length && !stops.includes(text.charAt(reader.index))) reader.index++;
  return { kind: 'text', text: text.slice(start, reader.index), count: 1, start, end: reader.index };
}

function readChoice(reader: Reader): Node {
  const { text, index: start } = reader;
  const options: Sequence[] = [];
  do {
    reader.index++;
    options.push(readOption(reader));
  } while (text[reader.index] === ',');
  if (text[reader.index] !== '}') throw unbalanced(text, start);
  reader.index++;
  const count = options.reduce((sum, option) => sum + option.count, 0);
  return { kind: 'choice', options, count, start, end: reader.index };
}

function readOption(reader: Reader): Sequence {
  const { text, index: start } = reader;
  const { nodes, count } = readSequence(reader, true);
  if (reader.index === text.length) return { nodes, count };
  if (text.slice(start, reader.index).trim() === '') {
    throw new UserError('sweep-empty', {}, { text, start: start - 1, end: reader.index + 1 });
  }
  if (!nodes.some((node) => node.kind === 'text' && node.text.includes('..'))) return { nodes, count };
  const range = readRange(text, { start, end: reader.index });
  return { nodes: [range], count: range.count };
}

function readRange(text: string, { start, end }: Span): Node {
  const range = text.slice(start, end);
  const written = RANGE.exec(range);
  if (written === null) throw new UserError('sweep-range', { range }, { text, start, end });
  const [, from, fromK, to, toK, by, byK] = written;
  const inThousands = fromK !== '' || toK !== '';
  const first = inUnits(from, fromK);
  const distance = inUnits(to, toK) - first;
  const step = by === undefined ? inUnits('1', fromK !== '' && toK !== '' ? 'K' : '') : inUnits(by, byK);
  if (step === 0) throw new UserError('sweep-step', { range }, { text, start, end });
  const count = Math.floor(Math.abs(distance) / step) + 1;
  return { kind: 'range', first, step: distance < 0 ? -step : step, inThousands, count, start, end };
}

function inUnits(digits: string | undefined, suffix: string | undefined): number {
  return Number(digits) * (suffix ? 1024 : 1);
}

function unbalanced(text: string, index: number): UserError {
  return new UserError(
    'sweep-unbalanced',
    { brace: text.charAt(index) },
    { text, start: index, end: index + 1 },
  );
}
