import type { UserError } from '../problems/problem';
import { printable } from '../problems/quote';

/** Text longer than this is shown around the place only. */
const WINDOW = 60;

/** A user's mistake for standard error: what, where (a caret under the place), and how to mend it. */
export function drawProblem({ message, hint, place }: UserError): string {
  const lines = [`error: ${message}`];
  if (place?.file !== undefined) lines.push(`  ${printable(place.file)}:${place.line}:${place.start + 1}`);
  if (place !== undefined && place.text !== '') lines.push(...pointAt(place.text, place.start, place.end));
  return `${[...lines, `hint: ${hint}`].join('\n')}\n`;
}

function pointAt(text: string, start: number, end: number): string[] {
  const from = Math.max(0, Math.min(start, start - WINDOW / 2));
  const to = Math.min(text.length, from + WINDOW);
  const before = (from > 0 ? '...' : '') + printable(text.slice(from, start));
  const marked = printable(text.slice(start, Math.min(end, to)));
  const after = printable(text.slice(Math.min(end, to), to)) + (to < text.length ? '...' : '');
  return [
    `  ${before}${marked}${after}`,
    `  ${' '.repeat(before.length)}${'^'.repeat(Math.max(1, marked.length))}`,
  ];
}
