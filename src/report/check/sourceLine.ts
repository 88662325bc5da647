import type { Place } from '../../problems/problem';
import { printable } from '../../problems/quote';

/** Longer lines are shown around the place only. */
const WINDOW = 72;

/** The line of a place, without its indentation, and carets under the place; nothing where the line is empty. */
export function drawSourceLine({ text, start, end }: Place): string[] {
  if (text.trim() === '') return [];
  const indentation = text.length - text.trimStart().length;
  const first = Math.min(Math.max(0, start), text.length);
  const last = Math.min(Math.max(first, end), text.length);
  const from = Math.max(Math.min(indentation, first), first - WINDOW / 2);
  const to = Math.min(text.length, from + WINDOW);
  const before = (from > indentation ? '...' : '') + shown(text.slice(from, first));
  const marked = shown(text.slice(first, Math.min(last, to)));
  const after = shown(text.slice(Math.min(last, to), to)) + (to < text.length ? '...' : '');
  const carets = ' '.repeat(before.length) + '^'.repeat(Math.max(1, marked.length));
  return [(before + marked + after).trimEnd(), carets];
}

function shown(text: string): string {
  return printable(text.replaceAll('\t', ' '));
}
