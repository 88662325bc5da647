import { exp, log } from '../../numerics/elementary';
import type { Axis, Chart, Point } from './chart';
import { formatTick } from './numbers';
import { binaryTicks, fineLogTicks, linearTicks, logTicks } from './ticks';

/** A round number on an axis: where it stands, from 0 at the axis' beginning to 1 at its end, and how it is written. */
interface Tick {
  readonly value: number;
  readonly position: number;
  readonly text: string;
}

/** An axis with a place for every number that it can show. */
export interface Scale {
  readonly axis: Axis;
  readonly least: number;
  readonly most: number;
  /** From 0 at the beginning of the axis to 1 at its end. */
  readonly position: (value: number) => number;
  readonly ticks: readonly Tick[];
  /** Positions of the fine grid; none on a linear axis. */
  readonly fine: readonly number[];
}

/** Room between the outermost marks and the frame, as a share of the axis. */
const PADDING = 0.05;

/** Room on both sides of the only number of a linear axis, as a share of it. */
const LONE_PADDING = 0.05;

/** Of numbers that are nearly the same an axis shows this much at least, as a share of them: no ticks in their rounding. */
const LEAST_SPAN = 0.005;

/** Digits that ticks are written with: as many more than the fewest as tell them apart. */
const TICK_DIGITS = [4, 5, 6, 7, 8, 9] as const;

/** Where nothing is to be shown. */
const EMPTY = { least: 1, most: 10 };

/** Sizes beyond which a number is a slip, and would leave no room on the axis for any other. */
const LARGEST = 1e100;
const SMALLEST = 1e-100;

/** Whether an axis has a place for a number. */
export function canShow(value: number, { scale }: Axis): boolean {
  return Math.abs(value) <= LARGEST && (scale === 'linear' || value >= SMALLEST);
}

/** The scale of an axis over the numbers to be shown on it, with at most so many ticks. */
export function makeScale(axis: Axis, values: readonly number[], wanted: number): Scale {
  const shown = values.filter((value) => canShow(value, axis));
  const { least, most } = axis.scale === 'log' ? logDomain(shown) : linearDomain(shown, axis);
  const onAxis = (value: number) => (axis.scale === 'log' ? log(value) : value);
  const [begin, end] = [onAxis(least), onAxis(most)];
  const position = (value: number) => (onAxis(value) - begin) / (end - begin);
  const round = roundNumbers(axis, { least, most }, wanted);
  const ticks = round.filter((value) => canShow(value, axis));
  const texts = tickTexts(ticks, axis);
  return {
    axis,
    least,
    most,
    position,
    ticks: ticks.map((value, i) => ({ value, position: position(value), text: texts[i] as string })),
    fine: axis.scale === 'log' ? fineLogTicks(least, most).map(position) : [],
  };
}

interface Domain {
  readonly least: number;
  readonly most: number;
}

function roundNumbers({ scale, format }: Axis, { least, most }: Domain, wanted: number): number[] {
  if (format === 'bytes') return binaryTicks(least, most, wanted);
  return scale === 'log' ? logTicks(least, most, wanted) : linearTicks(least, most, wanted);
}

/** Ticks in words, with the fewest digits that tell them apart. */
function tickTexts(ticks: readonly number[], { format }: Axis): string[] {
  const written = TICK_DIGITS.map((digits) => ticks.map((value) => formatTick(value, format, digits)));
  return (written.find((texts) => new Set(texts).size === texts.length) ?? written.at(-1)) as string[];
}

function linearDomain(values: readonly number[], { greatest }: Axis): Domain {
  if (values.length === 0) return EMPTY;
  const { least, most } = widened(extent(values));
  if (least === most) {
    const room = LONE_PADDING * Math.abs(least) || 1;
    return { least: least - room, most: most + room };
  }
  const room = PADDING * (most - least);
  // What cannot be negative does not look as if it could.
  const end = greatest !== undefined && most <= greatest ? Math.min(most + room, greatest) : most + room;
  return { least: least >= 0 && least < room ? 0 : least - room, most: end };
}

/** An interval that is not narrower than can be read; that of one number is left to its axis. */
function widened({ least, most }: Domain): Domain {
  const span = LEAST_SPAN * Math.max(Math.abs(least), Math.abs(most));
  if (least === most || most - least >= span) return { least, most };
  const middle = least / 2 + most / 2;
  return { least: middle - span / 2, most: middle + span / 2 };
}

function logDomain(values: readonly number[]): Domain {
  if (values.length === 0) return EMPTY;
  const { least, most } = widened(extent(values));
  if (least === most) return { least: least / 2, most: most * 2 };
  const room = exp(PADDING * log(most / least));
  return { least: least / room, most: most * room };
}

function extent(values: readonly number[]): { least: number; most: number } {
  return values.reduce(
    ({ least, most }, value) => ({ least: Math.min(least, value), most: Math.max(most, value) }),
    { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY },
  );
}

/** A chart's marks that its axes have a place for, and how many they have none for. */
export interface Drawable {
  readonly chart: Chart;
  readonly x: Scale;
  readonly y: Scale;
  readonly leftOut: number;
}

/** Lays a chart out: the marks that can be shown, and scales over all of them with their intervals. */
export function layOutChart(chart: Chart, wanted: { readonly x: number; readonly y: number }): Drawable {
  const shown = (point: Point) => canShow(point.x, chart.x) && canShow(point.y, chart.y);
  const series = chart.series.map((one) => ({ ...one, points: one.points.filter(shown) }));
  const points = series.flatMap((one) => one.points);
  const all = chart.series.reduce((sum, one) => sum + one.points.length, 0);
  return {
    chart: { ...chart, series },
    x: makeScale(
      chart.x,
      points.map(({ x }) => x),
      wanted.x,
    ),
    y: makeScale(
      chart.y,
      points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]),
      wanted.y,
    ),
    leftOut: all - points.length,
  };
}

/** Ends of the interval around a mark as positions on an axis, cut off where the axis ends; null where there is none. */
export function intervalOn(scale: Scale, { low, high }: Point): { low: number; high: number } | null {
  if (low === undefined || high === undefined || !(high >= low) || !canShow(high, scale.axis)) return null;
  const cut = (value: number) => Math.max(0, Math.min(1, value));
  return {
    low: canShow(low, scale.axis) ? cut(scale.position(low)) : 0,
    high: cut(scale.position(high)),
  };
}

/** What is said of marks that are left out; empty where none are. */
export function leftOutSentence({ leftOut }: Drawable): string {
  if (leftOut === 0) return '';
  const marks = leftOut === 1 ? '1 mark has' : `${leftOut} marks have`;
  return `${marks} no place on the axes (0 or less on a logarithmic axis, or no number) and ${leftOut === 1 ? 'is' : 'are'} left out.`;
}
