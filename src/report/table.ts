import CliTable from 'cli-table3';
import type { Canvas } from './style';
import { wrap } from './wrap';

/** A column of a table; numbers go to the right. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A cell: text, or text with a way to set it off. */
export type Cell = string | { readonly text: string; readonly set: (text: string) => string };

const INDENT = '  ';

/** Spaces between columns. */
const GAP = 2;

const CHARACTERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

/**
 * Draws a table without borders, two spaces in. Where it is wider than the canvas, every row becomes a block of
 * `title: value` lines instead, so that nothing is cut off in a narrow terminal.
 */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  canvas: Canvas,
): string {
  return fitsIn(columns, rows, canvas) ? drawGrid(columns, rows, canvas) : drawBlocks(columns, rows, canvas);
}

/** Whether a table stands on a canvas without being taken apart. */
export function fitsIn(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { width: room }: Canvas,
): boolean {
  const widths = columns.map(({ title }, i) =>
    rows.reduce((most, row) => Math.max(most, longestLine(textOf(row[i]))), title.length),
  );
  return INDENT.length + widths.reduce((sum, width) => sum + width + GAP, -GAP) <= room;
}

function drawGrid(columns: readonly Column[], rows: readonly (readonly Cell[])[], { style }: Canvas): string {
  const table = new CliTable({
    chars: CHARACTERS,
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    head: columns.map(({ title }) => style.dim(title)),
  });
  table.push(...rows.map((row) => columns.map((_, i) => drawCell(row[i]))));
  return indent(table.toString());
}

function drawBlocks(columns: readonly Column[], rows: readonly (readonly Cell[])[], canvas: Canvas): string {
  return indent(rows.map((row) => drawBlock(columns, row, canvas)).join('\n\n'));
}

/** A row as lines; a cell without a title stands behind the one before it. */
function drawBlock(columns: readonly Column[], row: readonly Cell[], { width }: Canvas): string {
  const lines: { plain: string; drawn: string }[] = [];
  columns.forEach(({ title }, i) => {
    const plain = inOneLine(textOf(row[i]));
    const drawn = inOneLine(drawCell(row[i]));
    if (plain === '') return;
    const before = title === '' ? lines.pop() : undefined;
    lines.push(
      before === undefined
        ? { plain: `${title}: ${plain}`, drawn: `${title}: ${drawn}` }
        : { plain: `${before.plain}  ${plain}`, drawn: `${before.drawn}  ${drawn}` },
    );
  });
  const room = width - INDENT.length;
  return lines
    .map(({ plain, drawn }) =>
      plain.length <= room ? drawn : wrap(plain, room - INDENT.length).join(`\n${INDENT}`),
    )
    .join('\n');
}

function inOneLine(text: string): string {
  return text.replaceAll('\n', ' ').trim();
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (INDENT + line).trimEnd())
    .join('\n');
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

function drawCell(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.set(cell.text) : (cell ?? '');
}
