import type { CheckedTarget, CheckReport, Finding } from '../../rules/finding';
import { plural } from '../../units/format';
import { hasBaseline, METRICS, partTargets, writeMetric } from './changes';
import { diffOf } from './diff';
import { locate } from './location';
import { codeMarkdown, escapeMarkdown, fitSections, type Section } from './markdownText';
import type { CheckOptions } from './options';
import { clip, listTargets, modelName, summarySentence } from './words';

/** Hidden in the comment, so that the next run finds and updates it instead of adding another. */
export const COMMENT_MARKER = '<!-- scaleplan-check -->';

/** GitHub takes comments of up to 65,536 characters; this leaves room for what a workflow adds. */
const COMMENT_LIMIT = 65_000;

/** GitHub takes summaries of up to 1 MiB a step; a character has up to four bytes. */
const SUMMARY_LIMIT = 250_000;

const LONGEST_NAME = 120;

/** A check as a comment on a pull request. */
export function renderMarkdown(report: CheckReport, options: CheckOptions): string {
  const head = `${COMMENT_MARKER}\n${headline(report, options)}`;
  return fitSections(head, sectionsOf(report, options), COMMENT_LIMIT);
}

/** A check as Markdown for $GITHUB_STEP_SUMMARY. */
export function githubSummary(report: CheckReport, options: CheckOptions): string {
  return fitSections(headline(report, options), sectionsOf(report, options), SUMMARY_LIMIT);
}

function headline({ summary }: CheckReport, { strict }: CheckOptions): string {
  const fails = summary.errors > 0 || (strict === true && summary.warnings > 0);
  const verdict = fails ? 'check failed' : 'check passed';
  return `### ${fails ? '❌' : '✅'} scaleplan ${verdict}: ${summarySentence(summary)}\n`;
}

function sectionsOf(report: CheckReport, options: CheckOptions): Section[] {
  const compares = hasBaseline(report);
  const { told, quiet } = partTargets(report);
  return [
    tableSection(compares ? told : report.targets),
    diffSection(report),
    findingSection(report, options),
    ignoredSection(report),
    quietSection(quiet, compares),
  ];
}

function tableSection(targets: readonly CheckedTarget[]): Section {
  const titles = ['target', ...METRICS.map(({ title }) => title), 'verdict'];
  const rule = titles.map((_, i) => (i > 0 && i <= METRICS.length ? '--:' : '---'));
  return {
    open: `\n${tableRow(titles)}${tableRow(rule)}`,
    items: targets.map((target) => tableRow([nameCell(target), ...metricCells(target), verdictOf(target)])),
    close: '',
    noun: 'rows of the table',
    share: 0.3,
  };
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function nameCell(target: CheckedTarget): string {
  const name = modelName(target);
  const shown = codeMarkdown(clip(target.target, LONGEST_NAME));
  return name === '' ? shown : `${shown} ${escapeMarkdown(clip(name, LONGEST_NAME))}`;
}

function metricCells({ model, baseline }: CheckedTarget): string[] {
  return METRICS.map((metric) => (model === null ? '-' : writeMetric(metric, model, baseline)));
}

function verdictOf({ findings }: CheckedTarget): string {
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const parts = [
    errors > 0 ? `❌ ${plural(errors, 'error')}` : '',
    warnings > 0 ? `⚠️ ${plural(warnings, 'warning')}` : '',
  ];
  return parts.filter(Boolean).join(', ') || '✅';
}

/** In a fence nothing has a meaning but the fence itself, which no line can close: each starts with its mark. */
function diffSection(report: CheckReport): Section {
  const lines = diffOf(report).map(({ lead, parts }) =>
    [clip(lead, 3 * LONGEST_NAME), ...parts.map(({ text }) => text)].join('  '),
  );
  return {
    open: '\n```diff\n',
    items: lines.map((line) => `${line}\n`),
    close: '```\n',
    noun: 'changed targets',
    share: 0.2,
  };
}

function findingSection({ targets }: CheckReport, { root }: CheckOptions): Section {
  const items = targets.flatMap((target) =>
    target.findings.map((finding, i) => {
      const heading = i === 0 ? `\n**${nameCell(target)}**\n\n` : '';
      return heading + findingItem(finding, target, root);
    }),
  );
  return { open: '\n#### Findings\n', items, close: '', noun: 'findings', share: 1 };
}

function findingItem(finding: Finding, target: CheckedTarget, root = ''): string {
  const location = locate(finding, target, root);
  const file = location === null || location.path === target.target ? '' : `${codeMarkdown(location.path)} `;
  const line = location?.line ? `line ${location.line}` : '';
  const where = file + line === '' ? '' : `, ${(file + line).trim()}`;
  const mark = finding.severity === 'error' ? '❌' : '⚠️';
  const lead = `- ${mark} **${finding.severity}** ${codeMarkdown(clip(finding.ruleId, LONGEST_NAME))}${where}`;
  return `${lead}: ${escapeMarkdown(finding.message)}<br>_hint:_ ${escapeMarkdown(finding.hint)}\n`;
}

function ignoredSection({ targets }: CheckReport): Section {
  const items = targets.flatMap(({ target, ignored }) =>
    ignored.map(({ ruleId, reason }) => {
      const [name, rule] = [target, ruleId].map((text) => codeMarkdown(clip(text, LONGEST_NAME)));
      return `- ${name} ${rule}: ${escapeMarkdown(reason)}\n`;
    }),
  );
  const open = `\n<details><summary>${plural(items.length, 'ignored rule')}</summary>\n\n`;
  return { open, items, close: '\n</details>\n', noun: 'ignored rules', share: 0.2 };
}

function quietSection(quiet: readonly CheckedTarget[], compares: boolean): Section {
  const title = `${plural(quiet.length, 'target')} ${compares ? 'unchanged and ' : ''}without findings`;
  const open = `\n<details><summary>${title}</summary>\n\n`;
  const names = listTargets(quiet, (target) => codeMarkdown(clip(target, LONGEST_NAME)));
  const items = quiet.length === 0 ? [] : [`${names}\n`];
  return { open, items, close: '\n</details>\n', noun: 'lists of unchanged targets', share: 1 };
}
