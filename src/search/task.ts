import type { Setting } from '../estimate/setting';
import type { Budget } from '../plan/budget';
import type { MetricName } from '../plan/metrics';
import type { GridPoint, SearchGrid } from './grid';

/**
 * What a search can rank shapes by: the metrics of a sweep. `quality` is the score that a shape is told to reach, the low end
 * of the fit's interval.
 */
export type SearchMetric = MetricName;

/** The contract's four: #TFlops, parameters, speed and quality. */
export const DEFAULT_SEARCH_METRICS: readonly SearchMetric[] = ['flops', 'params', 'speed', 'quality'];

/** How a search goes through its grid: past blocks that bounds show to hold nothing, or through every shape. */
export type Prune = 'bounds' | 'none';

/** A search, in plain data that can be posted to a worker. */
export interface SearchTask {
  readonly grid: SearchGrid;
  /** Every limit that is set holds at once; the memory of a core is always one. */
  readonly budget: Budget;
  /** Slice, workload and calibration; the grid has the model parallelism. */
  readonly setting: Setting;
  /** Two to four different ones. */
  readonly metrics: readonly SearchMetric[];
  readonly prune: Prune;
}

/** What was found so far, in plain typed arrays that can be posted to another thread. */
export interface Found {
  /** Shapes of the grid in the parts that were run. */
  readonly shapes: number;
  /** Of those, the shapes whose costs were computed; with bounds it depends on the order of the parts, and on who ran them. */
  readonly evaluated: number;
  /** Of those, the shapes that no frontier over quality can hold, since the fit says nothing of them: shared keys or values. */
  readonly unscored: number;
  /** The frontier over the parts that were run, by grid index ascending. */
  readonly points: FrontierPoints;
}

/** The shapes of a frontier: where they stand in the grid, and what `frontierShapes` reads their metrics from. */
export interface FrontierPoints {
  /** Whole numbers, as floats: grids may be larger than 2^32. */
  readonly indices: Float64Array;
  /** The numbers that the search compares shapes by, less being better; in units of its own. */
  readonly columns: readonly Float64Array[];
}

/** A shape of the frontier with its values of the task's metrics, in their order and in the units of METRICS. */
export interface FrontierShape extends GridPoint {
  readonly index: number;
  readonly values: readonly number[];
}
