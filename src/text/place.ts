import type { Place } from '../problems/problem';

/** A file that has been read: its name as the user knows it, and its text. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** A part of a file, `text.slice(start, end)`, as the place of a problem: its line, and where in that. */
export function placeIn(source: SourceText, start: number, end: number): Place {
  const { line, from, text } = lineAt(source.text, start);
  // A byte order mark stands before the first line, and of two characters that end a line one may be behind the other.
  const first = Math.min(Math.max(0, start - from), text.length);
  return {
    file: source.name,
    line,
    text,
    start: first,
    end: Math.max(first + 1, Math.min(end - from, text.length)),
  };
}

/** The whole line that a position stands on, as the place of a problem. */
export function lineIn(source: SourceText, position: number): Place {
  const { line, text } = lineAt(source.text, position);
  return { file: source.name, line, text, start: 0, end: Math.max(1, text.length) };
}

/** The number of the line that a position stands on, from 1; for many positions of one text, each without reading it again. */
export function lineCounter(text: string): (position: number) => number {
  const ends = [...text.matchAll(/\r\n?|\n/g)].map(({ 0: ending, index }) => index + ending.length);
  return (position) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((ends[middle] as number) <= position) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
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
