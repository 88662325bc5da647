/** How the numbers of an axis or a column are written. */
export type NumberFormat = 'count' | 'decimal' | 'percent' | 'seconds' | 'bytes';

/** One axis of a chart. The label carries the unit: `#TFlops a step (multiply-accumulates)`. */
export interface Axis {
  readonly label: string;
  /** Numbers of 0 or less have no place on a `log` axis: their marks are left out, and the picture says how many. */
  readonly scale: 'linear' | 'log';
  readonly format: NumberFormat;
  /** What the numbers cannot exceed: 100 for a percentage. */
  readonly greatest?: number;
}

/** One mark: a position, what is written beside it, and what is told of it on hover and to a screen reader. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** Drawn beside the mark where there is room; null for none. */
  readonly label: string | null;
  /** Whether other marks with the same label are the same thing elsewhere: one of them is labelled for all. */
  readonly sharesLabel?: boolean;
  /** In one line, with units: `NL24-SM: 9.98 #TFlops, 9.12 steps/s`. */
  readonly title: string;
  /** Whether y was measured or published, or comes from a model: drawn solid or hollow. */
  readonly certainty?: 'measured' | 'estimated';
  /** Ends of the interval around y: a bar through a mark that stands alone, a band along a `line` or a `path`. */
  readonly low?: number;
  readonly high?: number;
  /** Whether it stands out: a shape on the Pareto frontier, say. */
  readonly marked?: boolean;
}

/** Marks of one kind: a size deepened, a row of measurements, a fitted curve, a roof. */
export interface Series {
  readonly name: string;
  /**
   * `points` stand alone, `line` joins them in their order without marks, `path` joins them and marks each, `guide` is a
   * thin line to read the others against: a roof, a limit.
   */
  readonly kind: 'points' | 'line' | 'path' | 'guide';
  readonly points: readonly Point[];
  /** Whether the data do not pin the line down: drawn fainter and in dots. */
  readonly isDoubtful?: boolean;
}

/** A picture of numbers over numbers, however it is drawn: in a terminal, as SVG, as a Vega-Lite specification. */
export interface Chart {
  readonly title: string;
  /** What the picture shows, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** What a marked point is, such as `on the Pareto frontier`; null where none is. */
  readonly markedMeaning: string | null;
  /** What a reader must know to read the picture right, below its title. */
  readonly notes?: readonly string[];
  /** What solid and hollow marks are, such as `published` and `fitted`. */
  readonly certaintyMeaning?: { readonly measured: string; readonly estimated: string };
  /** What the band along a path or line is, such as `90% interval of fitted scores`. */
  readonly bandMeaning?: string;
}

/** What is written along an axis: its label with the unit, and that it is logarithmic where it is. */
export function axisTitle({ label, scale }: Axis): string {
  return scale === 'log' ? `${label}, log scale` : label;
}

/** Whether a series has marks, and not a line alone. */
export function hasMarks({ kind }: Series): boolean {
  return kind === 'points' || kind === 'path';
}

/** Whether any mark of a chart passes a test. */
export function hasMark({ series }: Chart, test: (point: Point) => boolean): boolean {
  return series.some((one) => hasMarks(one) && one.points.some(test));
}

/** Whether a chart draws the intervals of a line or path as a band. */
export function hasBand({ series }: Chart): boolean {
  return series.some(
    ({ kind, points }) =>
      (kind === 'path' || kind === 'line') &&
      points.filter(({ low, high }) => low !== undefined && high !== undefined).length > 1,
  );
}

/** Which of the lines without marks of a chart a series is, counted from 0. */
export function lineNumber({ series }: Chart, line: Series): number {
  return series.filter(({ kind }) => kind === 'line').indexOf(line);
}
