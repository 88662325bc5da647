import type { Style } from '../style';

/** Marks of series, hollow and filled: they tell series apart without colour. */
const GLYPHS: readonly (readonly [hollow: string, filled: string])[] = [
  ['○', '●'],
  ['□', '■'],
  ['△', '▲'],
  ['◇', '◆'],
  ['▽', '▼'],
  ['☆', '★'],
  ['♢', '♦'],
  ['♤', '♠'],
];

/** The glyph of a series' mark: filled where it is marked, or where nothing in the picture is. */
export function glyphOf(series: number, filled: boolean): string {
  return (GLYPHS[series % GLYPHS.length] as (typeof GLYPHS)[number])[filled ? 1 : 0];
}

/** How a line is drawn: of `period` dots the first `drawn`, and a sample of it for the legend. */
export interface LinePattern {
  readonly drawn: number;
  readonly period: number;
  readonly sample: string;
}

/** Lines without marks, in turn: through, dashed, dotted. */
const LINES: readonly [LinePattern, ...LinePattern[]] = [
  { drawn: 1, period: 1, sample: '⠒⠒⠒' },
  { drawn: 5, period: 8, sample: '⠒⠒ ⠒' },
  { drawn: 1, period: 4, sample: '⠂ ⠂ ⠂' },
];

/** How a guide is drawn: fainter than any line. */
export const GUIDE: LinePattern = { drawn: 1, period: 3, sample: '⠒⠂' };

/** How one of the lines of a chart is drawn, counted from 0. */
export function linePattern(line: number): LinePattern {
  return LINES[line % LINES.length] ?? LINES[0];
}

/** How a series is set off. */
export function paintOf({ series = [] }: Style, number: number): (text: string) => string {
  return series[number % Math.max(1, series.length)] ?? same;
}

const same = (text: string) => text;
