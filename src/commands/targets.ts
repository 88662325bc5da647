import type { Files } from '../files/files';
import { UserError } from '../problems/problem';
import { checkFlagsApply } from '../request/families';
import type { CommonFlags } from '../request/setting';
import {
  configTarget,
  MOST_MODELS,
  namedTargets,
  readBase,
  readTargetOptions,
  shapesOf,
  type Target,
  type TargetOptions,
} from '../request/targets';
import { type FoundPaths, findPaths } from './paths';

/**
 * The models that names, sweeps, files, folders and globs stand for, in their order.
 * @throws UserError for anything that stands for no model, or for too many
 */
export async function readTargets(
  words: readonly string[],
  options: TargetOptions,
  files: Files,
): Promise<Target[]> {
  const size = options.base === undefined ? undefined : readBase(options.base);
  const targets: Target[] = [];
  for (const word of words) {
    const found = await findPaths(word, files, options.refusesAmbiguity ?? false);
    targets.push(
      ...(found === null ? namedTargets(word, size, options) : await fileTargets(found, options, files)),
    );
    if (targets.length > MOST_MODELS) throw new UserError('too-many-models', { limit: MOST_MODELS });
  }
  return targets;
}

/**
 * The models that the words of a command stand for, read as its flags want it.
 * @throws UserError as `readTargets` does, and for a flag about families that concerns none of the models
 */
export async function readModels(
  words: readonly string[],
  flags: CommonFlags,
  files: Files,
): Promise<Target[]> {
  const targets = await readTargets(words, readTargetOptions(flags), files);
  checkFlagsApply(shapesOf(targets), flags);
  return targets;
}

/** The readers are loaded only where there is a file to read. */
async function fileTargets(
  { paths, foundIn }: FoundPaths,
  options: TargetOptions,
  { read, include }: Files,
): Promise<Target[]> {
  const { readConfig } = await import('../formats/read');
  return paths.map((path) => {
    const config = readConfig(read(path), { format: options.format, include });
    return { ...configTarget(config, path, options), ...(foundIn === undefined ? {} : { foundIn }) };
  });
}
