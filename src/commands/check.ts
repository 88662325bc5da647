import type { Files } from '../files/files';
import { wholeOf } from '../problems/place';
import { UserError } from '../problems/problem';
import { PROJECT_CONFIG_FILE, type ProjectConfig, readProjectConfig } from '../project/config';
import { projectFilesFor } from '../project/projectFiles';
import { CHECK_FORMATS, type CheckFormat } from '../report/check/formats';
import { githubSummary } from '../report/check/markdown';
import type { CheckOptions, RuleText } from '../report/check/options';
import { paragraph } from '../report/wrap';
import { type BudgetFlags, readBudget } from '../request/budget';
import { checkFlagsApply } from '../request/families';
import { type CommonFlags, readSetting } from '../request/setting';
import { readTargetOptions, shapesOf, type Target } from '../request/targets';
import type { CheckedTarget } from '../rules/finding';
import { RULES } from '../rules/registry';
import { explainRule } from '../rules/run';
import { checkMatched, findRemoved } from './baseline';
import { type CheckBasis, checkTarget } from './checkedTargets';
import { type Context, EXIT, type Outcome } from './context';
import { SCHEMA_VERSION } from './envelope';
import { readIncreases } from './increase';
import { withPathPrefix } from './pathPrefix';
import { withSettingFiles } from './settingFiles';
import { readTargets } from './targets';

interface CheckFlags extends Omit<CommonFlags, 'format'>, BudgetFlags {
  readonly baseline?: string;
  /** The file with the budgets; false under `--no-config`. */
  readonly config?: string | boolean;
  readonly explain?: string;
  /** How the report is written. */
  readonly format?: string;
  /** What the targets' files are, where their content does not tell. */
  readonly inputFormat?: string;
  /** The working folder as seen from where the report is read, such as the root of the repository. */
  readonly pathPrefix?: string;
  readonly quiet?: boolean;
}

/**
 * `check FILE|NAME|GLOB...`: applies the rules to each target; exit code 1 where one of them finds an error, or under
 * `--strict` a warning.
 */
export async function check(words: readonly string[], flags: CheckFlags, context: Context): Promise<Outcome> {
  if (flags.explain !== undefined) return { text: explainPage(flags.explain, context), exitCode: EXIT.fine };
  const { files, env } = context;
  const started = context.now();
  const format = readCheckFormat(flags);
  const project = readProject(flags, context);
  const { format: _, ...common } = await withProjectFiles(flags, project, files);
  const options = readTargetOptions({ ...common, ...pick('format', flags.inputFormat) });
  const basis: CheckBasis = {
    flags: common,
    options,
    files,
    project,
    budget: readBudget(flags),
    allowed: readIncreases(flags as Readonly<Record<string, unknown>>),
    baseline: flags.baseline,
  };
  if (flags.baseline === undefined && Object.keys(basis.allowed).length > 0) {
    throw new UserError('increase-without-baseline', {});
  }
  const named = words.length > 0 ? words : wordsOf(project, context);
  const targets = once(await readTargets(named, { ...options, refusesAmbiguity: true }, files));
  checkFlagsApply(shapesOf(targets), flags);
  checkMatched(targets, flags.baseline, files);
  const checked: CheckedTarget[] = [];
  for (const target of targets) checked.push(await checkTarget(target, basis));
  const count = (severity: string) =>
    checked.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
  const summary = { errors: count('error'), warnings: count('warning'), targets: checked.length };
  const removed = await findRemoved(named, flags.baseline, files);
  const report = withPathPrefix({ targets: checked, removed, summary }, flags.pathPrefix, files);
  const { workload } = readSetting(common);
  const rendering: CheckOptions = {
    canvas: context.canvas,
    version: context.version,
    rules: RULE_TEXTS,
    root: files.root,
    strict: flags.strict,
    quiet: flags.quiet,
    envelope: (payload) => {
      const timings = flags.timings ? { timings: { seconds: (context.now() - started) / 1000 } } : {};
      return { schemaVersion: SCHEMA_VERSION, command: 'check', workload, ...payload, ...timings };
    },
  };
  const { errors, warnings } = summary;
  const fails = errors > 0 || (flags.strict === true && warnings > 0);
  const summaryFile = format === 'github' ? env['GITHUB_STEP_SUMMARY'] : undefined;
  return {
    text: CHECK_FORMATS[format](report, rendering),
    exitCode: fails ? EXIT.finding : EXIT.fine,
    ...(summaryFile ? { append: { path: summaryFile, text: githubSummary(report, rendering) } } : {}),
  };
}

function explainPage(id: string, { canvas }: Context): string {
  const lines = explainRule(id).split('\n');
  return `${lines.map((line) => paragraph('', line, canvas.width)).join('\n')}\n`;
}

const RULE_TEXTS: readonly RuleText[] = RULES.map(({ id, defaultSeverity, title, explanation }) => ({
  id,
  severity: defaultSeverity,
  summary: title,
  description: title,
  help: explanation,
}));

function readCheckFormat({ format, json }: CheckFlags): CheckFormat {
  if (format === undefined) return json ? 'json' : 'text';
  const formats = Object.keys(CHECK_FORMATS) as CheckFormat[];
  const known = formats.find((name) => name === format.toLowerCase());
  if (known !== undefined) return known;
  throw new UserError('format-unknown', { format, formats }, wholeOf(format));
}

function readProject({ config }: CheckFlags, { files }: Context): ProjectConfig | null {
  if (config === false) return null;
  const path = typeof config === 'string' ? config : files.findUpwards(PROJECT_CONFIG_FILE);
  return path === null ? null : readProjectConfig(files.read(path));
}

/** The flags with the files of a setting that the configuration names, where the flags themselves name none. */
async function withProjectFiles(
  flags: CheckFlags,
  project: ProjectConfig | null,
  files: Files,
): Promise<CheckFlags> {
  if (project === null) return flags;
  const named = { ...projectFilesFor(project, files), ...pickFiles(flags) };
  const { settingFiles } = await withSettingFiles<CommonFlags>(named, files);
  return settingFiles === undefined ? flags : { ...flags, settingFiles };
}

function pickFiles({ calibration, machineFile }: CheckFlags) {
  return {
    ...(calibration === undefined ? {} : { calibration }),
    ...(machineFile === undefined ? {} : { machineFile }),
  };
}

/** Each target once, where globs overlap. */
function once(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [target.label, target])).values()];
}

/** Without words, the targets are those of the project's configuration. */
function wordsOf(project: ProjectConfig | null, { files }: Context): string[] {
  const folder = project?.file.replace(/[^/]*$/, '') ?? '';
  const words = (project?.targets ?? []).flatMap((entry) => [
    ...entry.files.map((glob) => files.within(folder, glob)),
    ...entry.names.map(({ text }) => text),
  ]);
  if (words.length > 0) return [...new Set(words)];
  throw new UserError('no-models', { command: 'check', example: 'scaleplan check configs/*.json' });
}

function pick<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}
