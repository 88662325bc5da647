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

/** The letter that a line without marks carries: a, b, ... */
export function letterOf(series: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + (series % 26));
}

/** How a series is set off. */
export function paintOf({ series = [] }: Style, number: number): (text: string) => string {
  return series[number % Math.max(1, series.length)] ?? same;
}

const same = (text: string) => text;
