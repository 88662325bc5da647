import {
  axisTitle,
  type Chart,
  hasBand,
  hasMark,
  type NumberFormat,
  type Point,
  type Series,
} from './charts/chart';
import { DASHES, LIGHT_COLOURS } from './charts/palette';
import { coloursOf, type PlacedMark, placeMarks } from './charts/plot';
import { type Drawable, layOutChart, type Scale } from './charts/scale';
import type { Exhibit } from './exhibit';
import { type Json, layersOf } from './vegaLayers';

/** The version of the grammar that the specification is written in; the tests compile it with that version's compiler. */
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json';

/** Shapes of Vega, in the order of the SVG's. */
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross', 'triangle-right'];

/** Size of the plot in pixels, and of its letters, which are smaller than the room that labels are given. */
const SIZE = { width: 640, height: 360 };

/** How Vega writes numbers, in its own expressions of `datum.value`: 200M, 1B, 10%, 2 GiB. */
const LABELS: Readonly<Record<NumberFormat, string>> = {
  count:
    "datum.value < 1 || datum.value >= 1e15 ? format(datum.value, '~g') : replace(replace(format(datum.value, '~s'), 'G', 'B'), 'k', 'K')",
  decimal: "format(datum.value, '~g')",
  percent: "format(datum.value, '~%')",
  seconds: "datum.value < 1 ? format(1000 * datum.value, '~g') + ' ms' : format(datum.value, '~g') + ' s'",
  bytes:
    "datum.value < 107374182.4 ? format(datum.value / 1048576, '~g') + ' MiB' : format(datum.value / 1073741824, '~g') + ' GiB'",
};

/**
 * The pictures of an exhibit as one specification of Vega-Lite, the data inside: to be restyled, changed, or drawn by
 * another program (vega.github.io/editor). User text stands in data and titles only, never in an expression.
 */
export function writeVegaLite({ title, notes, charts }: Exhibit): string {
  const common = { $schema: SCHEMA, usermeta: { title, notes, generator: 'scaleplan' } };
  const [only, ...others] = charts;
  const several = {
    title,
    vconcat: charts.map(chartSpec),
    resolve: {
      scale: { color: 'independent', shape: 'independent', stroke: 'independent', strokeDash: 'independent' },
    },
  };
  const one = only === undefined ? { data: { values: [] }, mark: 'point' } : chartSpec(only);
  const spec = others.length === 0 ? one : several;
  const config = { legend: { labelLimit: 0 }, axis: { labelLimit: 0, titleLimit: 0 } };
  return `${JSON.stringify({ ...common, config, ...spec }, null, 2)}\n`;
}

function chartSpec(chart: Chart): { [key: string]: Json } {
  const drawable = layOutChart(chart, { x: 8, y: 7 });
  const { chart: shown, x, y } = drawable;
  return {
    title: { text: chart.title, subtitle: [...(chart.notes ?? []), ...keyOf(shown)], anchor: 'start' },
    description: chart.description,
    ...SIZE,
    data: { values: dataOf(drawable) },
    encoding: {
      x: { field: 'x', type: 'quantitative', ...axisOf(x) },
      y: { field: 'y', type: 'quantitative', ...axisOf(y) },
      tooltip: { field: 'title', type: 'nominal' },
    },
    layer: layersOf(shown, legendOf(shown)),
  };
}

/** What is not in the legend of series: guides without a label, rings, solid and hollow marks, bands. */
function keyOf(chart: Chart): string[] {
  const { series, markedMeaning, certaintyMeaning, bandMeaning } = chart;
  const guides = series.filter(
    ({ kind, points }) => kind === 'guide' && points.every(({ label }) => label === null),
  );
  const hasCertainty = (certainty: Point['certainty']) =>
    certaintyMeaning !== undefined && hasMark(chart, (point) => point.certainty === certainty);
  const keys = [
    hasCertainty('measured') ? `solid: ${certaintyMeaning?.measured}` : '',
    hasCertainty('estimated') ? `hollow: ${certaintyMeaning?.estimated}` : '',
    bandMeaning !== undefined && hasBand(chart) ? `band: ${bandMeaning}` : '',
    markedMeaning !== null && hasMark(chart, ({ marked }) => marked ?? false) ? `ring: ${markedMeaning}` : '',
    ...guides.map(({ name }) => `dotted: ${name}`),
  ].filter(Boolean);
  return keys.length === 0 ? [] : [keys.join(' · ')];
}

function axisOf({ axis, least, most, ticks }: Scale): { [key: string]: Json } {
  return {
    scale: { type: axis.scale, domain: [least, most], nice: false },
    axis: {
      title: axisTitle(axis),
      values: ticks.map(({ value }) => value),
      labelExpr: LABELS[axis.format],
      labelOverlap: 'greedy',
    },
  };
}

/** One domain for colours, shapes and dashes, so that they share one legend, in the colours of the SVG. */
function legendOf(chart: Chart): { readonly [channel in 'colour' | 'shape' | 'dash']: Json } {
  const numbers = coloursOf(chart);
  const own = chart.series.flatMap((series, i) =>
    series.kind === 'guide' ? [] : [{ series, number: numbers[i] as number }],
  );
  const channel = (range: Json) => ({
    field: 'series',
    type: 'nominal',
    sort: null,
    scale: { domain: own.map(({ series }) => series.name), range },
    legend: { title: null, symbolOpacity: 1 },
  });
  const at = <T>(list: readonly T[], number: number) => list[number % list.length] as T;
  const lines = own.filter(({ series }) => series.kind === 'line').map(({ series }) => series);
  return {
    colour: channel(own.map(({ number }) => at(LIGHT_COLOURS, number))),
    shape: channel(own.map(({ series, number }) => (series.kind === 'line' ? 'stroke' : at(SHAPES, number)))),
    dash: channel(own.map(({ series }) => dashOf(series, lines))),
  };
}

function dashOf(series: Series, lines: readonly Series[]): number[] {
  if (series.isDoubtful) return [2, 4];
  const dash = series.kind === 'line' ? (DASHES[lines.indexOf(series) % DASHES.length] as string) : 'none';
  return dash === 'none' ? [1, 0] : dash.split(' ').map(Number);
}

/** One row for each mark, with its label where the SVG would have room for it. */
function dataOf(drawable: Drawable): Json {
  const frame = { left: 0, top: 0, right: SIZE.width, bottom: SIZE.height };
  const placed = placeMarks(drawable, frame);
  const orders = new Map(drawable.chart.series.flatMap(({ points }) => points.map((point, i) => [point, i])));
  return placed.map((mark) => {
    const { series, point } = mark;
    const { x, y, low, high, title, marked = false, certainty } = point;
    return {
      ...{ series: series.name, kind: series.kind, order: orders.get(point) ?? 0, x, y },
      ...(low === undefined || high === undefined ? {} : { low, high }),
      ...labelOf(mark),
      ...{ title, marked },
      ...(certainty === undefined ? {} : { certainty }),
    };
  });
}

/** A label, and how far its left and its middle are from the mark. */
function labelOf({ point, label, x, y }: PlacedMark): { readonly [key: string]: Json } {
  if (label === null) return { label: null };
  const round = (value: number) => Math.round(10 * value) / 10 + 0;
  return { label: point.label, dx: round(label.left - x), dy: round((label.top + label.bottom) / 2 - y) };
}
