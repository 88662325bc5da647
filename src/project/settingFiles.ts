import type { Files } from '../files/files';
import { isSameName, type Machine, sameMachine } from '../machine/machine';
import { UserError } from '../problems/problem';
import type { SettingFiles } from '../request/setting';
import { readCalibrationFile } from './calibrationFile';
import { readMachineFile } from './machineFile';

/**
 * Reads the files of a setting.
 * @throws UserError with the file, the line and the place in it, for the first thing that is wrong, and for two machines of
 * one name with different figures
 */
export function readSettingFiles(
  {
    machineFile = [],
    calibration: path,
  }: { readonly machineFile?: readonly string[]; readonly calibration?: string },
  { read }: Files,
): SettingFiles {
  const machines = machineFile.flatMap((name) => readMachineFile(read(name)));
  const calibration = path === undefined ? null : readCalibrationFile(read(path));
  checkDifferent(calibration === null ? machines : [...machines, calibration.machine]);
  return { machines, calibration };
}

/**
 * Makes sure that every machine can be told by its name.
 * @throws UserError `machine-known` for two of one name with different figures
 */
export function checkDifferent(machines: readonly Machine[]): void {
  machines.forEach((machine, i) => {
    const other = machines.slice(0, i).find(({ name }) => isSameName(name, machine.name));
    if (other === undefined || sameMachine(other, { ...machine, name: other.name })) return;
    throw new UserError('machine-known', { name: machine.name });
  });
}
