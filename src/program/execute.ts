import { CommanderError } from 'commander';
import { type Context, EXIT, type Outcome } from '../commands/context';
import { codeOf } from '../files/reasons';
import { UserError } from '../problems/problem';
import { printable } from '../problems/quote';
import { drawProblem } from '../report/problem';
import { PLAIN, type Style } from '../report/style';
import { listenForInterrupt, progressLine, withoutInterruption } from './attention';
import type { Output, Process } from './process';
import { buildProgram, verbsOf } from './program';

const DEFAULT_WIDTH = 80;
const NARROWEST = 20;
const REPORT_BUGS = 'This is a bug in scaleplan. Please report it with the command line and this stack.';

/** What a call comes to. */
export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Executes the command line of a process; nothing is written to its streams. */
export async function execute(process: Process, version: string): Promise<Result> {
  let stdout = '';
  let exitCode: number = EXIT.fine;
  const write = (text: string) => {
    stdout += text;
  };
  const finish = async ({ text, file, append, ...outcome }: Outcome) => {
    write(text);
    exitCode = outcome.exitCode;
    if (file === undefined && append === undefined) return;
    const { appendToFile, writeOutcomeFile } = await import('../files/write');
    await withoutInterruption(process, () => {
      if (file !== undefined) writeOutcomeFile(file, workingFolderOf(process));
      if (append !== undefined) appendToFile(append, workingFolderOf(process));
    });
  };
  const verbs = verbsOf(process.argv.slice(2));
  const program = buildProgram(version, verbs, () => makeContext(process, version), finish);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: write,
      writeErr: () => {},
      getOutHelpWidth: () => widthOf(process.stdout),
      getOutHasColors: () => false,
    });
  }
  try {
    if (process.argv.slice(2).every((word) => word === '--no-color' || word === '--')) program.outputHelp();
    else await program.parseAsync(process.argv);
    return { stdout, stderr: '', exitCode };
  } catch (error) {
    if (!isUnknownHelp(error)) return resultOf(error, stdout, widthOf(process.stderr));
    try {
      const { topicPage } = await import('./topics/page');
      return { stdout: await topicPage(program, widthOf(process.stdout)), stderr: '', exitCode: EXIT.fine };
    } catch (unknown) {
      return resultOf(unknown, '', widthOf(process.stderr));
    }
  }
}

/** Commander answers `help` for what is no command with the page of the whole program. */
function isUnknownHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0;
}

function resultOf(error: unknown, stdout: string, width: number): Result {
  if (error instanceof UserError) {
    return { stdout: '', stderr: drawProblem(error, width), exitCode: EXIT.usage };
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { stdout, stderr: '', exitCode: EXIT.fine };
    return { stdout: '', stderr: drawProblem(usageError(error.message), width), exitCode: EXIT.usage };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { stdout: '', stderr: `${stack}\n${REPORT_BUGS}\n`, exitCode: EXIT.bug };
}

/** A mistake that commander found: `error: unknown option '--jsn'\n(Did you mean --json?)`. */
function usageError(text: string): UserError {
  const [, first = '', guess] = /^(?:error: )?(.*?)(?:\n\((Did you mean [^\n]*)\))?$/s.exec(text) ?? [];
  const message = printable(first.charAt(0).toUpperCase() + first.slice(1));
  const hint = guess ?? 'See scaleplan --help, or scaleplan help COMMAND.';
  return new UserError('usage', {
    message: message.endsWith('.') ? message : `${message}.`,
    hint: printable(hint),
  });
}

async function makeContext(process: Process, version: string): Promise<Context> {
  const { argv, env, stdout, stderr, runUnoptimised } = process;
  const { diskFiles } = await import('../files/disk');
  return {
    files: diskFiles(workingFolderOf(process)),
    env,
    version,
    canvas: { width: widthOf(stdout), style: hasColour(argv, env, stdout) ? await loadStyle() : PLAIN },
    now: () => 1000 * process.uptime(),
    ...(runUnoptimised ? { runUnoptimised } : {}),
    ...(stderr.isTTY ? { progress: progressLine(stderr, widthOf(stderr)) } : {}),
    onInterrupt: (listener) => listenForInterrupt(process, listener),
  };
}

/** @throws UserError where somebody removed it */
function workingFolderOf(process: Process): string {
  try {
    return process.cwd();
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new UserError('folder-gone', {}) : error;
  }
}

function widthOf({ isTTY, columns }: Output): number {
  return isTTY && columns ? Math.max(NARROWEST, columns) : DEFAULT_WIDTH;
}

/** Colour on a terminal only; NO_COLOR (no-color.org), TERM=dumb and --no-color switch it off, FORCE_COLOR on. */
function hasColour(argv: readonly string[], env: Process['env'], { isTTY }: Output): boolean {
  if (argv.includes('--no-color') || env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTTY === true && env['TERM'] !== 'dumb';
}

async function loadStyle(): Promise<Style> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  // Chalk joins all that it is given: the index that Array.map passes too.
  const alone = (paint: (text: string) => string) => (text: string) => paint(text);
  return {
    strong: alone(chalk.bold),
    dim: alone(chalk.dim),
    good: alone(chalk.green),
    bad: alone(chalk.red),
    caution: alone(chalk.yellow),
    series: [chalk.blue, chalk.yellow, chalk.green, chalk.magenta, chalk.cyan, chalk.red].map(alone),
  };
}
