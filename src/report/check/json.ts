import type { ModelEstimate } from '../../estimate/model';
import type { CheckedTarget, CheckReport, Severity } from '../../rules/finding';
import { locate } from './location';
import type { CheckOptions } from './options';

/** A finding of the JSON contract, and where it points. */
export interface FindingJson {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly target: string;
  readonly message: string;
  readonly hint: string;
  readonly actual: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endColumn: number | null;
}

/** The figures that a check shows of a model. */
export interface MetricsJson {
  readonly tflops: number;
  readonly parameters: number;
  readonly stepsPerSecond: number;
  readonly perCoreBytes: number;
}

/** A target with its figures, and as ratios to the baseline's. */
export interface TargetJson {
  readonly target: string;
  readonly isFile: boolean;
  readonly model: string | null;
  readonly metrics: MetricsJson | null;
  readonly baseline: {
    readonly model: string;
    readonly metrics: MetricsJson;
    readonly ratios: {
      readonly tflopsRatio: number;
      readonly parametersRatio: number;
      readonly stepsPerSecondRatio: number;
      readonly perCoreBytesRatio: number;
    } | null;
  } | null;
  readonly ignored: CheckedTarget['ignored'];
}

/** The payload of `check --json`. */
export interface CheckPayload {
  readonly findings: readonly FindingJson[];
  readonly summary: CheckReport['summary'];
  readonly targets: readonly TargetJson[];
  readonly removed: readonly string[];
}

/** The contract's findings and summary, and the figures of every target. Text is as the user gave it. */
export function checkPayload(report: CheckReport, root = ''): CheckPayload {
  const { errors, warnings, targets } = report.summary;
  return {
    findings: report.targets.flatMap((target) => findingsJson(target, root)),
    summary: { errors, warnings, targets },
    targets: report.targets.map(targetJson),
    removed: report.removed ?? [],
  };
}

/** The payload in its envelope, if one is given, as JSON text without a character that a terminal would act on. */
export function renderJson(report: CheckReport, { envelope, root }: CheckOptions): string {
  const payload = checkPayload(report, root);
  return writeJson(envelope === undefined ? payload : envelope(payload));
}

/** JSON text in which every control character, bidirectional override and lone surrogate is escaped; nothing is lost. */
export function writeJson(value: object): string {
  const written = (text: string) =>
    [...Array(text.length).keys()]
      .map((i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join('');
  return `${JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, written)}\n`;
}

function findingsJson(target: CheckedTarget, root: string): FindingJson[] {
  return target.findings.map((finding) => {
    const { ruleId, severity, message, hint, actual, limit, unit } = finding;
    const location = locate(finding, target, root);
    return {
      ...{ ruleId, severity, target: finding.target, message, hint, actual, limit, unit },
      file: location?.path ?? null,
      line: location?.line ?? null,
      column: location?.column ?? null,
      endColumn: location?.endColumn ?? null,
    };
  });
}

function targetJson({ target, isFile, model, baseline, ignored }: CheckedTarget): TargetJson {
  const metrics = model === null ? null : metricsOf(model);
  return {
    target,
    isFile,
    model: model?.name ?? null,
    metrics,
    baseline: baseline === null ? null : baselineJson(metrics, baseline),
    ignored: ignored.map(({ ruleId, reason }) => ({ ruleId, reason })),
  };
}

function baselineJson(metrics: MetricsJson | null, baseline: ModelEstimate): TargetJson['baseline'] {
  const base = metricsOf(baseline);
  const ratios = metrics && {
    tflopsRatio: metrics.tflops / base.tflops,
    parametersRatio: metrics.parameters / base.parameters,
    stepsPerSecondRatio: metrics.stepsPerSecond / base.stepsPerSecond,
    perCoreBytesRatio: metrics.perCoreBytes / base.perCoreBytes,
  };
  return { model: baseline.name, metrics: base, ratios };
}

function metricsOf({ compute, parameters, throughput, memory }: ModelEstimate): MetricsJson {
  return {
    tflops: compute.tflops,
    parameters: parameters.total,
    stepsPerSecond: throughput.stepsPerSecond,
    perCoreBytes: memory.perCoreBytes,
  };
}
