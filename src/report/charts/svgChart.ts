import type { XmlElement } from '../check/xml';
import type { Chart } from './chart';
import type { Box } from './labels';
import { DASHES, LIGHT_COLOURS } from './palette';
import { FONT_SIZE, MARK_RADIUS, type PlacedMark, placeMarks, RING_RADIUS } from './plot';
import { type Drawable, layOutChart, leftOutSentence } from './scale';
import { group, hoverTitle, linePath, path, rectangle, textAt } from './svgElements';
import { legendEntries, placeLegend } from './svgLegend';
import { circlePath, coordinate, symbolPath } from './symbols';
import { textWidth, wrapText } from './textWidth';

/** A picture's width in pixels; it is scaled to the room that it gets. */
export const CHART_WIDTH = 760;

const PLOT_HEIGHT = 340;
const MARGIN = 16;
const TITLE_SIZE = 15;
const TITLE_LINE = 20;
const TEXT_LINE = 18;
const TICK_LENGTH = 5;
const WANTED_TICKS = { x: 8, y: 7 };

/** A chart as elements of SVG, and the height that it takes. */
export interface SvgChart {
  readonly elements: readonly XmlElement[];
  readonly height: number;
}

/** Draws a chart: title, legend, axes with their units, marks with intervals and hover titles, labels that collide with nothing. */
export function drawSvgChart(chart: Chart): SvgChart {
  const drawable = layOutChart(chart, WANTED_TICKS);
  const room = CHART_WIDTH - 2 * MARGIN;
  const titles = wrapText(chart.title, TITLE_SIZE, room);
  const legend = placeLegend(legendEntries(drawable.chart), MARGIN, room);
  const yLabels = wrapText(chart.y.label, FONT_SIZE, room);
  const xLabels = wrapText(chart.x.label, FONT_SIZE, room);
  const notes = wrapText(leftOutSentence(drawable), FONT_SIZE, room).filter(Boolean);

  const titleBottom = MARGIN + titles.length * TITLE_LINE;
  const legendBottom = titleBottom + legend.height;
  const top = legendBottom + yLabels.length * TEXT_LINE + 8;
  const tickWidths = drawable.y.ticks.map(({ text }) => textWidth(text, FONT_SIZE));
  const left = MARGIN + Math.max(24, ...tickWidths) + TICK_LENGTH + 4;
  const frame = { left, top, right: CHART_WIDTH - MARGIN, bottom: top + PLOT_HEIGHT };
  const xLabelTop = frame.bottom + TICK_LENGTH + TEXT_LINE;
  const notesTop = xLabelTop + xLabels.length * TEXT_LINE;
  const height = notesTop + notes.length * TEXT_LINE + MARGIN;

  const marks = placeMarks(drawable, frame);
  const elements = [
    rectangle('chart-ground', { left: 0, top: 0, right: CHART_WIDTH, bottom: height }),
    ...titles.map((line, i) => textAt(line, [MARGIN, MARGIN + 15 + i * TITLE_LINE], 'start', 'chart-title')),
    group({ transform: `translate(0,${coordinate(titleBottom)})` }, legend.elements),
    ...yLabels.map((line, i) =>
      textAt(line, [MARGIN, legendBottom + 14 + i * TEXT_LINE], 'start', 'chart-faint'),
    ),
    ...axes(drawable, frame),
    ...xLabels.map((line, i) =>
      textAt(line, [frame.right, xLabelTop + 14 + i * TEXT_LINE], 'end', 'chart-faint'),
    ),
    ...notes.map((line, i) => textAt(line, [MARGIN, notesTop + 14 + i * TEXT_LINE], 'start', 'chart-faint')),
    ...drawable.chart.series.flatMap((series) => lines(marks.filter((mark) => mark.series === series))),
    ...marks.filter(({ series }) => series.kind === 'points' || series.kind === 'path').map(drawMark),
    ...marks.flatMap(drawLabel),
  ];
  return { elements: elements.filter((one) => one !== NOTHING), height: Math.ceil(height) };
}

const NOTHING: XmlElement = () => '';

