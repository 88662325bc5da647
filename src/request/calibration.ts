import { type CalibrationSummary, type JudgedRun, type Judgement, judgeRuns } from '../calibration/judgement';
import type { RunStep, RunSteps } from '../calibration/runSteps';
import type { Machine } from '../machine/machine';
import type { MeasuredSteps } from '../steptime/calibration';
import { FEATURE_NAMES, type FeatureName } from '../steptime/features';
import { describeMeasured } from '../steptime/measured';

/** A calibration with what speaks for and against it. */
export interface CalibrationReport {
  readonly source: string;
  readonly machine: Machine;
  readonly coefficients: Readonly<Record<FeatureName, number>>;
  readonly intervals: Readonly<Record<FeatureName, { readonly low: number; readonly high: number }>>;
  readonly rows: readonly (JudgedRun & {
    readonly model: string;
    readonly chips: number;
    readonly modelParallelism: number;
  })[];
  readonly summary: CalibrationSummary & {
    readonly oddRun: {
      readonly model: string;
      /** Its place among the runs, from 1. */
      readonly row: number;
      readonly disagreementWithout: number;
    } | null;
  };
  readonly unidentified: readonly { readonly name: FeatureName; readonly reason: 'unmeasured' | 'wide' }[];
  readonly measured: Omit<MeasuredSteps, 'steps'>;
}

/** What measured runs say about the step time of their machine. */
export function judgeRunSteps({ runs }: RunSteps): Judgement {
  return judgeRuns(runs.map(({ step, ...speed }) => ({ ...speed, features: step.features })));
}

/** A calibration as it is reported. */
export function reportCalibration(
  { source, machine, runs }: RunSteps,
  { fit, ranges, rows, summary, odd, unidentified }: Judgement,
): CalibrationReport {
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
