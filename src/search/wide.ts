import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { ModelShape } from '../model/shape';
import { frontierShapes } from './frontierShapes';
import type { SearchGrid } from './grid';
import { groupShapes } from './groups';
import { type Point, pointOf } from './points';
import { spreadGroups } from './spread';
import type { Found, SearchMetric, SearchTask } from './task';
import { type TurnedKnob, turnedKnobs } from './turned';
import { compareWithSizes, type VersusSizes } from './versusSizes';

/** Near-equal shapes of a frontier. */
export interface GroupRow {
  /** The shape that stands for them: its place in the list of points, from 0. */
  readonly representative: number;
  /** How many shapes it stands for, itself among them. */
  readonly shapes: number;
  /** Its place among the models of the frontier that are told in full, from 0; null where it is not. */
  readonly model: number | null;
}

/** What a wide search found. */
export interface WideSearch {
  /** What the frontier is drawn over. */
  readonly metrics: readonly SearchMetric[];
  readonly grid: SearchGrid;
  /** What it turns of the grid; empty where nothing was found. */
  readonly knobs: readonly TurnedKnob[];
  readonly versusSizes: VersusSizes | null;
  readonly groups: readonly GroupRow[];
  /** Every shape of the frontier. */
  readonly points: readonly Point[];
}

/** A wide search, and the models of it that are told in full, spread over the frontier. */
export interface WideReport {
  readonly search: WideSearch;
  readonly frontier: readonly ModelEstimate[];
}

/** Groups what a search found, and estimates some of it in full. */
export function reportSearch(task: SearchTask, found: Found): WideReport {
  const { grid, metrics, setting } = task;
  const shapes = frontierShapes(task, found);
  const places = new Map(shapes.map((shape, i) => [shape, i]));
  const groups = groupShapes(shapes, metrics, setting.slice.machine.matrixUnitWidth);
  const shown = spreadGroups(groups, metrics);
  const models = new Map(shown.map((group, i) => [group, i]));
  return {
    search: {
      metrics,
      grid,
      knobs: turnedKnobs(grid, shapes),
      versusSizes: compareWithSizes(task, shapes),
      groups: groups.map((group) => ({
        representative: places.get(group.representative) as number,
        shapes: group.members.length,
        model: models.get(group) ?? null,
      })),
      points: shapes.map((shape) => pointOf(shape, metrics)),
    },
    frontier: shown.map(({ representative: { shape, modelParallelism } }) =>
      estimateModel(inUsualOrder(shape), { ...setting, modelParallelism }),
    ),
  };
}

/** The dimensions of a shape in the order in which every output has them. */
function inUsualOrder(shape: ModelShape): ModelShape {
  const { encoderLayers, decoderLayers, dModel, dFf, dKv, numHeads, ...rest } = shape;
  return { encoderLayers, decoderLayers, dModel, dFf, dKv, numHeads, ...rest };
}
