import type { Files } from '../files/files';
import { UserError } from '../problems/problem';
import type { NamedFile, ProjectConfig } from './config';

const ABSOLUTE = /^(?:[/\\]|[A-Za-z]:)/;

/**
 * The files of a setting that a project's configuration names, as their flags would name them here.
 * Who proposes a change may write it: it names nothing outside its own folder, so that no message quotes what stands there.
 * @throws UserError with the place in the configuration
 */
export function projectFilesFor(
  { file, calibration, machineFiles }: ProjectConfig,
  files: Files,
): { readonly calibration?: string; readonly machineFile?: readonly string[] } {
  const folder = file.replace(/[^/]*$/, '') || '.';
  const found = ({ path, place }: NamedFile): string => {
    if (ABSOLUTE.test(path)) throw new UserError('project-file-outside', { path }, place);
    const here = files.within(folder, path);
    const kind = files.kindOf(here);
    if (kind === null) throw new UserError('file-missing', { path: here }, place);
    if (!files.isIn(folder, here)) throw new UserError('project-file-outside', { path }, place);
    if (kind === 'file') return here;
    throw new UserError('file-unreadable', { path: here, reason: 'it is a folder' }, place);
  };
  return {
    ...(calibration === null ? {} : { calibration: found(calibration) }),
    ...(machineFiles.length === 0 ? {} : { machineFile: machineFiles.map(found) }),
  };
}
