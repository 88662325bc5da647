import type { Files } from '../files/files';
import { UserError } from '../problems/problem';
import type { NamedFile, ProjectConfig } from './config';

/**
 * The files of a setting that a project's configuration names, as their flags would name them here.
 * @throws UserError `file-missing` with the place in the configuration
 */
export function projectFilesFor(
  { file, calibration, machineFiles }: ProjectConfig,
  files: Files,
): { readonly calibration?: string; readonly machineFile?: readonly string[] } {
  const folder = file.replace(/[^/]*$/, '') || '.';
  const found = ({ path, place }: NamedFile): string => {
    const here = files.within(folder, path);
    if (files.kindOf(here) === 'file') return here;
    throw new UserError('file-missing', { path: here }, place);
  };
  return {
    ...(calibration === null ? {} : { calibration: found(calibration) }),
    ...(machineFiles.length === 0 ? {} : { machineFile: machineFiles.map(found) }),
  };
}
