/** How the numbers of an axis or a column are written. */
export type NumberFormat = 'count' | 'decimal' | 'percent' | 'seconds' | 'bytes';

/** One axis of a chart. The label carries the unit: `#TFlops a step (multiply-accumulates)`. */
export interface Axis {
  readonly label: string;
  /** Numbers of 0 or less have no place on a `log` axis: their marks are left out, and the picture says how many. */
  readonly scale: 'linear' | 'log';
  readonly format: NumberFormat;
}

/** One mark: a position, what is written beside it, and what is told of it on hover and to a screen reader. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** Drawn beside the mark where there is room; null for none. */
  readonly label: string | null;
  /** In one line, with units: `NL24-SM: 9.98 #TFlops, 9.12 steps/s`. */
  readonly title: string;
  /** Ends of the interval around y: a bar through a mark, a band along a `line`. */
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
}
