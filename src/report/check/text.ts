import type { CheckedTarget, CheckReport, Finding } from '../../rules/finding';
import { plural } from '../../units/format';
import type { Canvas } from '../style';
import { paragraph } from '../wrap';
import { hasBaseline, partTargets } from './changes';
import { type DiffLine, diffOf } from './diff';
import { locate } from './location';
import type { CheckOptions } from './options';
import { drawSourceLine } from './sourceLine';
import { listTargets, modelName, sentence, summarySentence } from './words';

const INDENT = '    ';
const same = (text: string) => text;

/** A check for a terminal: what changed, findings grouped by target, the rest in one line, a closing count. */
export function renderText(report: CheckReport, { canvas, root, quiet }: CheckOptions): string {
  const { told, quiet: clean } = partTargets(report);
  if (quiet && told.length === 0 && (report.removed ?? []).length === 0) return '';
  const sections = [
    diffOf(report)
      .map((line) => drawDiffLine(line, canvas))
      .join('\n'),
    ...told.filter(({ findings }) => findings.length > 0).map((target) => drawTarget(target, canvas, root)),
    cleanLine(clean, hasBaseline(report), canvas),
    ignoredLines(report, canvas),
    closingLine(report, canvas),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** A line of the diff; metrics that find no room continue below the first of them. */
function drawDiffLine({ lead, parts }: DiffLine, { width, style }: Canvas): string {
  let column = lead.length;
  let drawn = style.strong(lead);
  for (const { text, isBetter } of parts) {
    const fits = column + 2 + text.length <= width;
    column = (fits ? column + 2 : INDENT.length) + text.length;
    const set = isBetter === null ? same : isBetter ? style.good : style.bad;
    drawn += (fits ? '  ' : `\n${INDENT}`) + set(text);
  }
  return drawn;
}

function drawTarget(target: CheckedTarget, canvas: Canvas, root = ''): string {
  const { strong, dim } = canvas.style;
  const name = modelName(target);
  const heading = strong(sentence(target.target)) + (name === '' ? '' : dim(`  ${name}`));
  return [heading, ...target.findings.map((finding) => drawFinding(finding, target, canvas, root))].join(
    '\n',
  );
}

function drawFinding(finding: Finding, target: CheckedTarget, canvas: Canvas, root: string): string {
  const { style, width } = canvas;
  const set = finding.severity === 'error' ? style.bad : style.caution;
  const lines = [
    `  ${whereOf(finding, target, root)}${set(finding.severity)}  ${sentence(finding.ruleId)}`,
    paragraph(INDENT, sentence(finding.message), width),
    ...(finding.place === null
      ? []
      : drawSourceLine(finding.place).map((line) => style.dim(`      ${line}`))),
    paragraph(`${INDENT}hint: `, sentence(finding.hint), width),
  ];
  return lines.join('\n');
}

/** `path:line:column  ` as far as there is one; a name stands in the heading already. */
function whereOf(finding: Finding, target: CheckedTarget, root: string): string {
  const location = locate(finding, target, root);
  if (location === null) return '';
  const { path, line, column } = location;
  return `${sentence(path)}${line === null ? '' : `:${line}:${column}`}  `;
}

function cleanLine(clean: readonly CheckedTarget[], compares: boolean, { style, width }: Canvas): string {
  if (clean.length === 0) return '';
  const lead = `${plural(clean.length, 'target')} ${compares ? 'unchanged and ' : ''}without findings: `;
  return style.dim(paragraph('', lead + listTargets(clean), width));
}

function ignoredLines({ targets }: CheckReport, { style, width }: Canvas): string {
  const lines = targets.flatMap(({ target, ignored }) =>
    ignored.map(({ ruleId, reason }) =>
      paragraph('  ', `${sentence(target)}  ${sentence(ruleId)}: ${sentence(reason)}`, width),
    ),
  );
  return lines.length === 0 ? '' : style.dim(['ignored:', ...lines].join('\n'));
}

function closingLine({ summary }: CheckReport, { style }: Canvas): string {
  const set = summary.errors > 0 ? style.bad : summary.warnings > 0 ? style.caution : style.good;
  return set(summarySentence(summary));
}
