import { estimateModel, type ModelEstimate } from '../estimate/model';
import type { Setting } from '../estimate/setting';
import { UserError } from '../problems/problem';
import type { RuleContext } from '../rules/context';
import type { Target } from './targets';

/** What came of estimating a target: the model, or why it cannot be laid out. */
interface Attempt {
  readonly model: ModelEstimate | null;
  readonly layoutProblem: RuleContext['layoutProblem'];
}

const LAYOUT_PROBLEMS: ReadonlySet<string> = new Set([
  'indivisible-dimensions',
  'more-model-parallelism-than-cores',
  'no-model-parallelism',
  'fewer-sequences-than-replicas',
  'indivisible-sequences',
]);

/**
 * The estimate of a target, or why it cannot be laid out: what a check reports as a finding.
 * @throws UserError for what is no problem of the layout
 */
export function tryEstimate({ shape, fileName, notes }: Target, setting: Setting): Attempt {
  try {
    return { model: estimateModel(shape, setting, fileName, notes), layoutProblem: null };
  } catch (error) {
    if (!(error instanceof UserError) || !LAYOUT_PROBLEMS.has(error.code)) throw error;
    const { code, message, hint } = error;
    return { model: null, layoutProblem: { code, message, hint } };
  }
}
