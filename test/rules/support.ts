import { estimateModel, type ModelEstimate } from '../../src/estimate/model';
import type { Setting } from '../../src/estimate/setting';
import type { ModelShape } from '../../src/model/shape';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';
import type { RuleContext } from '../../src/rules/context';
import type { Finding } from '../../src/rules/finding';
import { runRules } from '../../src/rules/run';
import { type Changes, setting } from '../support/settings';

/** What a test changes of a target that is a name without limits in the paper's setting. */
export type ContextChanges = Partial<Omit<RuleContext, 'shape' | 'setting'>> & { readonly run?: Changes };

/** The context of a shape, laid out as the check does it. */
export function contextOf(
  model: string | ModelShape,
  { run = {}, ...changes }: ContextChanges = {},
): RuleContext {
  const shape = typeof model === 'string' ? parseName(model) : model;
  const chosen = setting(run);
  return {
    target: typeof model === 'string' ? model : 'model.json',
    isFile: typeof model !== 'string',
    shape,
    setting: chosen,
    ...layOut(shape, chosen),
    places: {},
    budget: {},
    baseline: null,
    allowed: {},
    budgetFile: null,
    ...changes,
  };
}

function layOut(
  shape: ModelShape,
  chosen: Setting,
): { model: ModelEstimate | null; layoutProblem: RuleContext['layoutProblem'] } {
  try {
    return { model: estimateModel(shape, chosen), layoutProblem: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, hint } = error;
    return { model: null, layoutProblem: { code, message, hint } };
  }
}

/** What one rule finds. */
export function found(ruleId: string, context: RuleContext): Finding[] {
  return runRules(context).filter((finding) => finding.ruleId === ruleId);
}

/** The one message of a rule, or null where it is silent. */
export function messageOf(ruleId: string, context: RuleContext): string | null {
  return found(ruleId, context)[0]?.message ?? null;
}

/** A line of a file as a place. */
export function line(number: number) {
  return { file: 'model.json', line: number, text: '', start: 0, end: 1 };
}
