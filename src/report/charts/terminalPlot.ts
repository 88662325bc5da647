import { printable } from '../../problems/quote';
import type { Canvas, Style } from '../style';
import { hasMarks, lineNumber, type Point, type Series } from './chart';
import { type Box, type LabelWish, placeLabels } from './labels';
import { coloursOf, labelRank } from './plot';
import { type Drawable, intervalOn } from './scale';
import { GUIDE, glyphOf, type LinePattern, linePattern, paintOf } from './terminalGlyphs';
import { DOTS_ACROSS, DOTS_DOWN, type Grid, makeGrid } from './terminalGrid';
import { hasMarked } from './terminalLegend';

/** A line that joins marks is drawn through. */
const THROUGH: LinePattern = linePattern(0);

/** A mark with its place in dots from the top left. */
interface Mark {
  readonly series: Series;
  readonly number: number;
  readonly point: Point;
  readonly x: number;
  readonly y: number;
  readonly interval: { readonly top: number; readonly bottom: number } | null;
}

/** Where marks of several series fall on one character. */
const SEVERAL = '⊕';

/** The rows of a chart's plot, and what its legend says of characters that stand for several series. */
interface Plot {
  readonly lines: readonly string[];
  readonly legend: readonly string[];
}

/** Draws what is inside a chart's frame. */
export function drawPlot(drawable: Drawable, columns: number, rows: number, { style }: Canvas): Plot {
  const grid = makeGrid(columns, rows);
  const marks = placeInDots(drawable, columns, rows);
  const paint = ({ number }: Mark) => (number < 0 ? style.dim : paintOf(style, number));
  let dots = 0;
  marks.forEach((to, i) => {
    const from = marks[i - 1];
    if (from?.series !== to.series) dots = 0;
    else if (to.series.kind !== 'points') {
      dots = drawLine(grid, [from, to], { pattern: patternOf(drawable.chart, to.series), dots }, paint(to));
    }
  });
  const withMarks = marks.filter(({ series }) => series.kind === 'points' || series.kind === 'path');
  for (const mark of withMarks) drawInterval(grid, mark, paint(mark));
  const areShared = drawMarks(grid, withMarks, !hasMarked(drawable.chart), style);
  drawLabels(grid, marks);
  return { lines: grid.lines(), legend: areShared ? [`${SEVERAL} several`] : [] };
}

/** Draws marks, the marked ones last, over the others; tells whether marks of several series share a character. */
function drawMarks(grid: Grid, marks: readonly Mark[], fillsAll: boolean, style: Style): boolean {
  let areShared = false;
  for (const marked of [false, true]) {
    const drawn = new Map<string, Series>();
    for (const mark of marks.filter(({ point }) => (point.marked ?? false) === marked)) {
      const [column, row] = [columnOf(mark), rowOf(mark)];
      const key = `${column},${row}`;
      const isShared = (drawn.get(key) ?? mark.series) !== mark.series;
      areShared ||= isShared;
      drawn.set(key, mark.series);
      if (isShared) grid.character(column, row, SEVERAL, style.strong);
      else grid.character(column, row, glyphOf(mark.number, fillsAll || marked), paintOf(style, mark.number));
    }
  }
  return areShared;
}

function placeInDots({ chart, x, y }: Drawable, columns: number, rows: number): Mark[] {
  const across = (position: number) => Math.round(position * (columns * DOTS_ACROSS - 1));
  const down = (position: number) => Math.round((1 - position) * (rows * DOTS_DOWN - 1));
  const numbers = coloursOf(chart);
  return chart.series.flatMap((series, i) =>
    series.points.map((point): Mark => {
      const interval = intervalOn(y, point);
      return {
        series,
        number: numbers[i] as number,
        point,
        x: across(x.position(point.x)),
        y: down(y.position(point.y)),
        interval: interval && { top: down(interval.high), bottom: down(interval.low) },
      };
    }),
  );
}

const columnOf = ({ x }: Mark) => Math.floor(x / DOTS_ACROSS);
const rowOf = ({ y }: Mark) => Math.floor(y / DOTS_DOWN);

