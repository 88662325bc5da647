import { MACHINES as KNOWN, type Machine } from '../machine/machine';
import { readCalibrationFile } from '../project/calibrationFile';
import { readMachineFile } from '../project/machineFile';
import { checkDifferent } from '../project/settingFiles';
import type { SettingFiles } from '../request/setting';
import type { Calibration } from '../steptime/calibration';
import type { SourceText } from '../text/place';
import { copyCalibration } from './calibrationData';
import { checkObject, checkText, inJson } from './checks';
import { frozenCopy } from './frozen';

/** A machine as a user describes it: what a machine file holds (schemas/machine.json). */
export type MachineData = Omit<
  Machine,
  'title' | 'usdPerChipHour' | 'kilowattsPerChip' | 'powerUsageEffectiveness'
> &
  Partial<Pick<Machine, 'title' | 'usdPerChipHour' | 'kilowattsPerChip' | 'powerUsageEffectiveness'>>;

/** The machines that are known by name, with the sources of their figures. The first is the paper's, TPU v3. */
export const MACHINES: readonly Machine[] = frozenCopy(KNOWN);

/**
 * Reads the text of a machine file: one machine, or several under `machines`.
 *
 * @param text JSON with comments allowed, as schemas/machine.json describes it
 * @param name what messages call the file
 * @returns the machines, for the option `machines`
 * @throws {@link UserError} with file, line and place, for the first thing that is wrong
 * @example
 * ```js
 * const mine = readMachines(JSON.stringify({ ...MACHINES[0], name: 'mine', usdPerChipHour: 1 }));
 * describe('BASE', { machines: mine }).slice.machine; // 'mine'
 * ```
 */
export function readMachines(text: string, name = 'machine.json'): readonly Machine[] {
  return frozenCopy(readMachineFile(sourceOf(text, name)));
}

/**
 * Reads the text of a calibration, as `scaleplan calibrate -o FILE` writes it.
 *
 * @param text JSON, as schemas/calibration.json describes it
 * @param name what messages and `throughput.calibration` call it
 * @returns the calibration, for the option `calibration`
 * @throws {@link UserError} with file, line and place, for the first thing that is wrong
 * @example
 * ```js
 * const read = (text) => describe('BASE', { calibration: readCalibration(text, 'ours.json') });
 * ```
 */
export function readCalibration(text: string, name = 'calibration.json'): Calibration {
  return frozenCopy(readCalibrationFile(sourceOf(text, name)));
}

/**
 * What the options `machines` and `calibration` hold, as flags read it from files.
 * @throws UserError for what is no machine or calibration, and for two machines of one name
 */
export function settingFilesOf(machines: unknown, calibration: unknown): SettingFiles | undefined {
  if (machines === undefined && calibration === undefined) return undefined;
  const added = machines === undefined ? [] : readGivenMachines(machines);
  const measured = calibration === undefined ? null : givenCalibration(calibration);
  checkDifferent(measured === null ? added : [...added, measured.machine]);
  return { machines: added, calibration: measured };
}

function readGivenMachines(machines: unknown): Machine[] {
  return readMachineFile({ name: 'machines', text: inJson('machines', { machines }) });
}

function givenCalibration(calibration: unknown): Calibration {
  const given = checkObject('calibration', calibration);
  const isOne = ['machine', 'coefficients', 'corners', 'measured'].every((key) => key in given);
  if (isOne) return copyCalibration(given, (machine) => readGivenMachines([machine])[0] as Machine);
  return readCalibrationFile({ name: 'calibration', text: inJson('calibration', given) });
}

function sourceOf(text: unknown, name: unknown): SourceText {
  return { name: checkText('name', name), text: checkText('text', text) };
}
