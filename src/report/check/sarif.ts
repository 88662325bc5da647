import type { CheckedTarget, CheckReport, Finding } from '../../rules/finding';
import { fingerprints } from './fingerprint';
import { writeJson } from './json';
import { locate, uriOf } from './location';
import type { CheckOptions, RuleText } from './options';
import { clip, findingsOf, sentence } from './words';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const LONGEST_SNIPPET = 500;

/** A check as SARIF 2.1.0, for code scanning and editors. */
export function renderSarif(report: CheckReport, options: CheckOptions): string {
  const { version, rules, root, informationUri } = options;
  const listed = withUnknownRules(rules, report);
  const indices = new Map(listed.map(({ id }, i) => [id, i]));
  const prints = fingerprints(report, root);
  const results = findingsOf(report).map(({ finding, target }, i) => ({
    ruleId: finding.ruleId,
    ruleIndex: indices.get(finding.ruleId),
    level: finding.severity,
    message: { text: `${sentence(finding.message)}\nhint: ${sentence(finding.hint)}` },
    locations: locationsOf(finding, target, root),
    partialFingerprints: { 'scaleplanFinding/v1': prints[i] },
    properties: propertiesOf(finding),
  }));
  const driver = {
    name: 'scaleplan',
    version,
    semanticVersion: version,
    ...(informationUri === undefined ? {} : { informationUri }),
    rules: listed.map(descriptorOf),
  };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return writeJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

/** The rules, and after them those of findings that nobody described. */
function withUnknownRules(rules: readonly RuleText[], report: CheckReport): RuleText[] {
  const listed = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { finding } of findingsOf(report)) {
    const { ruleId, severity, hint } = finding;
    if (listed.has(ruleId)) continue;
    listed.set(ruleId, { id: ruleId, severity, summary: ruleId, description: ruleId, help: hint });
  }
  return [...listed.values()];
}

function descriptorOf({ id, severity, summary, description, help }: RuleText) {
  return {
    id,
    shortDescription: { text: sentence(summary) },
    fullDescription: { text: sentence(description) },
    help: { text: plain(help), markdown: plain(help) },
    defaultConfiguration: { level: severity },
  };
}

/** Text of several lines, each without control characters. */
function plain(text: string): string {
  return text.split(/\r?\n/).map(sentenceKeepingIndent).join('\n');
}

function sentenceKeepingIndent(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + sentence(line);
}

function locationsOf(finding: Finding, target: CheckedTarget, root: string | undefined) {
  const location = locate(finding, target, root);
  if (location === null) return [];
  const { path, line, column, endColumn } = location;
  const artifactLocation = { uri: uriOf(path) };
  if (line === null || finding.place === null) return [{ physicalLocation: { artifactLocation } }];
  const { text, start, end } = finding.place;
  const region = {
    startLine: line,
    startColumn: column,
    endColumn,
    snippet: { text: clip(sentence(text.slice(start, end)), LONGEST_SNIPPET) },
  };
  return [{ physicalLocation: { artifactLocation, region } }];
}

function propertiesOf({ target, actual, limit, unit }: Finding) {
  const figures = [
    ['actual', actual],
    ['limit', limit],
    ['unit', unit],
  ] as const;
  return { target, ...Object.fromEntries(figures.filter(([, value]) => value !== null)) };
}
