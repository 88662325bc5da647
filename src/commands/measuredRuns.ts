import type { RunSteps } from '../calibration/runSteps';
import type { WrittenRun } from '../calibration/runs';
import type { Files } from '../files/files';
import { layOutRuns, onlyModel, placed, readWrittenRuns } from '../request/measuredRuns';
import type { CommonFlags } from '../request/setting';
import { readTargetOptions, type Target } from '../request/targets';
import { readTargets } from './targets';

/**
 * The measured runs of a file, laid out; flags say what its rows leave out.
 * @throws UserError with the line, for a run that cannot have been, and for a flag that concerns none of the runs
 */
export async function readRunSteps(path: string, flags: CommonFlags, files: Files): Promise<RunSteps> {
  const source = files.read(path);
  const written = readWrittenRuns(source, flags);
  const targets: Target[] = [];
  for (const run of written) targets.push(await readModel(run, path, flags, files));
  return layOutRuns(source.name, written, targets, flags);
}

async function readModel(run: WrittenRun, source: string, flags: CommonFlags, files: Files): Promise<Target> {
  const place = run.placeOf('model');
  const word = besideRuns(run.model, source, files);
  const targets = await readTargets([word], readTargetOptions(flags), files).catch((error: unknown) => {
    throw placed(error, place);
  });
  return onlyModel(targets, run);
}

/** A path in a file of runs is meant from the file's own folder, and else from the working folder. */
function besideRuns(model: string, source: string, { kindOf, within }: Files): string {
  const isPath = /[\\/]|\.(?:json|gin)$/i.test(model) && !/^(?:\/|[a-z]:)/i.test(model);
  const folder = source.replace(/[^\\/]*$/, '');
  if (!isPath || folder === '') return model;
  const beside = within(folder, model);
  return kindOf(beside) === 'file' ? beside : model;
}
