import type { Files } from '../files/files';
import type { Machine } from '../machine/machine';
import type { Calibration } from '../steptime/calibration';
import { readCalibrationFile } from './calibrationFile';
import { readMachineFile } from './machineFile';

/** What the files that a setting names hold. */
export interface SettingFiles {
  readonly machines: readonly Machine[];
  readonly calibration: Calibration | null;
}

/**
 * Reads the files of a setting.
 * @throws UserError with the file, the line and the place in it, for the first thing that is wrong
 */
export function readSettingFiles(
  { machineFile, calibration }: { readonly machineFile?: string; readonly calibration?: string },
  { read }: Files,
): SettingFiles {
  return {
    machines: machineFile === undefined ? [] : readMachineFile(read(machineFile)),
    calibration: calibration === undefined ? null : readCalibrationFile(read(calibration)),
  };
}
