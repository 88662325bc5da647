import type { Chart, NumberFormat, Point, Series } from './charts/chart';
import { LIGHT_COLOURS } from './charts/palette';
import { layOutChart, type Scale } from './charts/scale';
import type { Exhibit } from './exhibit';

/** The version of the grammar that the specification is written in; the tests compile it with that version's compiler. */
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json';

/** Shapes of Vega, in the order of the SVG's. */
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross', 'stroke'] as const;

/** How d3-format, which Vega uses, writes numbers. */
const FORMATS: Readonly<Record<NumberFormat, string>> = {
  count: '~s',
  decimal: '~g',
  percent: '~%',
  seconds: '~s',
  bytes: '~s',
};

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

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
    resolve: { scale: { color: 'independent', shape: 'independent' } },
  };
  const one = only === undefined ? { data: { values: [] }, mark: 'point' } : chartSpec(only);
  const spec = others.length === 0 ? one : several;
  return `${JSON.stringify({ ...common, ...spec }, null, 2)}\n`;
}

function chartSpec(chart: Chart): { [key: string]: Json } {
  const { chart: shown, x, y } = layOutChart(chart, { x: 8, y: 7 });
  return {
    title: chart.title,
    description: chart.description,
    width: 640,
    height: 360,
    data: { values: dataOf(shown) },
    encoding: {
      x: { field: 'x', type: 'quantitative', ...axisOf(x) },
      y: { field: 'y', type: 'quantitative', ...axisOf(y) },
      tooltip: { field: 'title', type: 'nominal' },
    },
    layer: layersOf(shown),
  };
}

function axisOf({ axis, least, most }: Scale): { [key: string]: Json } {
  return {
    scale: { type: axis.scale, domain: [least, most], nice: false },
    axis: { title: axis.label, format: FORMATS[axis.format], labelOverlap: 'greedy' },
  };
}

/** The layers that have something to draw, or one of nothing. */
function layersOf({ series, markedMeaning }: Chart): Json[] {
  const has = (kind: Series['kind'] | null, test: (point: Point) => boolean) =>
    series.some((one) => (kind === null || one.kind === kind) && one.points.some(test));
  const layers: Json[] = LAYERS.filter(({ kind, needsInterval }) =>
    has(kind, ({ low, high }) => !needsInterval || (low !== undefined && high !== undefined)),
  ).map(({ layer }) => layer);
  if (markedMeaning !== null && has(null, ({ marked }) => marked ?? false)) {
    layers.push({ description: markedMeaning, ...MARKED });
  }
  if (has(null, ({ label }) => label !== null)) layers.push(LABELS);
  return layers.length > 0 ? layers : [{ mark: 'point' }];
}

function dataOf({ series }: Chart): Json {
  return series.flatMap(({ name, kind, points }) =>
    points.map(({ x, y, low, high, label, title, marked = false }, order) => {
      const interval = low === undefined || high === undefined ? {} : { low, high };
      return { series: name, kind, order, x, y, ...interval, label, title, marked };
    }),
  );
}

const COLOUR = {
  field: 'series',
  type: 'nominal',
  sort: null,
  scale: { range: [...LIGHT_COLOURS] },
  legend: { title: null },
} as const;
const SHAPE = {
  field: 'series',
  type: 'nominal',
  sort: null,
  scale: { range: SHAPES.slice(0, -1) },
  legend: { title: null },
} as const;
const ORDER = { field: 'order', type: 'quantitative' } as const;

interface Layer {
  readonly kind: Series['kind'];
  readonly needsInterval?: true;
  readonly layer: Json;
}

/** Layers of each kind of series, the lowest first. */
const LAYERS: readonly Layer[] = [
  {
    kind: 'guide',
    layer: {
      transform: [{ filter: "datum.kind === 'guide'" }],
      mark: { type: 'line', strokeDash: [6, 4], color: '#555555', strokeWidth: 1.25 },
      encoding: { detail: { field: 'series', type: 'nominal' }, order: ORDER },
    },
  },
  {
    kind: 'line',
    needsInterval: true,
    layer: {
      transform: [{ filter: "datum.kind === 'line' && isValid(datum.low)" }],
      mark: { type: 'area', opacity: 0.18 },
      encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' }, color: COLOUR },
    },
  },
  {
    kind: 'line',
    layer: {
      transform: [{ filter: "datum.kind === 'line'" }],
      mark: { type: 'line' },
      encoding: { color: COLOUR, order: ORDER },
    },
  },
  {
    kind: 'path',
    layer: {
      transform: [{ filter: "datum.kind === 'path'" }],
      mark: { type: 'line' },
      encoding: { color: COLOUR, order: ORDER },
    },
  },
  ...(['path', 'points'] as const).flatMap((kind): Layer[] => [
    {
      kind,
      needsInterval: true,
      layer: {
        transform: [{ filter: `datum.kind === '${kind}' && isValid(datum.low)` }],
        mark: { type: 'rule' },
        encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' }, color: COLOUR },
      },
    },
    {
      kind,
      layer: {
        transform: [{ filter: `datum.kind === '${kind}'` }],
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { color: COLOUR, shape: SHAPE },
      },
    },
  ]),
];

const MARKED = {
  transform: [{ filter: 'datum.marked' }],
  mark: { type: 'point', filled: false, shape: 'circle', size: 220, color: '#1a1a1a', opacity: 1 },
} as const;

const LABELS: Json = {
  transform: [{ filter: 'isValid(datum.label)' }],
  mark: { type: 'text', align: 'left', dx: 8, dy: -8, fontSize: 10 },
  encoding: { text: { field: 'label', type: 'nominal' } },
};
