import { type Command, CommanderError } from 'commander';
import { type Context, EXIT, type Outcome } from './commands/context';
import { nearestSpellings } from './problems/nearest';
import { UserError } from './problems/problem';
import { printable, quote } from './problems/quote';
import { buildProgram } from './program/program';
import { drawProblem } from './report/problem';
import { PLAIN, type Style } from './report/style';

declare const SCALEPLAN_VERSION: string;

/** The parts of Node's `process` that the program uses. */
export interface Process {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  exitCode?: number | string | null | undefined;
  cwd(): string;
}

interface Output {
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error & { code?: string }) => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

const DEFAULT_WIDTH = 80;
const NARROWEST = 20;
const REPORT_BUGS = 'This is a bug in scaleplan. Please report it with the command line and this stack.';

/** Runs the command line of a process: writes once to its streams and sets its exit code. */
export async function run(process: Process): Promise<void> {
  process.stderr.on('error', () => {});
  process.stdout.on('error', ({ code = 'unknown reason' }) => {
    // A reader that has seen enough closes the pipe; anything else is worth a word.
    if (code === 'EPIPE') return;
    process.exitCode = EXIT.usage;
    process.stderr.write(
      `error: Standard output cannot be written: ${code}.\nhint: Check the disk and its permissions.\n`,
    );
  });
  const { stdout, stderr, exitCode } = await execute(process);
  process.exitCode = exitCode;
  if (stderr !== '') process.stderr.write(stderr);
  if (stdout !== '') process.stdout.write(stdout);
}

interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

async function execute(process: Process): Promise<Result> {
  let stdout = '';
  let exitCode: number = EXIT.fine;
  const write = (text: string) => {
    stdout += text;
  };
  const finish = async ({ text, file, append, ...outcome }: Outcome) => {
    write(text);
    exitCode = outcome.exitCode;
    if (file === undefined && append === undefined) return;
    const { appendToFile, writeOutcomeFile } = await import('./files/write');
    if (file !== undefined) writeOutcomeFile(file, process.cwd());
    if (append !== undefined) appendToFile(append, process.cwd());
  };
  const program = buildProgram(SCALEPLAN_VERSION, () => makeContext(process), finish);
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
    // Commander answers `help` for an unknown command with the page of the whole program.
    const isUnknown =
      error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0;
    return resultOf(isUnknown ? unknownCommand(program) : error, stdout, widthOf(process.stderr));
  }
}

function unknownCommand({ args, commands }: Command): UserError {
  const name = args[1] ?? '';
  const known = commands.map((command) => command.name());
  const nearest = nearestSpellings(name, known);
  return new UserError('usage', {
    message: `Unknown command ${quote(name)}.`,
    hint: nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : `Commands: ${known.join(', ')}.`,
  });
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

async function makeContext({ argv, env, stdout, cwd }: Process): Promise<Context> {
  const { diskFiles } = await import('./files/disk');
  return {
    files: diskFiles(cwd()),
    env,
    version: SCALEPLAN_VERSION,
    canvas: { width: widthOf(stdout), style: hasColour(argv, env, stdout) ? await loadStyle() : PLAIN },
    now: () => performance.now(),
  };
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
  const { bold: strong, dim, green: good, red: bad, yellow: caution } = chalk;
  const series = [chalk.blue, chalk.yellow, chalk.green, chalk.magenta, chalk.cyan, chalk.red];
  return { strong, dim, good, bad, caution, series };
}
