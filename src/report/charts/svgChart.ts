import type { XmlElement } from '../check/xml';
import { axisTitle, type Chart, hasMarks } from './chart';
import type { Box } from './labels';
import { FONT_SIZE, placeMarks } from './plot';
import { type Drawable, layOutChart, leftOutSentence } from './scale';
import { group, linePath, path, rectangle, textAt } from './svgElements';
import { legendEntries, placeLegend } from './svgLegend';
import { band, byPlace, bySeries, drawLabel, drawMarks, lines } from './svgMarks';
import { coordinate } from './symbols';
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
interface SvgChart {
  readonly elements: readonly XmlElement[];
  readonly height: number;
}

/** Draws a chart: title, legend, axes with their units, marks with intervals and hover titles, labels that collide with nothing. */
export function drawSvgChart(chart: Chart): SvgChart {
  const drawable = layOutChart(chart, WANTED_TICKS);
  const room = CHART_WIDTH - 2 * MARGIN;
  const titles = wrapText(chart.title, TITLE_SIZE, room);
  const legend = placeLegend(legendEntries(drawable.chart), MARGIN, room);
  const yLabels = wrapText(axisTitle(chart.y), FONT_SIZE, room);
  const xLabels = wrapText(axisTitle(chart.x), FONT_SIZE, room);
  const remarks = (chart.notes ?? []).flatMap((note) => wrapText(note, FONT_SIZE, room));
  const notes = wrapText(leftOutSentence(drawable), FONT_SIZE, room).filter(Boolean);

  const titleBottom = MARGIN + titles.length * TITLE_LINE;
  const remarksBottom = titleBottom + remarks.length * TEXT_LINE;
  const legendBottom = remarksBottom + legend.height;
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
    ...remarks.map((line, i) =>
      textAt(line, [MARGIN, titleBottom + 13 + i * TEXT_LINE], 'start', 'chart-faint'),
    ),
    group({ transform: `translate(0,${coordinate(remarksBottom)})` }, legend.elements),
    ...yLabels.map((line, i) =>
      textAt(line, [MARGIN, legendBottom + 14 + i * TEXT_LINE], 'start', 'chart-faint'),
    ),
    ...axes(drawable, frame),
    ...xLabels.map((line, i) =>
      textAt(line, [frame.right, xLabelTop + 14 + i * TEXT_LINE], 'end', 'chart-faint'),
    ),
    ...notes.map((line, i) => textAt(line, [MARGIN, notesTop + 14 + i * TEXT_LINE], 'start', 'chart-faint')),
    ...bySeries(marks).flatMap(band),
    ...bySeries(marks).flatMap((own) => lines(drawable.chart, own)),
    ...byPlace(marks.filter(({ series }) => hasMarks(series))).map(drawMarks),
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
