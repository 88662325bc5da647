import type { Family } from '../model/family';
import type { RuleContext } from './context';
import type { Finding, Severity } from './finding';

/** What a rule looks at: limits that the user sets, whether the model can run, its shape, or what is known of it. */
type RuleCategory = 'budget' | 'fit' | 'shape' | 'evidence';

/** What a rule finds; the runner adds the rule, its severity and the target. */
export type RuleResult = Omit<Finding, 'ruleId' | 'severity' | 'target'>;

/** A thing that the check looks for. */
export interface Rule {
  readonly id: string;
  readonly category: RuleCategory;
  readonly defaultSeverity: Severity;
  readonly title: string;
  /** A page of documentation: what it checks, why, an example, how to mend it, how to switch it off. */
  readonly explanation: string;
  /** The families that it speaks of, where it is not all of them. */
  readonly families?: readonly Family[];
  /** Never throws; nothing where all is well. */
  readonly check: (context: RuleContext) => readonly RuleResult[];
}

/** The parts of a rule's page of documentation. */
interface Page {
  readonly what: string;
  readonly why: string;
  readonly example: string;
  readonly mend: string;
}

/** A rule with its page written out. */
export function defineRule({ page, ...rule }: Omit<Rule, 'explanation'> & { readonly page: Page }): Rule {
  const { id, defaultSeverity, title } = rule;
  const other = defaultSeverity === 'error' ? 'warning' : 'error';
  const explanation = [
    `${id}: ${title}`,
    `Category ${rule.category}; ${defaultSeverity === 'error' ? 'an error' : 'a warning'} unless told.${familiesOf(rule.families)}`,
    `What it checks\n${page.what}`,
    `Why\n${page.why}`,
    `Example\n${page.example}`,
    `How to mend it\n${page.mend}`,
    `How to switch it off\nIn scaleplan.config.json, under a target: "rules": {"${id}": "off"} (or "${other}"), or with the reason kept: "ignore": [{"rule": "${id}", "reason": "..."}].`,
  ].join('\n\n');
  return { ...rule, explanation };
}

function familiesOf(families: readonly Family[] | undefined): string {
  return families === undefined ? '' : ` Of ${families.join(' and ')} models only.`;
}
