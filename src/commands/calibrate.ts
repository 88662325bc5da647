import { type Judgement, judgeRuns } from '../calibration/judgement';
import { UserError } from '../problems/problem';
import { type CalibrationReport, drawCalibration } from '../report/calibrate';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import { describeMeasured } from '../steptime/measured';
import { writeCalibration } from './calibrationText';
import type { Context, Outcome } from './context';
import { respond } from './envelope';
import { publishedRuns, type RunStep, type RunSteps, readRunSteps } from './measuredRuns';
import type { CommonFlags } from './setting';

export interface CalibrateFlags extends CommonFlags {
  readonly published?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/**
 * `calibrate FILE`: what measured runs say about the step time of their machine, with intervals, the error on runs left out
 * and what they cannot tell; with `-o` also as a file for `--calibration`.
 */
export async function calibrate(
  words: readonly string[],
  flags: CalibrateFlags,
  context: Context,
): Promise<Outcome> {
  const started = context.now();
  const path = readOutput(flags.output);
  const measured = await readMeasured(words, flags, context);
  const { runs } = measured;
  const judgement = judgeRuns(runs.map(({ step, ...speed }) => ({ ...speed, features: step.features })));
  const payload = reportOf(measured, judgement);
  const draw = () => drawCalibration(payload, context.canvas);
  const { workload } = runs[0] as RunStep;
  const outcome = respond(
    { command: 'calibrate', workload, payload, draw, models: [] },
    flags,
    started,
    context,
  );
  if (path === null) return outcome;
  const text = writeCalibration(measured, judgement, context.version);
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
  if (flags.published) return publishedRuns();
  throw new UserError('calibrate-no-file', {});
}

/** The file to write, or null for none. */
function readOutput(output: string | undefined): string | null {
  if (output === undefined) return null;
  if (output !== '' && output !== '-') return output;
  const hint = 'Name the file to write; the report goes to standard output.';
  throw new UserError('usage', { message: '-o needs a file.', hint });
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
