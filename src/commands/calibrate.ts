import { type Judgement, judgeRuns } from '../calibration/judgement';
import type { RunStep, RunSteps } from '../calibration/runSteps';
import { publishedRuns } from '../evidence/publishedRuns';
import { UserError } from '../problems/problem';
import { writeCalibration } from '../project/calibrationText';
import { type CalibrationReport, drawCalibration } from '../report/calibrate';
import type { CommonFlags } from '../request/setting';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import { describeMeasured } from '../steptime/measured';
import { type Context, EXIT, type Outcome } from './context';
import { respond } from './envelope';
import { readRunSteps } from './measuredRuns';
import { type OutputFlags, readOutputPath, STANDARD_OUTPUT } from './output';

export interface CalibrateFlags extends CommonFlags, OutputFlags {
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
  const { runs } = measured;
  const judgement = judgeRuns(runs.map(({ step, ...speed }) => ({ ...speed, features: step.features })));
  const payload = reportOf(measured, judgement);
  const draw = () => drawCalibration(payload, context.canvas);
  const { workload } = runs[0] as RunStep;
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

function reportOf({ source, machine, runs }: RunSteps, judgement: Judgement): CalibrationReport {
  const { fit, ranges, rows, summary, odd, unidentified } = judgement;
  const { steps: _, ...measured } = describeMeasured(runs);
  return {
    source,
    machine,
    coefficients: perFeature((i) => fit.coefficients[i] as number),
    intervals: perFeature((i) => {
      const { least, most } = ranges[i] as (typeof ranges)[number];
      return { low: least, high: most };
    }),
    rows: rows.map((row, i) => {
      const { model, step } = runs[i] as RunStep;
      const { chips } = step.mesh.slice;
      return { model, chips, modelParallelism: step.mesh.modelParallelism, ...row };
    }),
    summary: {
      ...summary,
      oddRun:
        odd === null
          ? null
          : {
              model: (runs[odd.run] as RunStep).model,
              row: odd.run + 1,
              disagreementWithout: odd.disagreementWithout,
            },
    },
    unidentified,
    measured,
  };
}

function perFeature<Value>(value: (i: number) => Value): Record<FeatureName, Value> {
  return Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, value(i)])) as Record<FeatureName, Value>;
}