function patternOf(chart: Drawable['chart'], series: Series): LinePattern {
  if (series.kind === 'guide') return GUIDE;
  return series.kind === 'line' ? linePattern(lineNumber(chart, series)) : THROUGH;
}

/** Draws one stretch of a line in its pattern, which goes on from the dots of the stretches before; how many it has then. */
function drawLine(
  grid: Grid,
  [from, to]: readonly [Mark, Mark],
  { pattern, dots }: { readonly pattern: LinePattern; readonly dots: number },
  paint: (text: string) => string,
): number {
  const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
  for (let step = 0; step <= steps; step++) {
    if ((dots + step) % pattern.period >= pattern.drawn) continue;
    const share = step / steps;
    const x = Math.round(from.x + share * (to.x - from.x));
    grid.dot(x, Math.round(from.y + share * (to.y - from.y)), paint);
  }
  return dots + steps;
}

function drawInterval(grid: Grid, mark: Mark, paint: (text: string) => string): void {
  if (mark.interval === null || mark.series.kind === 'path') return;
  const top = Math.floor(mark.interval.top / DOTS_DOWN);
  const bottom = Math.floor(mark.interval.bottom / DOTS_DOWN);
  if (top === bottom) return;
  for (let row = top; row <= bottom; row++) {
    const glyph = row === top ? '┬' : row === bottom ? '┴' : '│';
    if (!grid.isTaken(columnOf(mark), row)) grid.character(columnOf(mark), row, glyph, paint);
  }
}

function drawLabels(grid: Grid, marks: readonly Mark[]): void {
  const labelled = marks.filter(({ point }) => point.label !== null && point.label !== '');
  const texts = labelled.map(({ point }) => printable(point.label as string));
  const wishes = labelled.map((mark, i) => labelWish(mark, (texts[i] as string).length, marks));
  const cells = Array.from({ length: grid.columns * grid.rows }, (_, i) => ({
    column: i % grid.columns,
    row: Math.floor(i / grid.columns),
  }));
  const boxes = (chosen: (column: number, row: number) => boolean) =>
    cells.filter(({ column, row }) => chosen(column, row)).map(({ column, row }) => box(column, row, 1));
  // Half a character more on both sides, so that a label that ends at the frame is within it.
  const frame = { left: -0.5, top: 0, right: grid.columns + 0.5, bottom: grid.rows };
  placeLabels(wishes, frame, boxes(grid.isTaken), boxes(grid.hasDots)).forEach((place, i) => {
    if (place !== null) grid.text(place.left + 0.5, place.top, texts[i] as string);
  });
}

/** Labels keep half a character free on both sides, so that two of them never touch. */
function labelWish(mark: Mark, length: number, marks: readonly Mark[]): LabelWish {
  const { series, point } = mark;
  const [column, row] = [columnOf(mark), rowOf(mark)];
  const wide = (left: number, top: number) => {
    const { left: start, right, ...rest } = box(left, top, length);
    return { ...rest, left: start - 0.5, right: right + 0.5 };
  };
  const half = Math.floor(length / 2);
  const beside = [wide(column + 2, row), wide(column - 1 - length, row)];
  const slanted = [-1, 1].flatMap((down) => [
    wide(column + 1, row + down),
    wide(column - length, row + down),
  ]);
  const straight = [wide(column - half, row - 1), wide(column - half, row + 1)];
  return {
    rank: labelRank(series, point),
    ...(point.sharesLabel ? { once: point.label as string } : {}),
    places: (series.kind === 'guide'
      ? [...slanted, ...straight]
      : [...beside, ...slanted, ...straight]
    ).filter((place) => !marks.some((other) => belongsTo(place, other, mark))),
  };
}

/** Whether a label there would look as if it were another mark's, which stands right beside it. */
function belongsTo({ left, right, top }: Box, other: Mark, own: Mark): boolean {
  const hasGlyph = hasMarks(other.series) && other.series !== own.series;
  if (!hasGlyph || rowOf(other) !== top) return false;
  const column = columnOf(other);
  return Math.abs(column + 1.5 - left) <= 1 || Math.abs(column - 0.5 - right) <= 1;
}

function box(left: number, top: number, length: number): Box {
  return { left, top, right: left + length, bottom: top + 1 };
}
