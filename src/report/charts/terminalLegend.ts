import { printable } from '../../problems/quote';
import type { Canvas } from '../style';
import { type Chart, lineNumber, type Series } from './chart';
import { coloursOf } from './plot';
import { GUIDE, glyphOf, linePattern, paintOf } from './terminalGlyphs';

const INDENT = '  ';
const GAP = 3;

/** Whether any mark of a chart is marked. */
export function hasMarked({ series }: Chart): boolean {
  return series.some(({ points }) => points.some(({ marked }) => marked));
}

/** What the glyphs of a chart mean, and `more`, in lines; none where there is only one. */
export function terminalLegend(chart: Chart, more: readonly string[], { style, width }: Canvas): string[] {
  const colours = coloursOf(chart);
  const marked = hasMarked(chart);
  const entries = chart.series
    .map((series, i) => ({ series, number: colours[i] as number }))
    .filter(({ series }) => series.kind !== 'guide' || series.points.every(({ label }) => label === null))
    .map(({ series, number }) => {
      const key = keyOf(chart, series, number, !marked);
      const paint = number < 0 ? style.dim : paintOf(style, number);
      return { plain: `${key} ${printable(series.name)}`, drawn: `${paint(key)} ${printable(series.name)}` };
    });
  if (marked && chart.markedMeaning !== null) {
    const plain = `filled: ${printable(chart.markedMeaning)}`;
    entries.push({ plain, drawn: plain });
  }
  entries.push(...more.map((plain) => ({ plain, drawn: plain })));
  return entries.length > 1 ? inRows(entries, width) : [];
}

function keyOf(chart: Chart, series: Series, number: number, filled: boolean): string {
  if (series.kind === 'guide') return GUIDE.sample;
  return series.kind === 'line' ? linePattern(lineNumber(chart, series)).sample : glyphOf(number, filled);
}

function inRows(entries: readonly { plain: string; drawn: string }[], width: number): string[] {
  const rows: { length: number; text: string }[] = [];
  for (const { plain, drawn } of entries) {
    const row = rows.at(-1);
    const length = [...plain].length;
    if (row !== undefined && row.length + GAP + length <= width) {
      row.text += ' '.repeat(GAP) + drawn;
      row.length += GAP + length;
    } else {
      rows.push({ length: INDENT.length + length, text: INDENT + drawn });
    }
  }
  return rows.map(({ text }) => text);
}
