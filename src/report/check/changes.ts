import type { ModelEstimate } from '../../estimate/model';
import type { CheckedTarget, CheckReport } from '../../rules/finding';
import { formatBytes, formatChange, formatCount, formatTflops, significant } from '../../units/format';

/** A figure that a check shows of every target. */
export interface Metric {
  readonly title: string;
  readonly lessIsGood: boolean;
  readonly measure: (model: ModelEstimate) => number;
  readonly format: (value: number) => string;
}

export const METRICS: readonly Metric[] = [
  {
    title: '#TFlops',
    lessIsGood: true,
    measure: ({ compute }) => compute.tflops,
    format: formatTflops,
  },
  {
    title: 'parameters',
    lessIsGood: true,
    measure: ({ parameters }) => parameters.total,
    format: formatCount,
  },
  {
    title: 'steps/s',
    lessIsGood: false,
    measure: ({ throughput }) => throughput.stepsPerSecond,
    format: (value) => significant(value, 3),
  },
  {
    title: 'memory',
    lessIsGood: true,
    measure: ({ memory }) => memory.perCoreBytes,
    format: formatBytes,
  },
];

/** A metric that differs from the baseline's. */
export interface MetricChange {
  readonly title: string;
  /** `11.40 -> 9.98 (-12.5%)` */
  readonly text: string;
  readonly isBetter: boolean;
}

export type Change = 'new' | 'changed' | 'unchanged';

/** Whether the report compares with a baseline. */
export function hasBaseline({ targets, removed = [] }: CheckReport): boolean {
  return removed.length > 0 || targets.some(({ baseline }) => baseline !== null);
}

/** What became of a target since the baseline, in a report that has one. */
export function changeOf(target: CheckedTarget): Change {
  if (target.baseline === null) return 'new';
  return target.model === null || changesOf(target).length > 0 ? 'changed' : 'unchanged';
}

/** The metrics of a target that differ from the baseline's. */
export function changesOf({ model, baseline }: CheckedTarget): MetricChange[] {
  if (model === null || baseline === null) return [];
  return METRICS.filter(({ measure }) => measure(model) !== measure(baseline)).map((metric) => ({
    title: metric.title,
    text: writeMetric(metric, model, baseline),
    isBetter: metric.measure(model) < metric.measure(baseline) === metric.lessIsGood,
  }));
}

/** A metric of a model, after that of the baseline where the two differ. */
export function writeMetric(
  { measure, format }: Metric,
  model: ModelEstimate,
  baseline: ModelEstimate | null,
): string {
  const value = measure(model);
  const before = baseline === null ? value : measure(baseline);
  if (value === before) return format(value);
  return `${format(before)} -> ${format(value)} (${formatChange(value / before)})`;
}

/** The targets that have findings or, against a baseline, are not what they were; and the others. */
export function partTargets(report: CheckReport): { told: CheckedTarget[]; quiet: CheckedTarget[] } {
  const compares = hasBaseline(report);
  const isTold = (target: CheckedTarget) =>
    target.findings.length > 0 || (compares && changeOf(target) !== 'unchanged');
  return {
    told: report.targets.filter(isTold),
    quiet: report.targets.filter((target) => !isTold(target)),
  };
}
