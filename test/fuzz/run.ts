import { ALL_CODES, noteCodes } from './codes';
import { minimise } from './minimise';
import { type Random, randomFrom, seedOf } from './random';
import { Broken, type Input, patienceFor, type Target } from './target';
import { COMMAND_LINE } from './targets/commandLine';
import { CONFIGS, SETTINGS, TABLES_READ } from './targets/files';
import { LIBRARY } from './targets/library';
import { NAMES, QUANTITIES, SWEEPS } from './targets/texts';

/** Everything that is fuzzed. */
export const TARGETS: readonly Target[] = [
  NAMES,
  SWEEPS,
  QUANTITIES,
  CONFIGS,
  SETTINGS,
  TABLES_READ,
  LIBRARY,
  COMMAND_LINE,
];

/** What is asked for. */
export interface Plan {
  /** How many inputs in all. */
  readonly inputs: number;
  readonly seed: number;
  /** The names of the targets, or all. */
  readonly targets?: readonly string[];
  /** Told now and then how far it is. */
  readonly onProgress?: (line: string) => void;
}

/** A rule that inputs broke, and the smallest input found that breaks it. */
export interface Failure {
  readonly target: string;
  readonly what: string;
  readonly input: Input;
  readonly times: number;
}

/** What came of a target. */
export interface TargetReport {
  readonly name: string;
  readonly inputs: number;
  /** Different kinds of answers. */
  readonly kinds: number;
  readonly seconds: number;
  readonly slowest: { readonly milliseconds: number; readonly input: Input };
}

/** What came of a run. */
export interface FuzzReport {
  readonly targets: readonly TargetReport[];
  readonly failures: readonly Failure[];
  /** The kinds of mistakes that were told, and those that never were. */
  readonly codes: { readonly reached: readonly string[]; readonly missed: readonly string[] };
}

const MOST_KEPT = 3000;
const SHARES = 1000;
const PROGRESS_EVERY = 10_000;

/** Runs all targets one after another; a seed gives the same inputs every time. */
export async function fuzz({ inputs, seed, targets, onProgress = () => {} }: Plan): Promise<FuzzReport> {
  const chosen = TARGETS.filter(({ name }) => targets === undefined || targets.includes(name));
  const shares = chosen.reduce((sum, { share }) => sum + share, 0) || SHARES;
  const reached = new Set<string>();
  const putBack = noteCodes(reached);
  const reports: TargetReport[] = [];
  const failures: Failure[] = [];
  try {
    for (const target of chosen) {
      const count = Math.ceil((inputs * target.share) / shares);
      const result = await fuzzTarget(target, count, randomFrom(seedOf(seed, target.name)), onProgress);
      reports.push(result.report);
      failures.push(...result.failures);
    }
  } finally {
    putBack();
  }
  const missed = ALL_CODES.filter((code) => !reached.has(code));
  return { targets: reports, failures, codes: { reached: [...reached].sort(), missed } };
}

async function fuzzTarget(
  target: Target,
  count: number,
  random: Random,
  onProgress: (line: string) => void,
): Promise<{ report: TargetReport; failures: Failure[] }> {
  const kept = [...target.seeds];
  const kinds = new Set<string>();
  const found: Found = new Map();
  const started = performance.now();
  let slowest = { milliseconds: 0, input: { words: [], files: {} } as Input };
  for (let i = 0; i < count; i++) {
    const input = i < target.seeds.length ? (target.seeds[i] as Input) : target.make(random, kept);
    const { kind, failure, milliseconds } = await feedTimed(target, input);
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, input };
    if (failure !== undefined) addFailure(found, failure, input);
    else if (!kinds.has(kind)) {
      kinds.add(kind);
      keep(kept, input, target.seeds.length, random);
    }
    if ((i + 1) % PROGRESS_EVERY === 0) onProgress(`${target.name}: ${i + 1} of ${count}`);
  }
  const seconds = (performance.now() - started) / 1000;
  const failures = await minimised(target, found, onProgress);
  return { report: { name: target.name, inputs: count, kinds: kinds.size, seconds, slowest }, failures };
}

type Found = Map<string, { readonly input: Input; readonly times: number }>;

function addFailure(found: Found, what: string, input: Input): void {
  const before = found.get(what);
  found.set(what, { input: before?.input ?? input, times: (before?.times ?? 0) + 1 });
}

/** What shows something new is worth changing further; once there are many, one of them makes room, but no seed. */
function keep(kept: Input[], input: Input, seeds: number, random: Random): void {
  if (kept.length < MOST_KEPT) kept.push(input);
  else kept[seeds + random.below(MOST_KEPT - seeds)] = input;
}

async function minimised(
  target: Target,
  found: Found,
  onProgress: (line: string) => void,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const [what, { input, times }] of found) {
    onProgress(`${target.name}: ${what}`);
    const fails = async (candidate: Input) => (await feedTimed(target, candidate)).failure === what;
    // A smaller hang is no hang.
    const smallest = what.startsWith(SLOW) ? input : await minimise(input, fails);
    failures.push({ target: target.name, what, times, input: smallest });
  }
  return failures;
}

interface Fed {
  readonly kind: string;
  readonly failure?: string;
  /** By the clock; where that was too long, of the processor, the quickest of several times: other programs take turns too. */
  readonly milliseconds: number;
}

const SLOW = 'longer than';
const TIMES_TO_TELL_A_HANG = 4;

async function feedTimed(target: Target, input: Input): Promise<Fed> {
  const patience = patienceFor(target, input);
  let fed = await feedOnce(target, input);
  for (let i = 1; i < TIMES_TO_TELL_A_HANG && fed.milliseconds > patience; i++) {
    const again = await feedOnce(target, input, processorMilliseconds);
    if (again.milliseconds < fed.milliseconds) fed = again;
  }
  if (fed.milliseconds <= patience || fed.failure !== undefined) return fed;
  return { ...fed, failure: `${SLOW} ${target.limit} ms` };
}

/** Milliseconds of the processor that this process has had. */
function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function feedOnce({ feed }: Target, input: Input, now = () => performance.now()): Promise<Fed> {
  const started = now();
  try {
    const answer = feed(input);
    const kind = typeof answer === 'string' ? answer : await answer;
    return { kind, milliseconds: now() - started };
  } catch (error) {
    return { kind: '', failure: whatOf(error), milliseconds: now() - started };
  }
}

/** A failure without what is the input's own, so that the same failure counts once. */
function whatOf(error: unknown): string {
  if (error instanceof Broken && error.rule !== 'exit code 0, 1 or 2') {
    return error.message.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|\d+/g, '#').slice(0, 160);
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [first = '', ...rest] = text.split('\n');
  const frame = rest.find((line) => /^ {4}at /.test(line) && /src[\\/]/.test(line)) ?? rest[0] ?? '';
  return `${first.slice(0, 160).replace(/"[^"]*"|'[^']*'|\d+/g, '#')} ${frame.trim()}`;
}
