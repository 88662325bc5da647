import type { RunSteps } from '../calibration/runSteps';
import { publishedRuns } from '../evidence/publishedRuns';
import { tellAt } from '../problems/place';
import { writeCalibration as writeFile } from '../project/calibrationText';
import { type CalibrationReport, judgeRunSteps, reportCalibration } from '../request/calibration';
import { layOutRuns, onlyModel, readWrittenRuns } from '../request/measuredRuns';
import { namedTargets, readBase, readTargetOptions } from '../request/targets';
import { checkText } from './checks';
import { VERSION } from './defaults';
import { readOptions, SETTING_KEYS } from './flags';
import { frozenCopy } from './frozen';
import type { SettingOptions } from './options';
import { type MeasuredTable, tableSource } from './tables';

/** The options of `calibrate`: what the rows leave out, and how their models are read. */
export interface CalibrateOptions extends Omit<SettingOptions, 'calibration'> {
  /** The size that operators without one apply to: `BASE` unless told. */
  readonly base?: string;
  /** What messages and the calibration call the runs. */
  readonly name?: string;
}

const KEYS = [...SETTING_KEYS.filter((key) => key !== 'calibration'), 'base'];

/**
 * What measured runs say about the step time of their machine, with intervals, the error on runs left out and what they
 * cannot tell. The object that `scaleplan calibrate FILE --json` prints, without its envelope.
 *
 * @param runs the text of a CSV or JSON file, or rows: `[{ model: 'BASE', machine: 'h100', chips: 8, stepsPerSecond: 12 }, ...]`;
 * models are names
 * @param options what rows leave out
 * @returns the calibration and what speaks for and against it
 * @throws {@link UserError} with line and place, for runs that cannot have been
 * @example
 * ```js
 * const machine = 'h100';
 * const runs = [
 *   { model: 'SM', machine, chips: 8, sequencesPerSecond: 5200 },
 *   { model: 'BASE', machine, chips: 8, sequencesPerSecond: 2400 },
 * ];
 * calibrate(runs).summary.runs; // 2
 * ```
 */
export function calibrate(runs: MeasuredTable, options: CalibrateOptions = {}): CalibrationReport {
  return reported(readRuns(runs, options));
}

/**
 * A calibration as a file, as `scaleplan calibrate FILE -o FILE` writes it.
 *
 * @param runs as `calibrate` takes them
 * @param options as `calibrate` takes them
 * @returns text that `readCalibration` reads, for the option `calibration`, and that `--calibration` takes
 * @throws {@link UserError} as `calibrate` does
 * @example
 * ```js
 * const runs = 'model,machine,chips,steps/s\nSM,tpu-v3,16,23\nBASE,tpu-v3,16,9';
 * const calibration = readCalibration(writeCalibration(runs));
 * describe('NL12-SM', { calibration }).slice.machine; // 'tpu-v3'
 * ```
 */
export function writeCalibration(runs: MeasuredTable, options: CalibrateOptions = {}): string {
  const measured = readRuns(runs, options);
  return writeFile(measured, judgeRunSteps(measured), VERSION);
}

/**
 * The calibration on the paper's Table 4. The object that `scaleplan calibrate --published --json` prints, without its
 * envelope.
 *
 * @returns what `calibrate` returns
 * @example
 * ```js
 * calibratePublished().summary.runs; // 14
 * ```
 */
export function calibratePublished(): CalibrationReport {
  return reported(publishedRuns());
}

function reported(measured: RunSteps): CalibrationReport {
  return frozenCopy(reportCalibration(measured, judgeRunSteps(measured)));
}

function readRuns(runs: unknown, options: unknown): RunSteps {
  const { flags, own } = readOptions(options, KEYS, ['name']);
  const name = 'name' in own ? checkText('name', own['name']) : 'runs';
  const written = readWrittenRuns(tableSource('runs', runs, name), flags);
  const base = flags.base === undefined ? undefined : readBase(flags.base);
  const targetOptions = readTargetOptions(flags);
  const targets = written.map((run) =>
    tellAt(
      () => run.placeOf('model'),
      () => onlyModel(namedTargets(run.model, base, targetOptions), run),
    ),
  );
  return layOutRuns(name, written, targets, flags);
}
