import type { XmlElement } from '../check/xml';
import { type Chart, hasBand, hasMark, lineNumber, type Series } from './chart';
import { DASHES, LIGHT_COLOURS } from './palette';
import { coloursOf, FONT_SIZE, MARK_RADIUS, RING_RADIUS } from './plot';
import { linePath, path, textAt } from './svgElements';
import { circlePath, symbolPath } from './symbols';
import { fitText, textWidth } from './textWidth';

const ROW = 20;
const SWATCH = 26;
const GAP = 18;

/** One line of a legend: what is drawn, at the middle of its swatch, and what it means. */
interface LegendEntry {
  readonly text: string;
  readonly draw: (x: number, y: number) => readonly XmlElement[];
}

/** What a chart's legend explains: its series, guides without a label of their own, and marked points. One thing alone needs none. */
export function legendEntries(chart: Chart): LegendEntry[] {
  const colours = coloursOf(chart);
  const entries = chart.series.flatMap((series, i): LegendEntry[] => {
    const colour = colours[i] as number;
    if (series.kind === 'guide' && series.points.some(({ label }) => label !== null)) return [];
    return [{ text: series.name, draw: (x, y) => swatch(chart, series, colour, [x, y]) }];
  });
  entries.push(...uncertaintyEntries(chart));
  const { markedMeaning } = chart;
  if (markedMeaning !== null && hasMark(chart, ({ marked }) => marked ?? false)) {
    entries.push({
      text: markedMeaning,
      draw: (x, y) => [path('chart-ring', circlePath(x, y, RING_RADIUS))],
    });
  }
  return entries.length > 1 ? entries : [];
}

/** Solid and hollow marks, and bands. */
function uncertaintyEntries(chart: Chart): LegendEntry[] {
  const { certaintyMeaning, bandMeaning } = chart;
  const entries: LegendEntry[] = [];
  for (const certainty of ['measured', 'estimated'] as const) {
    if (certaintyMeaning === undefined || !hasMark(chart, (point) => point.certainty === certainty)) continue;
    const kind = `chart-symbol chart-swatch${certainty === 'measured' ? '-solid chart-solid' : ' chart-hollow'}`;
    entries.push({
      text: `${certainty === 'measured' ? 'solid' : 'hollow'}: ${certaintyMeaning[certainty]}`,
      draw: (x, y) => [path(kind, circlePath(x, y, MARK_RADIUS))],
    });
  }
  if (bandMeaning !== undefined && hasBand(chart)) {
    const [half, high] = [SWATCH / 2, 6];
    entries.push({
      text: `band: ${bandMeaning}`,
      draw: (x, y) => [
        path('chart-band chart-fill-0', `M${x - half},${y - high}h${SWATCH}v${2 * high}h-${SWATCH}Z`),
      ],
    });
  }
  return entries;
}

function swatch(
  chart: Chart,
  series: Series,
  colour: number,
  [x, y]: readonly [number, number],
): XmlElement[] {
  const { kind } = series;
  const stroke = linePath(x - SWATCH / 2, y, x + SWATCH / 2, y);
  if (kind === 'guide') return [path('chart-guide chart-dotted', stroke)];
  const hue = colour % LIGHT_COLOURS.length;
  const symbol = path(
    `chart-symbol chart-fill-${hue} chart-stroke-${hue}`,
    symbolPath(colour, x, y, MARK_RADIUS),
  );
  if (kind === 'points') return [symbol];
  const dash = lineClass(chart, series);
  const line = path(`chart-line chart-stroke-${hue}${dash}`, stroke);
  return kind === 'line' ? [line] : [line, symbol];
}

/** How a line without marks is dashed; nothing for one that joins marks. */
export function lineClass(chart: Chart, series: Series): string {
  if (series.isDoubtful) return ' chart-doubtful';
  return series.kind === 'line' ? ` chart-dash-${lineNumber(chart, series) % DASHES.length}` : '';
}

/** Sets the entries of a legend in rows within a width. */
export function placeLegend(
  entries: readonly LegendEntry[],
  left: number,
  room: number,
): { elements: XmlElement[]; height: number } {
  const elements: XmlElement[] = [];
  let x = left;
  let row = 0;
  for (const { text, draw } of entries) {
    const shown = fitText(text, FONT_SIZE, room - SWATCH - 6);
    const width = SWATCH + 6 + textWidth(shown, FONT_SIZE);
    if (x > left && x + width > left + room) {
      x = left;
      row += 1;
    }
    const middle = row * ROW + ROW / 2 + 2;
    elements.push(...draw(x + SWATCH / 2, middle), textAt(shown, [x + SWATCH + 6, middle + 4]));
    x += width + GAP;
  }
  return { elements, height: entries.length === 0 ? 0 : (row + 1) * ROW + 4 };
}
