import type { Setting } from '../estimate/setting';
import type { Files } from '../files/files';
import type { Budget } from '../plan/budget';
import type { ProjectConfig, TargetSettings } from '../project/config';
import { settingsFor } from '../project/settings';
import { tryEstimate } from '../request/attempt';
import { withPlaceOf } from '../request/placed';
import { type CommonFlags, readSetting } from '../request/setting';
import type { Target, TargetOptions } from '../request/targets';
import type { AllowedIncrease, RuleContext } from '../rules/context';
import type { CheckedTarget } from '../rules/finding';
import { runRules } from '../rules/run';
import { findBaseline } from './baseline';

/** What a check goes by beside the targets. */
export interface CheckBasis {
  readonly flags: CommonFlags;
  readonly options: TargetOptions;
  readonly files: Files;
  readonly project: ProjectConfig | null;
  /** Limits and allowed increases of the flags; they win over the project's. */
  readonly budget: Budget;
  readonly allowed: Readonly<Partial<Record<keyof Budget, AllowedIncrease>>>;
  /** A file, a name, or a folder that holds another checkout of the targets. */
  readonly baseline: string | undefined;
}

const NO_PROJECT: TargetSettings = { budget: {}, allowed: {}, workload: {}, severities: {}, ignored: [] };

/** Runs the rules over one target. */
export async function checkTarget(target: Target, basis: CheckBasis): Promise<CheckedTarget> {
  const { budget, allowed, project } = basis;
  const own = projectSettings(target, basis);
  const setting = withPlaceOf(target, basis.flags, () => settingOf(target, own, basis));
  const { model, layoutProblem } = withPlaceOf(target, basis.flags, () => tryEstimate(target, setting));
  const before = await findBaseline(target, basis.baseline, basis.options, basis.files);
  const baseline = before === null ? null : tryEstimate(before, settingOf(before, own, basis)).model;
  const context: RuleContext = {
    target: target.label,
    isFile: target.isFile,
    shape: target.shape,
    setting,
    model,
    layoutProblem,
    places: target.places,
    budget: { ...own.budget, ...budget },
    baseline,
    allowed: { ...own.allowed, ...allowed },
    budgetFile: project?.file ?? null,
  };
  const findings = runRules(context, own.severities);
  return { target: target.label, isFile: target.isFile, model, baseline, findings, ignored: own.ignored };
}

function projectSettings({ label, isFile, shape }: Target, { project, files }: CheckBasis): TargetSettings {
  if (project === null) return NO_PROJECT;
  const folder = project.file.replace(/[^/]*$/, '') || '.';
  return settingsFor({ label: isFile ? files.relativeTo(folder, label) : label, isFile, shape }, project);
}

/** Flags win over the project's settings, which win over the model's own file. */
function settingOf({ run }: Target, own: TargetSettings, { flags }: CheckBasis): Setting {
  const { trainSteps, ...workload } = { ...run, ...own.workload };
  const { chips = run.chips, modelParallelism = run.modelParallelism } = own;
  return readSetting(flags, {
    ...workload,
    ...(trainSteps === undefined ? {} : { trainSteps }),
    ...(chips === undefined ? {} : { chips }),
    ...(modelParallelism === undefined ? {} : { modelParallelism }),
  });
}
