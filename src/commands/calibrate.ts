import type { Judgement } from '../calibration/judgement';
import type { RunStep, RunSteps } from '../calibration/runSteps';
import { publishedRuns } from '../evidence/publishedRuns';
import { UserError } from '../problems/problem';
import { writeCalibration } from '../project/calibrationText';
import { drawCalibration } from '../report/calibrate';
import { judgeRunSteps, reportCalibration } from '../request/calibration';
import type { CommonFlags } from '../request/setting';
import { type Context, EXIT, type Outcome } from './context';
import { respond } from './envelope';
import { readRunSteps } from './measuredRuns';
import { type OutputFlags, readOutputPath, STANDARD_OUTPUT } from './output';

interface CalibrateFlags extends CommonFlags, OutputFlags {
  readonly published?: boolean;
}

/** Flags about runs: those of Table 4 are what they are. */
const ABOUT_RUNS = {
  machine: '--machine',
  machineFile: '--machine-file',
  chips: '--chips',
  modelParallelism: '--model-parallelism',
  sequences: '--sequences',
  encoderLength: '--encoder-length',
  decoderLength: '--decoder-length',
  steps: '--steps',
  base: '--base',
  format: '--format',
} as const satisfies Partial<Record<keyof CommonFlags, string>>;

/**
 * `calibrate FILE`: what measured runs say about the step time of their machine, with intervals, the error on runs left out
 * and what they cannot tell; with `-o` also as a file for `--calibration`, and with `-o -` as that alone. Under `--strict`
 * runs that disagree by more than they leave open themselves exit with 1.
 */
export async function calibrate(
  words: readonly string[],
  flags: CalibrateFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  const path = readOutputPath(flags);
  const isPiped = flags.output === STANDARD_OUTPUT;
  if (isPiped && flags.json) throw new UserError('two-formats', { first: '--json', second: '-o -' });
  const measured = await readMeasured(words, flags, context);
  const judgement = judgeRunSteps(measured);
  const payload = reportCalibration(measured, judgement);
  const draw = () => drawCalibration(payload, context.canvas);
  const { workload } = measured.runs[0] as RunStep;
  const outcome = await respond(
    { command: 'calibrate', workload, payload, draw, models: [], exitCode: exitCodeOf(judgement, flags) },
    flags,
    started,
    context,
  );
  if (path === null && !isPiped) return outcome;
  const text = writeCalibration(measured, judgement, context.version);
  if (path === null) return { ...outcome, text };
  return { ...outcome, file: { path, text, overwrite: flags.force ?? false } };
}

async function readMeasured(
  words: readonly string[],
  flags: CalibrateFlags,
  { files }: Context,
): Promise<RunSteps> {
  const found = words.length + (flags.published ? 1 : 0);
  if (found > 1) throw new UserError('calibrate-one-file', { found });
  const [path] = words;
  if (path !== undefined) return readRunSteps(path, flags, files);
  if (flags.published) {
    checkPublishedAlone(flags);
    return publishedRuns();
  }
  throw new UserError('calibrate-no-file', {});
}

function checkPublishedAlone(flags: CalibrateFlags): void {
  const keys = Object.keys(ABOUT_RUNS) as (keyof typeof ABOUT_RUNS)[];
  const idle = keys.find((key) => flags[key] !== undefined);
  if (idle !== undefined) throw new UserError('calibrate-published-alone', { flag: ABOUT_RUNS[idle] });
}

/** Runs that disagree have no coefficients that give every speed within its interval. */
function exitCodeOf({ summary }: Judgement, { strict }: CalibrateFlags): number {
  return strict && summary.disagreement > 0 ? EXIT.finding : EXIT.fine;
}
