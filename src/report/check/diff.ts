import type { CheckedTarget, CheckReport } from '../../rules/finding';
import { changeOf, changesOf, hasBaseline, METRICS, type MetricChange, writeMetric } from './changes';
import { modelName, sentence } from './words';

/** One target against the baseline: `~ NL24-SM`, and the metrics beside it. */
export interface DiffLine {
  readonly lead: string;
  readonly parts: readonly { readonly text: string; readonly isBetter: boolean | null }[];
}

/** What a person reads at a glance: changed targets with `~`, new ones with `+`, removed ones with `-`; none where there is no baseline. */
export function diffOf(report: CheckReport): DiffLine[] {
  if (!hasBaseline(report)) return [];
  return [
    ...report.targets.filter((target) => changeOf(target) !== 'unchanged').map(lineOf),
    ...(report.removed ?? []).map(removedLine),
  ];
}

function removedLine(path: string): DiffLine {
  return { lead: `- ${sentence(path)}`, parts: [{ text: 'removed', isBetter: null }] };
}

function lineOf(target: CheckedTarget): DiffLine {
  const { model, baseline } = target;
  const mark = baseline === null ? '+' : '~';
  const lead = `${mark} ${sentence(target.target)}${identity(target)}`;
  if (model === null) return { lead, parts: [{ text: 'cannot be laid out', isBetter: false }] };
  if (baseline !== null) return { lead, parts: changesOf(target).map(changedPart) };
  const own = METRICS.map((metric) => `${metric.title} ${writeMetric(metric, model, null)}`);
  return { lead, parts: own.map((text) => ({ text, isBetter: null })) };
}

function changedPart({ title, text, isBetter }: MetricChange): DiffLine['parts'][number] {
  return { text: `${title} ${text}`, isBetter };
}

/** ` (NL24-SM, was SM)`: the names of the models, where they say more than the target does. */
function identity(target: CheckedTarget): string {
  const was = target.baseline === null ? '' : sentence(target.baseline.name);
  const isOther = was !== '' && target.model !== null && target.model.name !== target.baseline?.name;
  const names = [modelName(target), isOther ? `was ${was}` : ''].filter(Boolean);
  return names.length > 0 ? ` (${names.join(', ')})` : '';
}
