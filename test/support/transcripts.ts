import { join } from 'node:path';
import { type CallResult, scaleplan } from './cli';

// A transcript is a Markdown document whose `console` blocks show calls of the program:
//
//     $ scaleplan suggest --budget-flops 0.5T
//     No shape is within the budget. ...
//     (exit 1)
//
// Standard output comes first, then standard error, then the exit code unless it is 0. An output that ends on a line
// `...` goes on. `<!-- columns: 30 -->` above a block: on a terminal 30 columns wide, without colour.
// Blocks with any other command in them are left alone.

/** A call in a transcript, and what the document says it prints. */
export interface Call {
  /** The line of the document that it stands on, from 1. */
  readonly line: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly columns: number | null;
  readonly printed: readonly string[];
}

/** Calls run where a reader of the README stands: in the root of the repository. */
const ROOT = join(import.meta.dirname, '../..');

const BLOCK = /^```console\n(.*?)^```$/gms;
const COLUMNS = /<!-- columns: (\d+)[^>]*-->\s*$/;
const PROMPT = '$ ';
const PROGRAM = /^(?:npx )?scaleplan(?= |$)/;
const SHELL_SYNTAX = /[|&;<>]/;
const MORE = '...';

/** The calls of a document, in order. */
export function callsOf(document: string): Call[] {
  return [...document.matchAll(BLOCK)].flatMap((block) => {
    const before = document.slice(0, block.index);
    const columns = COLUMNS.exec(before)?.[1];
    const firstLine = before.split('\n').length + 1;
    const [, body = ''] = block;
    const calls = callsOfBlock(body.split('\n').slice(0, -1));
    return calls.map(({ at, ...call }) => ({
      ...call,
      line: firstLine + at,
      columns: columns === undefined ? null : Number(columns),
    }));
  });
}

function callsOfBlock(lines: readonly string[]) {
  const starts = lines.flatMap((line, i) => (line.startsWith(PROMPT) ? [i] : []));
  const calls = starts.map((at, i) => {
    const command = (lines[at] as string).slice(PROMPT.length);
    return { at, command, args: [] as string[], printed: lines.slice(at + 1, starts[i + 1]) };
  });
  if (!calls.every(({ command }) => PROGRAM.test(command) && !SHELL_SYNTAX.test(withoutQuotes(command)))) {
    return [];
  }
  return calls.map((call) => ({ ...call, args: splitWords(call.command.replace(PROGRAM, '')) }));
}

function withoutQuotes(command: string): string {
  return command.replace(/'[^']*'|"[^"]*"/g, '');
}

/** The words of a command line as a shell splits them, as far as quotes and spaces go. */
export function splitWords(line: string): string[] {
  const words = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

/** What a call really prints, written like its transcript: cut off where the document cuts it off. */
export async function printedBy({ args, columns, printed }: Call): Promise<string[]> {
  const terminal = columns === null ? {} : { isTTY: true, columns, env: { NO_COLOR: '1' } };
  const lines = linesOf(await scaleplan(args, { cwd: ROOT, ...terminal }));
  const isCut = printed.at(-1) === MORE && lines.length >= printed.length;
  return isCut ? [...lines.slice(0, printed.length - 1), MORE] : lines;
}

function linesOf({ stdout, stderr, exitCode }: CallResult): string[] {
  const exit = exitCode === 0 ? '' : `(exit ${exitCode})\n`;
  return `${stdout}${stderr}${exit}`.split('\n').slice(0, -1);
}

/** The document with what its calls really print. */
export async function rewrite(document: string): Promise<string> {
  const lines = document.split('\n');
  for (const call of callsOf(document).reverse()) {
    lines.splice(call.line, call.printed.length, ...(await printedBy(call)));
  }
  return lines.join('\n');
}
