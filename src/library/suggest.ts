import { type Suggestion, suggestShapes } from '../plan/suggest';
import { UserError } from '../problems/problem';
import { readSetting } from '../request/setting';
import { type Limits, readLimits } from './budget';
import { readOptions, SETTING_KEYS } from './flags';
import { frozenCopy } from './frozen';
import type { SettingOptions } from './options';

/**
 * The shapes to train within a budget: the paper's DeepNarrow strategy and the alternatives to it. The object that
 * `scaleplan suggest --budget-... --json` prints, without its envelope.
 *
 * @param budget one limit or several; they hold all at once
 * @param options the setting
 * @returns recommendations with reasons and evidence, cheapest first; none, and `cheapest`, where nothing is within the budget
 * @throws {@link UserError} without a limit, for one that cannot be read, and as `describe` does
 * @example
 * ```js
 * const { recommendations } = suggest({ flops: '11T' });
 * recommendations[0].model.name; // 'NL24-SM'
 * ```
 */
export function suggest(budget: Limits, options: SettingOptions = {}): Suggestion {
  const limits = readLimits('budget', budget);
  if (Object.keys(limits).length === 0) throw new UserError('no-budget', {});
  const { flags } = readOptions(options, SETTING_KEYS);
  return frozenCopy(suggestShapes(limits, readSetting(flags)));
}
