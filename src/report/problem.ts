import type { UserError } from '../problems/problem';
import { printable } from '../problems/quote';
import { paragraph } from './wrap';

/** A quoted line longer than this is shown around the place only. */
const WINDOW = 60;

/** The quoted line is two spaces in, and has dots where it goes on. */
const INDENT = '  ';
const DOTS = '...';

/** Characters of a quoted line that are shown at least. */
const NARROWEST = 8;

/** What is left of a character of two halves where a text is cut between them. */
const HALF_AT_START = /^[\udc00-\udfff]/;
const HALF_AT_END = /[\ud800-\udbff]$/;

/** A user's mistake for standard error: what, where (a caret under the place), and how to mend it; in lines of `width`. */
export function drawProblem({ message, hint, place }: UserError, width: number): string {
  const lines = [paragraph('error: ', message, width)];
  if (place?.file !== undefined)
    lines.push(`${INDENT}${printable(place.file)}:${place.line}:${place.start + 1}`);
  if (place !== undefined && place.text !== '') {
    const room = Math.max(NARROWEST, Math.min(WINDOW, width - INDENT.length - 2 * DOTS.length));
    lines.push(...pointAt(place.text, place.start, place.end, room));
  }
  return `${[...lines, paragraph('hint: ', hint, width)].join('\n')}\n`;
}

/** The line around the place, and carets under it. What is written out (`\u{1b}`) takes the room that it takes. */
function pointAt(text: string, start: number, end: number, room: number): string[] {
  const before = cutStart(printable(text.slice(Math.max(0, start - WINDOW - 1), start)), room / 2);
  const marked = cutEnd(
    printable(text.slice(start, Math.min(end, start + WINDOW + 1))),
    room - before.length,
  );
  const left = Math.max(0, room - before.length - marked.length);
  const after = marked.endsWith(DOTS) ? '' : cutEnd(printable(text.slice(end, end + WINDOW + 1)), left);
  return [
    `${INDENT}${before}${marked}${after}`,
    `${INDENT}${' '.repeat(before.length)}${'^'.repeat(Math.max(1, marked.length))}`,
  ];
}

function cutStart(text: string, room: number): string {
  return text.length > room ? DOTS + text.slice(-Math.floor(room)).replace(HALF_AT_START, '') : text;
}

function cutEnd(text: string, room: number): string {
  if (text.length <= room) return text;
  return text.slice(0, Math.max(1, Math.floor(room))).replace(HALF_AT_END, '') + DOTS;
}
