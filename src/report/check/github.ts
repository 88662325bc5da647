import type { CheckReport, Severity } from '../../rules/finding';
import { plural } from '../../units/format';
import { locate } from './location';
import type { CheckOptions } from './options';
import { clip, findingsOf, sentence, summarySentence, type TargetFinding } from './words';

/** GitHub shows this many annotations of each kind a step. */
const MOST_SHOWN = 10;

const LONGEST_TITLE = 200;
const LONGEST_MESSAGE = 3_000;

/** Workflow commands that annotate the lines of a pull request, and one line that sums up. */
export function renderGithub(report: CheckReport, { root }: CheckOptions): string {
  const commands = (['error', 'warning'] as const).flatMap((severity) =>
    ofSeverity(report, severity)
      .slice(0, MOST_SHOWN)
      .map((found) => commandOf(found, root)),
  );
  return `${[...commands, closingLine(report)].join('\n')}\n`;
}

function ofSeverity(report: CheckReport, severity: Severity): TargetFinding[] {
  return findingsOf(report).filter(({ finding }) => finding.severity === severity);
}

/** `::error file=a.json,line=7,col=3,endColumn=9,title=...::message%0Ahint: ...` */
function commandOf({ finding, target }: TargetFinding, root = ''): string {
  const { ruleId, severity, message, hint } = finding;
  const location = locate(finding, target, root);
  const title =
    location === null ? `scaleplan ${ruleId} (${clip(target.target, LONGEST_TITLE)})` : `scaleplan ${ruleId}`;
  const properties = {
    file: location?.path,
    line: location?.line,
    col: location?.column,
    // GitHub counts the last character in.
    endColumn: location?.endColumn ? location.endColumn - 1 : null,
    title: clip(title, LONGEST_TITLE),
  };
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${escapeProperty(sentence(String(value)))}`);
  const text = [message, `hint: ${hint}`].map((part) => clip(sentence(part), LONGEST_MESSAGE)).join('\n');
  return `::${severity} ${written.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Holds no text of the user's: a line of it could be taken for a command. */
function closingLine(report: CheckReport): string {
  const more = (['error', 'warning'] as const).flatMap((severity) => {
    const hidden = ofSeverity(report, severity).length - MOST_SHOWN;
    return hidden > 0 ? [plural(hidden, `more ${severity}`)] : [];
  });
  const note =
    more.length > 0 ? `; not annotated: ${more.join(', ')} (GitHub shows ${MOST_SHOWN} of each)` : '';
  return `scaleplan check: ${summarySentence(report.summary)}${note}`;
}
