import type { Place } from '../problems/problem';
import type { TableSource } from './table';

/** A part of a file, `text.slice(start, end)`, as the place of a problem: its line, and where in that. */
export function placeAt(source: TableSource, start: number, end: number): Place {
  const { line, from, text } = lineAt(source.text, start);
  const first = start - from;
  return {
    file: source.path,
    line,
    text,
    start: first,
    end: Math.max(first + 1, Math.min(end - from, text.length)),
  };
}

/** The whole line that a position stands on, as the place of a problem. */
export function lineOf(source: TableSource, position: number): Place {
  const { line, text } = lineAt(source.text, position);
  return { file: source.path, line, text, start: 0, end: Math.max(1, text.length) };
}

/** Lines end with a line feed, a carriage return, or both; a byte order mark is no part of the first. */
function lineAt(whole: string, position: number): { line: number; from: number; text: string } {
  let line = 1;
  let from = whole.startsWith('\uFEFF') ? 1 : 0;
  for (const { 0: ending, index } of whole.matchAll(/\r\n?|\n/g)) {
    if (index + ending.length > position) return { line, from, text: whole.slice(from, index) };
    line++;
    from = index + ending.length;
  }
  return { line, from, text: whole.slice(from) };
}
