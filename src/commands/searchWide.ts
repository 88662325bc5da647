import { drawProgress } from '../report/searchProgress';
import { drawWideSuggestion } from '../report/suggestWide';
import { type BudgetFlags, readBudget } from '../request/budget';
import { type CommonFlags, readSetting } from '../request/setting';
import { readBase } from '../request/targets';
import { answerWide, readWideRequest } from '../request/wideSearch';
import { shapesIn } from '../search/grid';
import type { SearchTask } from '../search/task';
import { type Progress, runSearch, type Searched } from '../workers/search';
import { threadStarter } from '../workers/threads';
import { type Context, EXIT, INTERRUPTED, type Interrupt, type Outcome } from './context';
import { respond } from './envelope';
import { readJobs, type SearchFlags } from './searchFlags';

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
  const jobs = readJobs(flags);
  const request = readWideRequest(flags, budget, setting);
  const { searched: end, interrupt } = await search(request.task, jobs, context);
  const seconds = (context.now() - started) / 1000;
  const { report, answer } = answerWide(request, end);
  // What bounds let out depends on what is known by then: of several threads on chance, so it is a figure of timing.
  const isCounted = jobs === 1 || flags.timings === true;
  const searched = { ...answer.searched, evaluated: isCounted ? answer.searched.evaluated : null };
  const { suggestion } = request;
  const isNothing = report.frontier.length === 0 && suggestion.recommendations.length === 0;
  return respond(
    {
      command: 'suggest',
      workload: setting.workload,
      payload: { ...answer, searched: { ...searched, ...(flags.timings ? { seconds } : {}) } },
      draw: () => drawWideSuggestion({ suggestion, report, searched }, context.canvas),
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

interface Run {
  readonly searched: Searched;
  readonly interrupt: Interrupt | null;
}

/** Searches, says how far it is on a terminal, and stops where it is interrupted. */
async function search(task: SearchTask, jobs: number, context: Context): Promise<Run> {
  let interrupt: Interrupt | null = null;
  const show = showProgress(task, context);
  const stopListening = context.onInterrupt?.((signal) => {
    interrupt = signal;
    // Another one ends the program at once, and would leave the line standing.
    context.progress?.erase();
  });
  const onProgress = show && ((at: Progress) => (interrupt === null ? show(at) : undefined));
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
  return ({ soFar, ...at }) => {
    if (at.milliseconds < next) return;
    next = at.milliseconds + SHOWN_EVERY;
    progress.show(drawProgress({ ...at, shapes, soFar: soFar() }, progress.width));
  };
}
