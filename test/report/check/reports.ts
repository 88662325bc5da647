import type { ModelEstimate } from '../../../src/estimate/model';
import type { CheckOptions, RuleText } from '../../../src/report/check/options';
import { PLAIN } from '../../../src/report/style';
import type { CheckedTarget, CheckReport, Finding } from '../../../src/rules/finding';
import { estimateOf } from '../../support/settings';

export const RULES: readonly RuleText[] = [
  {
    id: 'budget-flops',
    severity: 'error',
    summary: '#TFlops over the budget',
    description: 'The #TFlops of one step are over the budget.',
    help: '# budget-flops\n\nTake a shape that costs less:\n\n    scaleplan suggest --budget-flops 11T\n',
  },
  {
    id: 'matrix-unit',
    severity: 'warning',
    summary: 'Dimensions that waste the matrix unit',
    description: 'A dimension is no multiple of 128.',
    help: 'Round it up.',
  },
];

export const OPTIONS: CheckOptions = {
  canvas: { width: 80, style: PLAIN },
  version: '1.2.3',
  rules: RULES,
};

export const OVER_BUDGET: Finding = {
  ruleId: 'budget-flops',
  severity: 'error',
  target: 'configs/small.json',
  message: '#TFlops is 9.98, 24.7% over the limit of 8.',
  hint: 'Lower num_layers in configs/small.json, or raise the budget in scaleplan.config.json.',
  actual: 9.98,
  limit: 8,
  unit: 'tflops',
  place: { file: 'configs/small.json', line: 7, text: '  "num_layers": 24,', start: 2, end: 18 },
};

export const MISALIGNED: Finding = {
  ruleId: 'matrix-unit',
  severity: 'warning',
  target: 'NL24-SM',
  message: 'd_kv 64 wastes 50% of the matrix unit.',
  hint: 'Take a key size of 128.',
  actual: 50,
  limit: null,
  unit: '%',
  place: null,
};

/** A target without findings, but for some changes. */
export function targetOf(target: string, changes: Partial<CheckedTarget> = {}): CheckedTarget {
  return {
    target,
    isFile: target.includes('.'),
    model: MODELS.small,
    baseline: null,
    findings: [],
    ignored: [],
    ...changes,
  };
}

/** A report of these targets, counted. */
export function reportOf(...targets: readonly CheckedTarget[]): CheckReport {
  const count = (severity: Finding['severity']) =>
    targets.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
  return {
    targets,
    summary: { errors: count('error'), warnings: count('warning'), targets: targets.length },
  };
}

export const MODELS = {
  small: estimateOf('SM'),
  deep: estimateOf('NL24-SM'),
  base: estimateOf('BASE'),
} satisfies Record<string, ModelEstimate>;

export const CLEAN = reportOf(targetOf('SM'), targetOf('configs/a.json'), targetOf('configs/b.json'));

/** An error with a place, a warning without, a target that is clean, a rule that is ignored. */
export const MIXED = reportOf(
  targetOf('configs/small.json', { model: MODELS.deep, findings: [OVER_BUDGET] }),
  targetOf('NL24-SM', { model: MODELS.deep, findings: [MISALIGNED] }),
  targetOf('configs/b.json', { ignored: [{ ruleId: 'matrix-unit', reason: 'as the paper has it' }] }),
);

/** Against a baseline: changed, with and without findings, new, unchanged, and one that cannot be laid out any more. */
export const COMPARED = reportOf(
  targetOf('configs/small.json', { model: MODELS.deep, baseline: MODELS.small, findings: [OVER_BUDGET] }),
  targetOf('NL24-SM', { model: MODELS.deep, baseline: MODELS.base }),
  targetOf('configs/new.json', { model: MODELS.base }),
  targetOf('configs/broken.json', { model: null, baseline: MODELS.base }),
  targetOf('configs/a.json', { baseline: MODELS.small }),
  targetOf('SM', { baseline: MODELS.small }),
);

/** Text that means something in one format or another. */
export const NASTY_TEXTS = [
  '\u001b[31mred\u001b[0m \u009b2J',
  'a | b || c `code` ``` ~~~',
  '--> <!-- x --> ]]> <script>alert(1)</script> &amp;',
  'line one\n::error::line two\r\n- item\n\n# heading',
  '::set-output name=x::y, file=z,line=1 100% %0A',
  '@octocat fixes #12 GH-13 https://example.org www.example.org [a](b)',
  'bidi \u202e \u2066 \u2028 \u2029 \u200d \ufeff',
  'nul \u0000 bell \u0007 \ud800 lone \ufffe \uffff \u{1f600}',
  `"quotes" 'single' \\back \\u{1b} $math$ {{x}}`,
  '``````\n```\n~~~\n</details></code></testcase>',
] as const;

/** A report in which every text of the user's is this one. */
export function nastyReport(text: string): CheckReport {
  const finding = (severity: Finding['severity'], isPlaced: boolean): Finding => ({
    ruleId: text,
    severity,
    target: text,
    message: text,
    hint: text,
    actual: Number.NaN,
    limit: 1,
    unit: text,
    place: isPlaced ? { file: text, line: 3, text, start: 1, end: 4 } : null,
  });
  const findings = [finding('error', true), finding('error', false), finding('warning', true)];
  const ignored = [{ ruleId: `${text}2`, reason: text }];
  const model = { ...MODELS.deep, name: text };
  return reportOf(
    targetOf(text, { isFile: true, model, baseline: MODELS.base, findings, ignored }),
    targetOf(text, { isFile: false, model, findings: [finding('warning', false)] }),
    targetOf(text, { isFile: true, model, baseline: model }),
  );
}
