import { isAboutTheLayout } from '../estimate/parallelism';
import type { ModelParallelism, Setting } from '../estimate/setting';
import { MODEL_PARALLELISMS } from '../machine/mesh';
import type { SizeName } from '../model/sizes';
import type { Budget } from '../plan/budget';
import { parseMetrics } from '../plan/metrics';
import { type Suggestion, suggestShapes } from '../plan/suggest';
import { UserError } from '../problems/problem';
import { type SearchGrid, shapesIn, WIDE_GRID } from '../search/grid';
import { checkSize } from '../search/gridSize';
import { varyGrid } from '../search/gridText';
import { possibleMeshes } from '../search/meshes';
import { DEFAULT_SEARCH_METRICS, type Found, type SearchMetric, type SearchTask } from '../search/task';
import { reportSearch, type WideReport, type WideSearch } from '../search/wide';

/** The flags that say what is searched, as typed. */
export interface GridFlags {
  /** Values of one knob each: the flag may be given again. */
  readonly vary?: readonly string[];
  readonly frontier?: string;
}

/** How far a search came. */
export interface SearchedCounts {
  /** Shapes of the grid. */
  readonly shapes: number;
  /** Shapes of the parts that were searched. */
  readonly shapesSearched: number;
  /** Of those, the shapes that bounds did not let out; null where several threads went through the grid: then it is chance. */
  readonly evaluated: number | null;
  /** Shapes that share keys or values, of which no score is known, where the frontier is over scores. */
  readonly unscored: number;
  readonly finished: boolean;
  readonly parts: number;
  readonly partsDone: number;
}

/** What a wide search found, and what the paper's own strategy recommends within the same budget. */
export interface WideSuggestion extends Omit<Suggestion, 'searched'> {
  readonly searched: SearchedCounts & {
    /** Sizes of the paper's strategy that cannot be laid out in the setting. */
    readonly leftOut: readonly SizeName[];
  };
  readonly search: WideSearch;
}

/** A search to run, and the paper's strategy beside it. */
interface WideRequest {
  readonly task: SearchTask;
  readonly suggestion: Suggestion;
}

/** What a search came to. */
export interface SearchEnd {
  readonly found: Found;
  readonly parts: number;
  readonly partsDone: number;
}

/** Metrics of a search at most: the contract's four. */
const MOST_METRICS = 4;

/**
 * The search that flags ask for.
 * @throws UserError for what cannot be read, for a grid that is too large, and for a budget that the machine knows nothing of
 */
export function readWideRequest(flags: GridFlags, budget: Budget, setting: Setting): WideRequest {
  const grid = onPossibleMeshes(readGrid(flags, setting.modelParallelism), setting);
  const metrics = readSearchMetrics(flags);
  checkScores(grid, metrics);
  const suggestion = suggestSizes(budget, setting);
  return { task: { grid, budget, setting, metrics, prune: 'bounds' }, suggestion };
}

/** The grid that the flags describe: the wide one with what `--vary` says, on the mesh that is asked for, or on any. */
function readGrid({ vary = [] }: GridFlags, modelParallelism: ModelParallelism): SearchGrid {
  const grid = varyGrid(WIDE_GRID, vary);
  if (typeof modelParallelism === 'string') {
    checkSize(grid);
    return grid;
  }
  if (!MODEL_PARALLELISMS.includes(modelParallelism)) {
    throw new UserError('bad-model-parallelism', { modelParallelism, allowed: MODEL_PARALLELISMS });
  }
  const onMesh = { ...grid, modelParallelism: [modelParallelism] };
  checkSize(onMesh);
  return onMesh;
}

/**
 * A grid on those of its meshes that can be laid out in the setting.
 * @throws UserError where they divide no shape of it, or where there are none
 */
function onPossibleMeshes(grid: SearchGrid, setting: Setting): SearchGrid {
  const isPossible = possibleMeshes(grid.modelParallelism, setting);
  const possible = { ...grid, modelParallelism: grid.modelParallelism.filter((_, mesh) => isPossible[mesh]) };
  if (shapesIn(possible) > 0) return possible;
  const { modelParallelism, numHeads, dFf } = possible;
  const { workload, slice } = setting;
  throw new UserError('grid-indivisible', {
    modelParallelisms: modelParallelism,
    isAsked: typeof setting.modelParallelism === 'number',
    undivided: [
      { code: 'NH', name: 'heads', values: numHeads },
      { code: 'FF', name: 'd_ff', values: dFf },
    ].filter(({ values }) => !modelParallelism.some((mesh) => values.some((value) => value % mesh === 0))),
    ...{ chips: slice.chips, sequences: workload.sequences },
  });
}

/** @throws UserError for a frontier over quality of a grid in which every shape shares keys or values */
function checkScores({ sharing }: SearchGrid, metrics: readonly SearchMetric[]): void {
  if (!metrics.includes('quality') || sharing.includes('none')) return;
  const others = metrics.filter((metric) => metric !== 'quality');
  throw new UserError('grid-without-scores', {
    sharing,
    others: others.length > 1 ? others : ['flops', 'params'],
  });
}

function readSearchMetrics({ frontier }: GridFlags): readonly SearchMetric[] {
  return frontier === undefined ? DEFAULT_SEARCH_METRICS : parseMetrics(frontier, MOST_METRICS);
}

/** What the paper's strategy recommends; nothing without a budget, or where no size can be laid out. */
function suggestSizes(budget: Budget, setting: Setting): Suggestion {
  const nothing = {
    budget,
    reference: null,
    recommendations: [],
    frontier: [],
    searched: { shapes: 0, evaluated: 0, leftOut: [] },
    limits: [],
  };
  if (Object.keys(budget).length === 0) return nothing;
  try {
    return suggestShapes(budget, setting);
  } catch (error) {
    if (isAboutTheLayout(error)) return nothing;
    throw error;
  }
}

/** What a search found, in full, and what is said of it beside the paper's strategy. */
export function answerWide(
  { task, suggestion }: WideRequest,
  { found, parts, partsDone }: SearchEnd,
): { readonly report: WideReport; readonly answer: WideSuggestion } {
  const report = reportSearch(task, found);
  const searched = {
    shapes: shapesIn(task.grid),
    shapesSearched: found.shapes,
    evaluated: found.evaluated,
    unscored: found.unscored,
    leftOut: suggestion.searched.leftOut,
    finished: partsDone === parts,
    parts,
    partsDone,
  };
  return {
    report,
    answer: { ...suggestion, frontier: report.frontier, searched, search: report.search },
  };
}
