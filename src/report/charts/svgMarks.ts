import type { XmlElement } from '../check/xml';
import type { Chart, Point } from './chart';
import { LIGHT_COLOURS } from './palette';
import { MARK_RADIUS, type PlacedMark, RING_RADIUS } from './plot';
import { group, hoverTitle, linePath, path, textAt } from './svgElements';
import { lineClass } from './svgLegend';
import { circlePath, coordinate, symbolPath } from './symbols';

function groupBy<T>(marks: readonly PlacedMark[], keyOf: (mark: PlacedMark) => T): Map<T, PlacedMark[]> {
  const groups = new Map<T, PlacedMark[]>();
  for (const mark of marks) {
    const key = keyOf(mark);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [mark]);
    else own.push(mark);
  }
  return groups;
}

/** The marks of each series. */
export function bySeries(marks: readonly PlacedMark[]): PlacedMark[][] {
  return [...groupBy(marks, ({ series }) => series).values()];
}

/** Marks that lie on each other together: only the uppermost could be pointed at. */
export function byPlace(marks: readonly PlacedMark[]): PlacedMark[][] {
  return [...groupBy(marks, ({ x, y }) => `${coordinate(x)},${coordinate(y)}`).values()];
}

/** The band of a line's or path's intervals. */
export function band(marks: readonly PlacedMark[]): XmlElement[] {
  const [first] = marks;
  if (first === undefined || first.series.kind === 'points' || first.series.kind === 'guide') return [];
  const intervals = marks.flatMap(({ x, interval }) => (interval === null ? [] : [{ x, ...interval }]));
  if (intervals.length < 2) return [];
  const upper = intervals.map(({ x, top }) => `${coordinate(x)},${coordinate(top)}`);
  const lower = intervals.map(({ x, bottom }) => `${coordinate(x)},${coordinate(bottom)}`).reverse();
  const kind = `chart-band chart-fill-${first.colour % LIGHT_COLOURS.length}`;
  return [path(kind, `M${[...upper, ...lower].join('L')}Z`)];
}

/** The line of a series through its marks. */
export function lines(chart: Chart, marks: readonly PlacedMark[]): XmlElement[] {
  const [first] = marks;
  if (first === undefined || first.series.kind === 'points') return [];
  const { series, colour } = first;
  const through = `M${marks.map(({ x, y }) => `${coordinate(x)},${coordinate(y)}`).join('L')}`;
  const title = [hoverTitle(series.name)];
  if (series.kind === 'guide') {
    const isLabelled = series.points.some(({ label }) => label !== null);
    return [path(`chart-guide${isLabelled ? '' : ' chart-dotted'}`, through, title)];
  }
  const hue = colour % LIGHT_COLOURS.length;
  return [path(`chart-line chart-stroke-${hue}${lineClass(chart, series)}`, through, title)];
}

/** The marks of one place, told of together. */
export function drawMarks(marks: readonly PlacedMark[]): XmlElement {
  const titles = marks.map(({ series, point }) => (point.title === '' ? series.name : point.title));
  return group({ class: 'chart-mark' }, [
    hoverTitle([...new Set(titles)].join('; ')),
    ...marks.flatMap(drawMark),
  ]);
}

function drawMark({ series, colour, point, x, y, interval }: PlacedMark): XmlElement[] {
  const hue = colour % LIGHT_COLOURS.length;
  const parts: XmlElement[] = [];
  if (interval !== null && series.kind === 'points') {
    const { top, bottom } = interval;
    const caps = linePath(x - 3, top, x + 3, top) + linePath(x - 3, bottom, x + 3, bottom);
    parts.push(path(`chart-interval chart-stroke-${hue}`, linePath(x, top, x, bottom) + caps));
  }
  const kind = `chart-symbol${fillClass(point)} chart-fill-${hue} chart-stroke-${hue}`;
  parts.push(path(kind, symbolPath(colour, x, y, MARK_RADIUS)));
  if (point.marked) parts.push(path('chart-ring', circlePath(x, y, RING_RADIUS)));
  return parts;
}

function fillClass({ certainty, marked }: Point): string {
  if (certainty !== undefined) return certainty === 'measured' ? ' chart-solid' : ' chart-hollow';
  return marked ? ' chart-marked' : '';
}

/** The label of a mark, where it has a place. */
export function drawLabel({ point, label, series }: PlacedMark): XmlElement[] {
  if (label === null || point.label === null) return [];
  const kind = series.kind === 'guide' ? 'chart-label chart-faint' : 'chart-label';
  return [textAt(point.label, [label.left, label.bottom - 3], 'start', kind)];
}
