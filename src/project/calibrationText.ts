import type { Judgement } from '../calibration/judgement';
import type { RunStep, RunSteps } from '../calibration/runSteps';
import { CALIBRATION_VERSION } from '../calibration/version';
import { FEATURE_NAMES } from '../steptime/features';
import { describeMeasured } from '../steptime/measured';

/**
 * A calibration as a file for `--calibration`: the machine in full, the coefficients, the corners of all that are possible,
 * and the runs that they come from. `calibrationFile.ts` reads it.
 */
export function writeCalibration(
  { source, machine, runs }: RunSteps,
  { fit, summary }: Judgement,
  version: string,
): string {
  const { steps, ...measured } = describeMeasured(runs);
  const coefficients = Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, fit.coefficients[i]]));
  const fields: readonly (readonly [string, string])[] = [
    ['schemaVersion', String(CALIBRATION_VERSION)],
    ['madeBy', JSON.stringify(`scaleplan ${version}, calibrate`)],
    ['source', JSON.stringify(source)],
    ['machine', indented(machine)],
    ['features', JSON.stringify(FEATURE_NAMES)],
    ['coefficients', indented(coefficients)],
    ['disagreement', JSON.stringify(summary.disagreement)],
    ['widening', JSON.stringify(summary.widening)],
    ['leaveOneOutError', JSON.stringify(summary.leaveOneOutMeanAbsoluteError)],
    ['corners', lines(fit.corners)],
    [
      'measured',
      indented({ ...measured, steps: null }).replace('"steps": null', () => `"steps": ${lines(steps)}`),
    ],
    ['runs', lines(runs.map(writtenRun))],
  ];
  return `{\n${fields.map(([key, value]) => `  "${key}": ${value}`).join(',\n')}\n}\n`;
}

function writtenRun({ model, step, workload, value, least, most }: RunStep): object {
  const { sequences, encoderLength, decoderLength } = workload;
  const { slice, modelParallelism } = step.mesh;
  const run = { model, chips: slice.chips, modelParallelism, sequences, encoderLength, decoderLength };
  return { ...run, stepsPerSecond: value, low: least, high: most };
}

function indented(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}

/** A list with an item a line. */
function lines(items: readonly unknown[]): string {
  return `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
}
