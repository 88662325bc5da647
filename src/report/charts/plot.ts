import type { Chart, Point, Series } from './chart';
import { type Box, type LabelWish, placeLabels } from './labels';
import { type Drawable, intervalOn } from './scale';
import { textWidth } from './textWidth';

/** Sizes of a picture in pixels. */
export const FONT_SIZE = 12;
export const MARK_RADIUS = 4.5;
export const RING_RADIUS = 7;
const LABEL_HEIGHT = 13;
const LABEL_GAP = 3;

/** How far a label may stand out of the frame, above and to the right, where there is nothing else. */
const OUTSIDE = { top: 6, right: 15 };

/** Points of a series that are told apart well enough for labels that stand off from them. */
const FEW_POINTS = 15;

/** Distance between the places at which a line is kept clear of labels. */
const LINE_STEP = 6;

/** A mark at its place in the picture. */
export interface PlacedMark {
  readonly series: Series;
  /** The series' number among those that have colours. */
  readonly colour: number;
  readonly point: Point;
  readonly x: number;
  readonly y: number;
  /** The interval around it, as places from top to bottom. */
  readonly interval: { readonly top: number; readonly bottom: number } | null;
  /** Where its label goes; null without a label, or where there is no room for it. */
  readonly label: Box | null;
}

/** The numbers of the series that have colours: all but the guides, in their order. */
export function coloursOf({ series }: Chart): number[] {
  let next = 0;
  return series.map(({ kind }) => (kind === 'guide' ? -1 : next++));
}

/** Puts every mark of a chart into a frame, and the labels where they collide with nothing. */
export function placeMarks({ chart, x, y }: Drawable, frame: Box): PlacedMark[] {
  const acrossX = (position: number) => frame.left + position * (frame.right - frame.left);
  const upY = (position: number) => frame.bottom - position * (frame.bottom - frame.top);
  const colours = coloursOf(chart);
  const marks = chart.series.flatMap((series, i) =>
    series.points.map((point): PlacedMark => {
      const interval = intervalOn(y, point);
      return {
        series,
        colour: colours[i] as number,
        point,
        x: acrossX(x.position(point.x)),
        y: upY(y.position(point.y)),
        interval: interval && { top: upY(interval.high), bottom: upY(interval.low) },
        label: null,
      };
    }),
  );
  return withLabels(marks, frame);
}

function withLabels(marks: readonly PlacedMark[], frame: Box): PlacedMark[] {
  const labelled = marks.filter(({ point }) => point.label !== null && point.label !== '');
  const room = { ...frame, top: frame.top - OUTSIDE.top, right: frame.right + OUTSIDE.right };
  const boxes = placeLabels(labelled.map(labelWish), room, marks.flatMap(markBoxes), lineBoxes(marks));
  const byMark = new Map(labelled.map((mark, i) => [mark, boxes[i] ?? null]));
  return marks.map((mark) => ({ ...mark, label: byMark.get(mark) ?? null }));
}

/** Guides first, which have no legend; then what is marked; then the ends of lines; then the others in their order. */
export function labelRank(series: Series, point: Point): number {
  if (series.kind === 'guide') return 0;
  if (point.marked) return 1;
  const isEnd = point === series.points[0] || point === series.points.at(-1);
  return isEnd && series.kind !== 'points' ? 2 : 3;
}

function labelWish(mark: PlacedMark): LabelWish {
  const { series, point } = mark;
  const once = point.sharesLabel ? { once: point.label as string } : {};
  return { rank: labelRank(series, point), ...once, places: labelPlaces(mark), far: farPlaces(mark) };
}

function labelPlaces({ x, y, point, series }: PlacedMark): Box[] {
  const width = textWidth(point.label as string, FONT_SIZE);
  const away = series.kind === 'guide' ? LABEL_GAP : (point.marked ? RING_RADIUS : MARK_RADIUS) + LABEL_GAP;
  const at = (left: number, top: number) => ({ left, top, right: left + width, bottom: top + LABEL_HEIGHT });
  const middle = y - LABEL_HEIGHT / 2;
  const above = y - away - LABEL_HEIGHT;
  const below = y + away;
  const diagonal = away * 0.6;
  const beside = [at(x + away, middle), at(x - away - width, middle)];
  const straight = [above, below].flatMap((top) =>
    [0.5, 0.25, 0.75, 0.33, 0.67].map((share) => at(x - share * width, top)),
  );
  const slanted = [
    at(x + diagonal, y - diagonal - LABEL_HEIGHT),
    at(x + diagonal, y + diagonal),
    at(x - diagonal - width, y - diagonal - LABEL_HEIGHT),
    at(x - diagonal - width, y + diagonal),
  ];
  const guided = [at(x, above), at(x - width, above), at(x, below), at(x - width, below)];
  return series.kind === 'guide' ? guided : [...beside, ...slanted, ...straight];
}

/** Another mark that shares the label may have a place right beside it. */
function hasFarPlaces(series: Series, point: Point): boolean {
  const isFew = series.points.length <= FEW_POINTS;
  return labelRank(series, point) < 3 || (isFew && !point.sharesLabel);
}

/** Where a label still is its mark's, for want of a place beside it. */
function farPlaces({ x, y, point, series }: PlacedMark): Box[] {
  if (series.kind === 'guide' || !hasFarPlaces(series, point)) return [];
  const width = textWidth(point.label as string, FONT_SIZE);
  const away = (point.marked ? RING_RADIUS : MARK_RADIUS) + LABEL_GAP;
  return [y - away - 1.6 * LABEL_HEIGHT, y + away + 0.6 * LABEL_HEIGHT].flatMap((top) =>
    [x - width / 2, x + away / 2, x - away / 2 - width].map((left) => ({
      left,
      top,
      right: left + width,
      bottom: top + LABEL_HEIGHT,
    })),
  );
}

/** What labels must not lie on: marks with their rings, and intervals. */
function markBoxes({ series, point, x, y, interval }: PlacedMark): Box[] {
  if (series.kind === 'line' || series.kind === 'guide') return [];
  const radius = point.marked ? RING_RADIUS : MARK_RADIUS + 1;
  const mark = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  if (interval === null || series.kind === 'path') return [mark];
  return [mark, { left: x - 3, right: x + 3, top: interval.top, bottom: interval.bottom }];
}

/** What labels should rather not lie on: the lines between marks, as small boxes along them. */
function lineBoxes(marks: readonly PlacedMark[]): Box[] {
  const boxes: Box[] = [];
  marks.forEach((to, i) => {
    const from = marks[i - 1];
    if (from === undefined || from.series !== to.series || to.series.kind === 'points') return;
    const length = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
    const steps = Math.min(500, Math.ceil(length / LINE_STEP));
    for (let step = 0; step <= steps; step++) {
      const share = steps === 0 ? 0 : step / steps;
      const x = from.x + share * (to.x - from.x);
      const y = from.y + share * (to.y - from.y);
      boxes.push({ left: x - 2, right: x + 2, top: y - 2, bottom: y + 2 });
    }
  });
  return boxes;
}
