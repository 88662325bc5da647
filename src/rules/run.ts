import { familyOf } from '../model/family';
import { nearestSpellings } from '../problems/nearest';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import type { RuleContext } from './context';
import type { Finding, Severity } from './finding';
import { RULE_IDS, RULES } from './registry';

/** How much each rule's findings matter, where it is not the rule's own default; `off` leaves the rule out. */
export type RuleSeverities = Readonly<Partial<Record<string, Severity | 'off'>>>;

/** Everything that the rules find about a target, in the order of the rules. */
export function runRules(context: RuleContext, severities: RuleSeverities = {}): Finding[] {
  const family = familyOf(context.shape);
  return RULES.flatMap((rule) => {
    const severity = severities[rule.id] ?? rule.defaultSeverity;
    if (severity === 'off' || rule.families?.includes(family) === false) return [];
    return rule
      .check(context)
      .map((result) => ({ ruleId: rule.id, severity, target: context.target, ...result }));
  });
}

/**
 * The page of documentation of a rule.
 * @throws UserError `project-unknown-rule`
 */
export function explainRule(id: string): string {
  const rule = RULES.find((candidate) => candidate.id === id.toLowerCase());
  if (rule) return rule.explanation;
  const nearest = nearestSpellings(id, RULE_IDS);
  throw new UserError('project-unknown-rule', { name: id, nearest, names: RULE_IDS }, wholeOf(id));
}
