/** A way to set text off; the text itself where there is none. */
type Paint = (text: string) => string;

const plain: Paint = (text) => text;

/** A character is a grid of dots, two wide and four high (Unicode's Braille patterns). */
export const DOTS_ACROSS = 2;
export const DOTS_DOWN = 4;
const EMPTY_BRAILLE = 0x2800;
const DOT_BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** The plot of a chart in characters: dots make lines, characters lie over dots. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Sets a dot, counted from the top left. */
  readonly dot: (x: number, y: number, paint?: Paint) => void;
  /** Writes one character over whatever is there. */
  readonly character: (column: number, row: number, character: string, paint?: Paint) => void;
  readonly text: (column: number, row: number, text: string, paint?: Paint) => void;
  /** Whether a character has been written there. */
  readonly isTaken: (column: number, row: number) => boolean;
  /** Whether there are dots. */
  readonly hasDots: (column: number, row: number) => boolean;
  /** Rows as text, set off, without spaces at their ends. */
  readonly lines: () => string[];
}

interface Cell {
  dots: number;
  character: string | null;
  paint: Paint;
}

/** An empty grid. */
export function makeGrid(columns: number, rows: number): Grid {
  const cells = Array.from(
    { length: columns * rows },
    (): Cell => ({ dots: 0, character: null, paint: plain }),
  );
  const at = (column: number, row: number) =>
    column >= 0 && column < columns && row >= 0 && row < rows ? cells[row * columns + column] : undefined;
  const character = (column: number, row: number, text: string, paint: Paint = plain) => {
    const cell = at(column, row);
    if (cell !== undefined) Object.assign(cell, { character: text, paint });
  };
  return {
    columns,
    rows,
    dot: (x, y, paint = plain) => {
      const cell = at(Math.floor(x / DOTS_ACROSS), Math.floor(y / DOTS_DOWN));
      if (cell === undefined) return;
      cell.dots |= DOT_BITS[y % DOTS_DOWN]?.[x % DOTS_ACROSS] ?? 0;
      if (cell.character === null) cell.paint = paint;
    },
    character,
    text: (column, row, text, paint = plain) => {
      [...text].forEach((one, i) => {
        character(column + i, row, one, paint);
      });
    },
    isTaken: (column, row) => (at(column, row)?.character ?? null) !== null,
    hasDots: (column, row) => (at(column, row)?.dots ?? 0) > 0,
    lines: () =>
      Array.from({ length: rows }, (_, row) => drawRow(cells.slice(row * columns, (row + 1) * columns))),
  };
}

/** Neighbours that are set off alike are set off together. */
function drawRow(cells: readonly Cell[]): string {
  const last = cells.findLastIndex(({ dots, character }) => dots > 0 || character !== null);
  const runs: { paint: Paint; text: string }[] = [];
  for (const cell of cells.slice(0, last + 1)) {
    const run = runs.at(-1);
    if (run !== undefined && run.paint === cell.paint) run.text += characterOf(cell);
    else runs.push({ paint: cell.paint, text: characterOf(cell) });
  }
  return runs.map(({ paint, text }) => (text.trim() === '' ? text : paint(text))).join('');
}

function characterOf({ dots, character }: Cell): string {
  if (character !== null) return character;
  return dots === 0 ? ' ' : String.fromCodePoint(EMPTY_BRAILLE + dots);
}