function axes({ x, y }: Drawable, frame: Box): XmlElement[] {
  const across = (position: number) => frame.left + position * (frame.right - frame.left);
  const up = (position: number) => frame.bottom - position * (frame.bottom - frame.top);
  const upright = (at: number) => linePath(at, frame.top, at, frame.bottom);
  const level = (at: number) => linePath(frame.left, at, frame.right, at);
  const grid = [
    ...x.ticks.map(({ position }) => upright(across(position))),
    ...y.ticks.map(({ position }) => level(up(position))),
  ];
  const fine = [
    ...x.fine.map((position) => linePath(across(position), frame.bottom, across(position), frame.bottom + 3)),
    ...y.fine.map((position) => linePath(frame.left - 3, up(position), frame.left, up(position))),
  ];
  const ticks = [
    ...x.ticks.map(({ position }) =>
      linePath(across(position), frame.bottom, across(position), frame.bottom + TICK_LENGTH),
    ),
    ...y.ticks.map(({ position }) =>
      linePath(frame.left - TICK_LENGTH, up(position), frame.left, up(position)),
    ),
  ];
  return [
    grid.length > 0 ? path('chart-grid', grid.join('')) : NOTHING,
    path('chart-frame', [...fine, ...ticks, upright(frame.left), level(frame.bottom)].join('')),
    ...tickTexts(
      x.ticks.map(({ position, text }) => ({ text, x: across(position) })),
      frame,
    ),
    ...y.ticks.map(({ position, text }) =>
      textAt(text, [frame.left - TICK_LENGTH - 4, up(position) + 4], 'end'),
    ),
  ];
}

/** Numbers below the horizontal axis; one that would touch the one before it, or stand out of the picture, is left out. */
function tickTexts(ticks: readonly { text: string; x: number }[], frame: Box): XmlElement[] {
  let end = Number.NEGATIVE_INFINITY;
  return ticks.flatMap(({ text, x }) => {
    const half = textWidth(text, FONT_SIZE) / 2;
    if (x - half < end + 4 || x + half > CHART_WIDTH) return [];
    end = x + half;
    return [textAt(text, [x, frame.bottom + TICK_LENGTH + 14], 'middle')];
  });
}

/** The line of a series through its marks, and the band of its intervals where it has no marks. */
function lines(marks: readonly PlacedMark[]): XmlElement[] {
  const [first] = marks;
  if (first === undefined || first.series.kind === 'points') return [];
  const { series } = first;
  const colour = first.colour % LIGHT_COLOURS.length;
  const through = `M${marks.map(({ x, y }) => `${coordinate(x)},${coordinate(y)}`).join('L')}`;
  if (series.kind === 'guide') return [path('chart-guide', through, [hoverTitle(series.name)])];
  const dash = series.kind === 'line' ? ` chart-dash-${first.colour % DASHES.length}` : '';
  const line = path(`chart-line chart-stroke-${colour}${dash}`, through, [hoverTitle(series.name)]);
  const intervals = marks.flatMap(({ x, interval }) => (interval === null ? [] : [{ x, ...interval }]));
  if (series.kind === 'path' || intervals.length < 2) return [line];
  const upper = intervals.map(({ x, top }) => `${coordinate(x)},${coordinate(top)}`);
  const lower = intervals.map(({ x, bottom }) => `${coordinate(x)},${coordinate(bottom)}`).reverse();
  return [path(`chart-band chart-fill-${colour}`, `M${[...upper, ...lower].join('L')}Z`), line];
}

function drawMark({ series, colour, point, x, y, interval }: PlacedMark): XmlElement {
  const hue = colour % LIGHT_COLOURS.length;
  const parts: XmlElement[] = [hoverTitle(point.title === '' ? series.name : point.title)];
  if (interval !== null) {
    const { top, bottom } = interval;
    const caps = linePath(x - 3, top, x + 3, top) + linePath(x - 3, bottom, x + 3, bottom);
    parts.push(path(`chart-interval chart-stroke-${hue}`, linePath(x, top, x, bottom) + caps));
  }
  const kind = `chart-symbol${point.marked ? ' chart-marked' : ''} chart-fill-${hue} chart-stroke-${hue}`;
  parts.push(path(kind, symbolPath(colour, x, y, MARK_RADIUS)));
  if (point.marked) parts.push(path('chart-ring', circlePath(x, y, RING_RADIUS)));
  return group({ class: 'chart-mark' }, parts);
}

function drawLabel({ point, label, series }: PlacedMark): XmlElement[] {
  if (label === null || point.label === null) return [];
  const kind = series.kind === 'guide' ? 'chart-faint' : '';
  return [textAt(point.label, [label.left, label.bottom - 3], 'start', kind)];
}
