import type { Files } from '../files/files';
import type { CommonFlags } from '../request/setting';

/**
 * The flags with what the files that they name for the setting hold; the readers are loaded only where there are any.
 * @throws UserError for a file that cannot be read
 */
export async function withSettingFiles<Flags extends CommonFlags>(
  flags: Flags,
  files: Files,
): Promise<Flags> {
  if (flags.machineFile === undefined && flags.calibration === undefined) return flags;
  const { readSettingFiles } = await import('../project/settingFiles');
  return { ...flags, settingFiles: readSettingFiles(flags, files) };
}
