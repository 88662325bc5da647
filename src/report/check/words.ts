import { printable } from '../../problems/quote';
import type { CheckedTarget, CheckReport, Finding } from '../../rules/finding';
import { formatWhole, plural } from '../../units/format';

/** The most targets that are named in a list of them. */
const MOST_NAMED = 20;

/** The user's text as one paragraph: line breaks become spaces, what a terminal acts on is written out. */
export function sentence(text: string): string {
  return printable(text.replace(/[\t\r\n]+/g, ' ').trim());
}

/** The user's text, cut where it is long, as it may stand in a table or a title. */
export function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 3).replace(/[\uD800-\uDBFF]$/, '')}...`;
}

/** A finding with the target that has it. */
export interface TargetFinding {
  readonly finding: Finding;
  readonly target: CheckedTarget;
}

/** All findings of a report, target by target. */
export function findingsOf({ targets }: CheckReport): TargetFinding[] {
  return targets.flatMap((target) => target.findings.map((finding) => ({ finding, target })));
}

/** `2 errors, 1 warning in 3 targets`. */
export function summarySentence({ errors, warnings, targets }: CheckReport['summary']): string {
  const counts = [errors > 0 ? plural(errors, 'error') : '', warnings > 0 ? plural(warnings, 'warning') : ''];
  return `${counts.filter(Boolean).join(', ') || 'no findings'} in ${plural(targets, 'target')}`;
}

/** The name of a target's model, where it says more than the target itself. */
export function modelName({ target, model }: CheckedTarget): string {
  return model === null || model.name === target ? '' : sentence(model.name);
}

/** Targets by name, the first of them: `a, b and 3 more`. */
export function listTargets(targets: readonly CheckedTarget[], write = sentence): string {
  const names = targets.slice(0, MOST_NAMED).map(({ target }) => write(target));
  const more = targets.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${formatWhole(more)} more` : '');
}
