import { wrap } from '../../report/wrap';
import type { Block } from './blocks';

const INDENT = '  ';

/** Terms take at most this many columns; a longer one has a line of its own. */
const WIDEST_TERM = 24;

/** Meanings get at least this many columns, or stand below their terms. */
const NARROWEST_MEANING = 24;

/** A topic in lines of `width` characters at most, but for calls, which are copied as they are, and words longer than that. */
export function drawTopic(title: string, blocks: readonly Block[], width: number): string {
  const drawn = blocks.map((block) => drawBlock(block, width).join('\n'));
  return `${[wrap(title, width).join('\n'), ...drawn].join('\n\n')}\n`;
}

function drawBlock(block: Block, width: number): string[] {
  if ('heading' in block) return wrap(`${block.heading}:`, width);
  if ('text' in block) return wrap(block.text, width);
  if ('calls' in block) return block.calls.map((call) => `${INDENT}scaleplan ${call}`);
  const longest = Math.max(...block.terms.map(([term]) => term.length));
  const column = Math.min(WIDEST_TERM, longest);
  return block.terms.flatMap(([term, meaning]) => drawTerm(term, meaning, column, width));
}

/** A term with what it means beside it, from the same column on as that of others, or below it where there is no room. */
export function drawTerm(term: string, meaning: string, column: number, width: number): string[] {
  const room = width - INDENT.length - column - 2;
  return room < NARROWEST_MEANING
    ? drawBelow(term, wrap(meaning, width - 2 * INDENT.length), width)
    : drawBeside(term, meaning, column, room);
}

/** A term in lines of `width`, and lines of what it means below it. */
export function drawBelow(term: string, meaning: readonly string[], width: number): string[] {
  return [
    ...wrap(term, width - INDENT.length).map((line) => INDENT + line),
    ...meaning.map((line) => INDENT.repeat(2) + line),
  ];
}

function drawBeside(term: string, meaning: string, column: number, room: number): string[] {
  const below = INDENT + ' '.repeat(column + 2);
  const lines = wrap(meaning, room);
  if (term.length > column) return [INDENT + term, ...lines.map((line) => below + line)];
  return lines.map((line, i) => (i === 0 ? `${INDENT}${term.padEnd(column + 2)}${line}` : below + line));
}
