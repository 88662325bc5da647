import { isAboutTheShape } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import type { Budget } from '../plan/budget';
import { type Suggestion, suggestShapes } from '../plan/suggest';
import { drawProgress } from '../report/searchProgress';
import { drawWideSuggestion } from '../report/suggestWide';
import { shapesIn } from '../search/grid';
import type { SearchTask } from '../search/task';
import { reportSearch } from '../search/wide';
import { type Progress, runSearch, type Searched } from '../workers/search';
import { threadStarter } from '../workers/threads';
import { type BudgetFlags, readBudget } from './budget';
import { type Context, EXIT, INTERRUPTED, type Interrupt, type Outcome } from './context';
import { respond } from './envelope';
import { readGrid, readJobs, readSearchMetrics, type SearchFlags } from './searchFlags';
import { type CommonFlags, readSetting } from './setting';
import { readBase } from './targets';

/** Milliseconds before a search says how far it is, and between two times that it does. */
const QUIET_AT_FIRST = 500;
const SHOWN_EVERY = 100;

/** `suggest --search wide`: the frontier of a grid within budgets, or without any; exit code 1 where nothing is within them. */
export async function suggestWide(
  flags: CommonFlags & BudgetFlags & SearchFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  const budget = readBudget(flags);
  if (flags.base !== undefined) readBase(flags.base);
  const setting = readSetting(flags);
  const grid = readGrid(flags, setting.modelParallelism);
  const metrics = readSearchMetrics(flags);
  const jobs = readJobs(flags);
  const suggestion = suggestSizes(budget, setting);
  const task: SearchTask = { grid, budget, setting, metrics, prune: 'bounds' };
  const { searched, interrupt } = await search(task, jobs, context);
  const seconds = (context.now() - started) / 1000;
  const report = reportSearch(task, searched.found);
  const isCounted = jobs === 1 || flags.timings === true;
  const counts = countsOf(task, searched, suggestion, isCounted);
  const isNothing = report.frontier.length === 0 && suggestion.recommendations.length === 0;
  return respond(
    {
      command: 'suggest',
      workload: setting.workload,
      payload: {
        ...suggestion,
        frontier: report.frontier,
        searched: { ...counts, ...(flags.timings ? { seconds } : {}) },
        search: report.search,
      },
      draw: () => drawWideSuggestion({ suggestion, report, searched: counts }, context.canvas),
      models: [...suggestion.recommendations.map(({ model }) => model), ...report.frontier],
      ...exitCodeOf(interrupt, isNothing),
    },
    flags,
    started,
    context,
  );
}

function exitCodeOf(interrupt: Interrupt | null, isNothing: boolean): { exitCode?: number } {
  if (interrupt !== null) return { exitCode: INTERRUPTED[interrupt] };
  return isNothing ? { exitCode: EXIT.finding } : {};
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
    if (isAboutTheShape(error)) return nothing;
    throw error;
  }
}

/** Which shapes bounds let out depends on what is known when they are met: of several threads on chance, so it is a figure of timing. */
function countsOf(
  { grid }: SearchTask,
  { found, parts, partsDone }: Searched,
  { searched }: Suggestion,
  isCounted: boolean,
) {
  return {
    shapes: shapesIn(grid),
    shapesSearched: found.shapes,
    evaluated: isCounted ? found.evaluated : null,
    unscored: found.unscored,
    leftOut: searched.leftOut,
    finished: partsDone === parts,
    parts,
    partsDone,
  };
}

interface Run {
  readonly searched: Searched;
  readonly interrupt: Interrupt | null;
}

/** Searches, says how far it is on a terminal, and stops where it is interrupted. */
async function search(task: SearchTask, jobs: number, context: Context): Promise<Run> {
  let interrupt: Interrupt | null = null;
  const stopListening = context.onInterrupt?.((signal) => {
    interrupt = signal;
  });
  const onProgress = showProgress(task, context);
  try {
    const searched = await runSearch(task, {
      threads: jobs,
      start: threadStarter(),
      now: context.now,
      isStopped: () => interrupt !== null,
      ...(onProgress === null ? {} : { onProgress }),
    });
    return { searched, interrupt: searched.partsDone < searched.parts ? interrupt : null };
  } finally {
    stopListening?.();
    context.progress?.erase();
  }
}

function showProgress({ grid }: SearchTask, { progress }: Context): ((at: Progress) => void) | null {
  if (progress === undefined) return null;
  const shapes = shapesIn(grid);
  let next = QUIET_AT_FIRST;
  return ({ onFrontier, ...at }) => {
    if (at.milliseconds < next) return;
    next = at.milliseconds + SHOWN_EVERY;
    progress.show(drawProgress({ ...at, shapes, frontier: onFrontier() }, progress.width));
  };
}
