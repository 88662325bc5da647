import type { Chart, Point, Series } from './charts/chart';

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How series are told apart: encodings of colour, shape and dashes. */
interface Channels {
  readonly colour: Json;
  readonly shape: Json;
  readonly dash: Json;
}

const ORDER = { field: 'order', type: 'quantitative' } as const;

/** The layers of a chart that have something to draw, the lowest first, or one of nothing. */
export function layersOf({ series, markedMeaning }: Chart, channels: Channels): Json[] {
  const has = (kinds: readonly Series['kind'][], test: (point: Point) => boolean) =>
    series.some((one) => kinds.includes(one.kind) && one.points.some(test));
  const hasInterval = ({ low, high }: Point) => low !== undefined && high !== undefined;
  const any = () => true;
  const layers = [
    has(['line', 'path'], hasInterval) ? bandLayer(channels) : null,
    has(['guide'], any) ? GUIDES : null,
    has(['line', 'path'], any) ? lineLayer(channels) : null,
    has(['points'], hasInterval) ? barLayer(channels) : null,
    has(['points', 'path'], any) ? pointLayer(channels) : null,
    markedMeaning !== null && has(['points', 'path'], ({ marked }) => marked ?? false)
      ? { description: markedMeaning, ...RINGS }
      : null,
    has(['guide', 'line', 'path', 'points'], ({ label }) => label !== null) ? WORDS : null,
  ].filter((layer) => layer !== null);
  return layers.length > 0 ? layers : [{ mark: 'point' }];
}

const IS_LINE = "(datum.kind === 'line' || datum.kind === 'path')";
const HAS_MARK = "(datum.kind === 'points' || datum.kind === 'path')";

const GUIDES: Json = {
  transform: [{ filter: "datum.kind === 'guide'" }],
  mark: { type: 'line', strokeDash: [2, 3], color: '#555555', strokeWidth: 1.25 },
  encoding: { detail: { field: 'series', type: 'nominal' }, order: ORDER },
};

const RINGS = {
  transform: [{ filter: `datum.marked && ${HAS_MARK}` }],
  mark: { type: 'point', filled: false, shape: 'circle', size: 170, color: '#1a1a1a', opacity: 1 },
} as const;

const WORDS: Json = {
  transform: [{ filter: 'isValid(datum.label)' }],
  mark: {
    type: 'text',
    align: 'left',
    baseline: 'middle',
    dx: { expr: 'datum.dx' },
    dy: { expr: 'datum.dy' },
    fontSize: 11,
  },
  encoding: { text: { field: 'label', type: 'nominal' } },
};

function bandLayer({ colour }: Channels): Json {
  return {
    transform: [{ filter: `${IS_LINE} && isValid(datum.low)` }],
    mark: { type: 'area', opacity: 0.14 },
    encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' }, color: colour },
  };
}

function lineLayer({ colour, dash }: Channels): Json {
  return {
    transform: [{ filter: IS_LINE }],
    mark: { type: 'line' },
    encoding: { color: colour, strokeDash: dash, order: ORDER },
  };
}

function barLayer({ colour }: Channels): Json {
  return {
    transform: [{ filter: "datum.kind === 'points' && isValid(datum.low)" }],
    mark: { type: 'rule' },
    encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' }, color: colour },
  };
}

/** Solid marks, and hollow ones for what is estimated. */
function pointLayer({ colour, shape }: Channels): Json {
  return {
    transform: [{ filter: HAS_MARK }],
    mark: { type: 'point', filled: true, size: 60, opacity: 1 },
    encoding: {
      color: colour,
      stroke: colour,
      shape,
      fillOpacity: { condition: { test: "datum.certainty === 'estimated'", value: 0 }, value: 1 },
    },
  };
}
