import type { CheckedTarget, CheckReport, Finding, Severity } from '../../rules/finding';
import { locate } from './location';
import type { CheckOptions, RuleText } from './options';
import { sentence } from './words';
import { element, XML_HEAD, type XmlElement } from './xml';

/** A check as JUnit XML: a suite a target, a case a rule; errors are failures, warnings are output. */
export function renderJunit(report: CheckReport, { rules, root }: CheckOptions): string {
  const suites = report.targets.map((target) => suiteOf(target, rules, root));
  const total = (key: keyof Counts) => String(suites.reduce((sum, { counts }) => sum + counts[key], 0));
  const attributes = {
    name: 'scaleplan check',
    tests: total('tests'),
    failures: total('failures'),
    errors: '0',
    skipped: total('skipped'),
  };
  const document = element(
    'testsuites',
    attributes,
    suites.map(({ xml }) => xml),
  );
  return `${XML_HEAD}${document('')}\n`;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly skipped: number;
}

interface Suite {
  readonly counts: Counts;
  readonly xml: XmlElement;
}

function suiteOf(target: CheckedTarget, rules: readonly RuleText[], root = ''): Suite {
  const ids = idsOf(target, rules);
  const count = (isOne: (id: string) => boolean) => ids.filter(isOne).length;
  const counts = {
    tests: ids.length,
    failures: count((id) => ofRule(target, id, 'error').length > 0),
    skipped: count((id) => isSkipped(target, id)),
  };
  const { tests, failures, skipped } = counts;
  const attributes = {
    name: sentence(target.target),
    tests: String(tests),
    failures: String(failures),
    errors: '0',
    skipped: String(skipped),
  };
  const cases = ids.map((id) => caseOf(target, id, root));
  return { counts, xml: element('testsuite', attributes, cases) };
}

/** The rules, in their order, then those that only this target knows; a suite is never empty. */
function idsOf({ findings, ignored }: CheckedTarget, rules: readonly RuleText[]): string[] {
  const known = rules.map(({ id }) => id);
  const ids = [...new Set([...known, ...[...findings, ...ignored].map(({ ruleId }) => ruleId)])];
  return ids.length > 0 ? ids : ['check'];
}

function ofRule({ findings }: CheckedTarget, id: string, severity: Severity): Finding[] {
  return findings.filter((finding) => finding.ruleId === id && finding.severity === severity);
}

/** An ignored rule has no findings; were there one all the same, it would count. */
function isSkipped({ findings, ignored }: CheckedTarget, id: string): boolean {
  return ignored.some(({ ruleId }) => ruleId === id) && findings.every(({ ruleId }) => ruleId !== id);
}

function caseOf(target: CheckedTarget, id: string, root: string): XmlElement {
  const [errors, warnings] = [ofRule(target, id, 'error'), ofRule(target, id, 'warning')];
  const describe = (findings: readonly Finding[]) =>
    findings.map((finding) => describeFinding(finding, target, root)).join('\n');
  const children = [];
  if (errors.length > 0) {
    const message = errors.map((finding) => sentence(finding.message)).join(' ');
    children.push(element('failure', { message, type: sentence(id) }, describe(errors)));
  } else if (isSkipped(target, id)) {
    const reason = target.ignored.find(({ ruleId }) => ruleId === id)?.reason ?? '';
    children.push(element('skipped', { message: sentence(reason) }, []));
  }
  if (warnings.length > 0) children.push(element('system-out', {}, describe(warnings)));
  return element('testcase', { name: sentence(id), classname: sentence(target.target) }, children);
}

function describeFinding(finding: Finding, target: CheckedTarget, root: string): string {
  const location = locate(finding, target, root);
  const line = location?.line ? `:${location.line}:${location.column}` : '';
  const where = location === null ? sentence(target.target) : sentence(location.path) + line;
  const { severity, message, hint } = finding;
  return `${where}: ${severity}: ${sentence(message)}\nhint: ${sentence(hint)}`;
}
