import { type Comparison, compareModels } from '../plan/compare';
import { type Failure, findFailures, parseCondition } from '../plan/failOn';
import { UserError } from '../problems/problem';
import { estimateTarget } from '../request/estimates';
import { checkFlagsApply } from '../request/families';
import { shapesOf } from '../request/targets';
import { checkTexts } from './checks';
import { MODEL_KEYS, readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, readSeveral } from './models';
import type { ModelOptions } from './options';

/** The options of `compare`. */
export interface CompareOptions extends ModelOptions {
  /** Conditions such as `tflops>+5%`: `failures` then lists the models that meet them against the first. */
  readonly failOn?: string | readonly string[];
}

/** Models side by side with the first, and which of them meet a condition of `failOn`. */
export interface CheckedComparison extends Comparison {
  /** There with the option `failOn` only. */
  readonly failures?: readonly Failure[];
}

/**
 * Models side by side with the first of them: the object that `scaleplan compare A B --json` prints, without its envelope.
 *
 * @param models two or more names, patterns, shapes, configurations or described models
 * @param options the setting, how names are read, and conditions to fail on
 * @returns the models, their ratios to the first, published scores, and a verdict in words
 * @throws {@link UserError} for fewer than two models, and as `describe` does
 * @example
 * ```js
 * const { versus, verdicts } = compare(['base', 'small-24L']);
 * versus.length; // 1
 * verdicts[0].startsWith('NL24-SM has'); // true
 * ```
 */
export function compare(models: readonly Model[], options: CompareOptions = {}): CheckedComparison {
  const { flags, own } = readOptions(options, MODEL_KEYS, ['failOn']);
  const conditions = 'failOn' in own ? checkTexts('failOn', own['failOn']).map(parseCondition) : [];
  const targets = readSeveral(models, flags);
  checkFlagsApply(shapesOf(targets), flags);
  if (targets.length < 2) throw new UserError('compare-needs-two', {});
  const estimates = targets.map((target) => estimateTarget(target, flags));
  const comparison = compareModels(estimates);
  const failures = findFailures(conditions, estimates);
  return frozenCopy(conditions.length > 0 ? { ...comparison, failures } : comparison);
}
