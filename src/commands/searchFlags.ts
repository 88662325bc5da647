import type { ModelParallelism } from '../estimate/setting';
import { MODEL_PARALLELISMS } from '../machine/mesh';
import { parseMetrics } from '../plan/metrics';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { type SearchGrid, WIDE_GRID } from '../search/grid';
import { checkSize, varyGrid } from '../search/gridText';
import { DEFAULT_SEARCH_METRICS, type SearchMetric } from '../search/task';
import { parseQuantity } from '../units/quantity';

/** The flags of a search over a grid, as typed. */
export interface SearchFlags {
  readonly search?: string;
  /** Values of one knob each: the flag may be given again. */
  readonly vary?: readonly string[];
  readonly frontier?: string;
  readonly jobs?: string;
}

const SEARCHES = ['sizes', 'wide'] as const;

/** Metrics of a search at most: the contract's four. */
const MOST_METRICS = 4;

/** More threads are a slip. */
const MOST_JOBS = 64;

const FLAGS_OF_WIDE = { vary: '--vary', frontier: '--frontier', jobs: '--jobs' } as const;

/**
 * Whether the flags ask for the wide search, not for that of sizes.
 * @throws UserError for another search, and for a flag of the wide search without it
 */
export function isWideSearch(flags: SearchFlags): boolean {
  const name = flags.search?.toLowerCase() ?? 'sizes';
  if (name === 'wide') return true;
  if (name !== 'sizes') {
    const typed = flags.search ?? '';
    const nearest = nearestSpellings(typed, SEARCHES);
    throw new UserError('search-unknown', { name: typed, nearest, names: SEARCHES }, wholeOf(typed));
  }
  for (const [key, flag] of Object.entries(FLAGS_OF_WIDE)) {
    if (flags[key as keyof typeof FLAGS_OF_WIDE] !== undefined) {
      throw new UserError('flag-of-wide-search', { flag });
    }
  }
  return false;
}

/**
 * The grid that the flags describe: the wide one with what `--vary` says, on the mesh that is asked for, or on any.
 * @throws UserError for what cannot be read, and for a grid that is too large
 */
export function readGrid({ vary = [] }: SearchFlags, modelParallelism: ModelParallelism): SearchGrid {
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

/** What the frontier is drawn over. @throws UserError for another name or number of metrics */
export function readSearchMetrics({ frontier }: SearchFlags): readonly SearchMetric[] {
  return frontier === undefined ? DEFAULT_SEARCH_METRICS : parseMetrics(frontier, MOST_METRICS);
}

/** The threads that a search may take: one unless told. @throws UserError for no such number */
export function readJobs({ jobs }: SearchFlags): number {
  if (jobs === undefined) return 1;
  const threads = parseQuantity(jobs, { flag: '--jobs', kind: 'whole' });
  if (threads <= MOST_JOBS) return threads;
  throw new UserError('flag-too-large', { flag: '--jobs', limit: MOST_JOBS }, wholeOf(jobs));
}
