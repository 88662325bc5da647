import { printable } from '../../problems/quote';
import type { Canvas } from '../style';
import { paragraph } from '../wrap';
import type { Chart } from './chart';
import { type Drawable, layOutChart, leftOutSentence } from './scale';
import { terminalLegend } from './terminalLegend';
import { drawPlot } from './terminalPlot';

/** Characters that a picture needs, at least and at most, and what of them is no plot. */
const NARROWEST = 36;
const WIDEST = 120;
const INDENT = 2;

/** Rows of the plot. */
const FEWEST_ROWS = 8;
const MOST_ROWS = 26;
const ROWS_PER_COLUMN = 0.24;

/** Characters a tick of each axis has for itself, at least. */
const TICK_COLUMNS = 9;
const TICK_ROWS = 3;

/** Charts one below the other. */
export function drawCharts(charts: readonly Chart[], canvas: Canvas): string {
  return charts.map((chart) => drawChart(chart, canvas)).join('\n\n\n');
}

/**
 * A chart in characters: Braille dots for lines, a glyph a series for marks (hollow, and filled where marked), axes with
 * units and ticks, labels where nothing is in the way. A sentence instead where the terminal is too narrow.
 */
export function drawChart(chart: Chart, canvas: Canvas): string {
  const { style } = canvas;
  const width = Math.min(canvas.width, WIDEST);
  const say = (text: string) => paragraph(' '.repeat(INDENT), printable(text), width);
  if (width < NARROWEST) {
    return say(`${chart.title}: drawn in terminals of ${NARROWEST} columns or more, or by --to svg.`);
  }
  const rows = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.round(width * ROWS_PER_COLUMN)));
  const drawable = layOutChart(chart, {
    x: Math.max(2, Math.floor(width / TICK_COLUMNS) - 1),
    y: Math.max(2, Math.floor(rows / TICK_ROWS)),
  });
  const left = INDENT + Math.max(...drawable.y.ticks.map(({ text }) => text.length), 1) + 1;
  const columns = width - left - 2;
  const plot = drawPlot(drawable, columns, rows, canvas);
  const sections = [
    [style.strong(say(chart.title))],
    ...(chart.notes ?? []).map((note) => [say(note)]),
    terminalLegend(drawable.chart, plot.legend, { ...canvas, width }),
    [style.dim(say(`${chart.y.label} ↑`))],
    withVerticalAxis(plot.lines, drawable, left, rows),
    horizontalAxis(drawable, columns, left),
    [style.dim(alignRight(`${printable(chart.x.label)} →`, width))],
    leftOutSentence(drawable) === '' ? [] : [say(leftOutSentence(drawable))],
  ];
  return sections.flat().join('\n');
}

/** A text at the right end of a line, or wrapped from the left where it is longer. */
function alignRight(text: string, width: number): string {
  const length = [...text].length;
  if (length + INDENT > width) return paragraph(' '.repeat(INDENT), text, width);
  return ' '.repeat(width - length) + text;
}

function withVerticalAxis(plot: readonly string[], { y }: Drawable, left: number, rows: number): string[] {
  const ticks = new Map(y.ticks.map(({ position, text }) => [Math.round((1 - position) * (rows - 1)), text]));
  return plot.map((line, row) => {
    const tick = ticks.get(row);
    return `${(tick ?? '').padStart(left - 1)} ${tick === undefined ? '│' : '┤'}${line}`.trimEnd();
  });
}

function horizontalAxis({ x }: Drawable, columns: number, left: number): string[] {
  const axis = Array.from({ length: columns }, () => '─');
  const numbers = Array.from({ length: left + 1 + columns }, () => ' ');
  let end = -1;
  for (const { position, text } of x.ticks) {
    const column = Math.round(position * (columns - 1));
    axis[column] = '┬';
    const centred = left + 1 + column - Math.floor(text.length / 2);
    const start = Math.max(0, Math.min(centred, numbers.length - text.length));
    if (start <= end) continue;
    [...text].forEach((character, i) => {
      numbers[start + i] = character;
    });
    end = start + text.length;
  }
  return [`${' '.repeat(left)}└${axis.join('')}`, numbers.join('').trimEnd()];
}
