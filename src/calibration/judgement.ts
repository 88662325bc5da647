import { dot } from '../numerics/linearAlgebra';
import { mean } from '../numerics/mean';
import type { FeatureName } from '../steptime/features';
import { type Fit, fitSpeeds, type MeasuredSpeed } from './calibrate';
import { type CoefficientRange, rangesOf } from './ranges';
import type { SpeedInterval } from './speed';

/** A measured run: what is known of its step, and its steps a second. */
export interface MeasuredRun extends SpeedInterval {
  readonly features: MeasuredSpeed['features'];
}

/** A run beside what the calibration makes of it, in steps a second; errors are relative to the measured speed. */
export interface JudgedRun {
  readonly measured: number;
  readonly low: number;
  readonly high: number;
  readonly computed: number;
  /** By the coefficients that fit all other runs. */
  readonly leaveOneOut: number;
  readonly error: number;
  readonly leaveOneOutError: number;
  /** Whether the speed that is predicted without the run is within its interval. */
  readonly leaveOneOutMatch: boolean;
}

/** How far a calibration is to be trusted. */
export interface CalibrationSummary {
  readonly runs: number;
  /** The smallest share of a step by which all intervals must give way for some coefficients to give all speeds; 0 for none. */
  readonly disagreement: number;
  /** By which share of a step the intervals were widened. */
  readonly widening: number;
  readonly meanAbsoluteError: number;
  readonly maximumAbsoluteError: number;
  readonly leaveOneOutMatches: number;
  readonly leaveOneOutMeanAbsoluteError: number;
  readonly leaveOneOutMaximumAbsoluteError: number;
  readonly corners: number;
  /** Runs that the corners keep to. */
  readonly cornerRuns: number;
}

/** The run without which the others agree much better. */
interface OddRun {
  /** Its place among the runs. */
  readonly run: number;
  readonly disagreementWithout: number;
}

/** A calibration with what speaks for and against it. */
export interface Judgement {
  readonly fit: Fit;
  readonly ranges: readonly CoefficientRange[];
  readonly rows: readonly JudgedRun[];
  readonly summary: CalibrationSummary;
  readonly odd: OddRun | null;
  readonly unidentified: readonly { readonly name: FeatureName; readonly reason: 'unmeasured' | 'wide' }[];
}

/** A run is odd if it is the only one without which the others disagree by less than this share of what all do. */
const ODD = 0.5;

/** Calibrates the step time on measured runs, one or more, and tells how far that reaches. */
export function judgeRuns(runs: readonly MeasuredRun[]): Judgement {
  const fit = fitSpeeds(runs);
  const { coefficients, corners, disagreement, widening, cornersOf, leftOut: left } = fit;
  const rows = runs.map(({ value, least, most, features }, i): JudgedRun => {
    const computed = 1 / dot(coefficients, features);
    const leaveOneOut = left[i]?.predicted as number;
    return {
      measured: value,
      low: least,
      high: most,
      computed,
      leaveOneOut,
      error: computed / value - 1,
      leaveOneOutError: leaveOneOut / value - 1,
      leaveOneOutMatch: least <= leaveOneOut && leaveOneOut <= most,
    };
  });
  const errors = rows.map(({ error }) => Math.abs(error));
  const leftErrors = rows.map(({ leaveOneOutError }) => Math.abs(leaveOneOutError));
  const ranges = rangesOf(coefficients, corners, runs);
  return {
    fit,
    ranges,
    rows,
    summary: {
      runs: runs.length,
      disagreement,
      widening,
      meanAbsoluteError: mean(errors),
      maximumAbsoluteError: Math.max(...errors),
      leaveOneOutMatches: rows.filter(({ leaveOneOutMatch }) => leaveOneOutMatch).length,
      leaveOneOutMeanAbsoluteError: mean(leftErrors),
      leaveOneOutMaximumAbsoluteError: Math.max(...leftErrors),
      corners: corners.length,
      cornerRuns: cornersOf.length,
    },
    odd: findOdd(
      left.map((one) => one.disagreement),
      disagreement,
    ),
    unidentified: ranges.flatMap(({ name, unidentified }) =>
      unidentified === null ? [] : [{ name, reason: unidentified }],
    ),
  };
}

function findOdd(without: readonly number[], disagreement: number): OddRun | null {
  const odd = without.flatMap((own, run) =>
    own < ODD * disagreement ? [{ run, disagreementWithout: own }] : [],
  );
  return odd.length === 1 ? (odd[0] as OddRun) : null;
}
