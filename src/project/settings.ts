import picomatch from 'picomatch';
import { type ModelShape, sameShape } from '../model/shape';
import type { ProjectConfig, ProjectEntry, TargetSettings } from './config';

/** What is checked: a file by its path from the configuration's folder, or a name. */
interface Subject {
  readonly label: string;
  readonly isFile: boolean;
  readonly shape: ModelShape;
}

const NOTHING: TargetSettings = { budget: {}, allowed: {}, workload: {}, severities: {}, ignored: [] };

/**
 * What the configuration says about a target. All entries that match apply, in order; a later one overrides an earlier
 * one key by key, and a severity that it sets ends an earlier ignore of the rule.
 */
export function settingsFor(target: Subject, { targets }: ProjectConfig): TargetSettings {
  return targets.filter((entry) => matches(target, entry)).reduce(merge, NOTHING);
}

function matches({ label, isFile, shape }: Subject, { files, names }: ProjectEntry): boolean {
  if (!isFile) return names.some((name) => sameShape(name.shape, shape));
  const path = withoutDot(label.replaceAll('\\', '/'));
  return files.some((glob) => picomatch.isMatch(path, withoutDot(glob), { dot: true, noextglob: true }));
}

function withoutDot(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}

function merge(before: TargetSettings, after: TargetSettings): TargetSettings {
  const { chips = before.chips, modelParallelism = before.modelParallelism } = after;
  const still = before.ignored.filter(({ ruleId }) => after.severities[ruleId] === undefined);
  return {
    budget: { ...before.budget, ...after.budget },
    allowed: { ...before.allowed, ...after.allowed },
    ...(chips === undefined ? {} : { chips }),
    ...(modelParallelism === undefined ? {} : { modelParallelism }),
    workload: { ...before.workload, ...after.workload },
    severities: { ...before.severities, ...after.severities },
    ignored: [...still, ...after.ignored],
  };
}
