import type { Budget } from '../plan/budget';
import { nearestSpellings } from '../problems/nearest';
import { UserError } from '../problems/problem';
import { parseIncrease } from '../project/quantities';
import { type CheckPayload, checkPayload } from '../report/check/json';
import { tryEstimate } from '../request/attempt';
import { checkFlagsApply } from '../request/families';
import { withPlaceOf } from '../request/placed';
import { type CommonFlags, readSetting } from '../request/setting';
import { shapesOf, type Target } from '../request/targets';
import type { AllowedIncrease } from '../rules/context';
import type { CheckedTarget, Severity } from '../rules/finding';
import { MEASURES } from '../rules/measures';
import { RULE_IDS } from '../rules/registry';
import { type RuleSeverities, runRules } from '../rules/run';
import { type Limits, readLimits } from './budget';
import { amountText, checkKeys } from './checks';
import { MODEL_KEYS, readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, oneTarget, readSeveral } from './models';
import type { ModelOptions } from './options';

/** The rules that `check` goes by, by their ids. `scaleplan check --explain RULE` says what each finds and why. */
export const RULES: readonly string[] = frozenCopy(RULE_IDS);

/** The options of `check`. */
export interface CheckOptions extends ModelOptions {
  /** What every model has to keep within. */
  readonly budget?: Limits;
  /** What models are compared with, one by one. */
  readonly baseline?: Model;
  /** How much each may be more than the baseline (speed: less): a percentage, a quantity, or both: `'5%'`, `'5%,0.5T'`. */
  readonly increase?: Limits;
  /** How much findings of a rule matter, where it is not the rule's own default. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'off'];

/**
 * Checks models against budgets, a baseline, and what the paper and the machine say of good shapes. What
 * `scaleplan check MODEL... --no-config --json` prints, without its envelope.
 *
 * @param models a pattern, a model, or a list of both
 * @param options the setting, how names are read, budgets, baseline, and rules
 * @returns findings, the number of errors and warnings, and the figures of every model; nothing is thrown for a finding
 * @throws {@link UserError} for options that cannot be read, and for what is no model
 * @example
 * ```js
 * const { findings, summary } = check('BASE', { budget: { flops: '10T' } });
 * summary.errors; // 1
 * findings.find(({ severity }) => severity === 'error').ruleId; // 'budget-flops'
 * ```
 */
export function check(models: Model | readonly Model[], options: CheckOptions = {}): CheckPayload {
  const { flags, own } = readOptions(options, MODEL_KEYS, ['budget', 'baseline', 'increase', 'rules']);
  const basis: Basis = {
    flags,
    budget: 'budget' in own ? readLimits('budget', own['budget']) : {},
    allowed: 'increase' in own ? readIncreases(own['increase']) : {},
    baseline: 'baseline' in own ? oneTarget(own['baseline'], flags) : null,
    severities: 'rules' in own ? readSeverities(own['rules']) : {},
  };
  if (basis.baseline === null && Object.keys(basis.allowed).length > 0) {
    throw new UserError('increase-without-baseline', {});
  }
  const targets = readSeveral(models, flags);
  if (targets.length === 0) throw new UserError('no-models', { command: 'check', example: "check('BASE')" });
  checkFlagsApply(shapesOf(targets), flags);
  const checked = once(targets).map((target) => checkTarget(target, basis));
  const count = (severity: Severity) =>
    checked.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
  const summary = { errors: count('error'), warnings: count('warning'), targets: checked.length };
  return frozenCopy(checkPayload({ targets: checked, summary }));
}

interface Basis {
  readonly flags: CommonFlags;
  readonly budget: Budget;
  readonly allowed: Readonly<Partial<Record<keyof Budget, AllowedIncrease>>>;
  readonly baseline: Target | null;
  readonly severities: RuleSeverities;
}

function checkTarget(target: Target, { flags, budget, allowed, baseline, severities }: Basis): CheckedTarget {
  const setting = withPlaceOf(target, flags, () => readSetting(flags, target.run));
  const { model, layoutProblem } = withPlaceOf(target, flags, () => tryEstimate(target, setting));
  const before = baseline && tryEstimate(baseline, readSetting(flags, baseline.run)).model;
  const { label, isFile, shape, places } = target;
  const found = { target: label, isFile, model, baseline: before };
  const context = { ...found, shape, setting, layoutProblem, places, budget, allowed, budgetFile: null };
  return { ...found, findings: runRules(context, severities), ignored: [] };
}

/** A name that is said again is checked once; shapes without a name have nothing to be told apart by. */
function once(targets: readonly Target[]): Target[] {
  return targets.filter(
    (target, i) =>
      targets.findIndex(({ label, shape }) => label === target.label && shape === target.shape) === i,
  );
}

function readIncreases(increase: unknown): Basis['allowed'] {
  const given = checkKeys(
    'increase',
    increase,
    MEASURES.map(({ key }) => key),
  );
  const read = MEASURES.flatMap(({ key, id }) => {
    if (!(key in given)) return [];
    const kind = key === 'memoryBytes' ? 'bytes' : 'count';
    return [[key, parseIncrease(amountText(key, given[key]), { flag: `--increase-${id}`, kind })]];
  });
  return Object.fromEntries(read);
}

function readSeverities(rules: unknown): RuleSeverities {
  const given = checkKeys('rules', rules, Object.keys(rules ?? {}));
  for (const [name, severity] of Object.entries(given)) {
    if (!RULE_IDS.includes(name)) {
      throw new UserError('project-unknown-rule', {
        name,
        nearest: nearestSpellings(name, RULE_IDS),
        names: RULE_IDS,
      });
    }
    if (SEVERITIES.includes(severity)) continue;
    throw new UserError('option-kind', { name, expected: 'error, warning or off', found: 'another value' });
  }
  return given as RuleSeverities;
}
