import { type Process, run } from '../../src/main';

/** What the program does not read from its arguments. Silent: a pipe, no variables. */
export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Process['env'];
  readonly uptime?: Process['uptime'];
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a call leaves behind. */
export interface CallResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A stream that keeps what is written to it, and hands errors to whoever listens. */
export interface FakeStream {
  readonly chunks: string[];
  readonly emitError: (error: Error & { code?: string }) => void;
}

export interface FakeProcess {
  readonly process: Process;
  readonly stdout: FakeStream;
  readonly stderr: FakeStream;
}

/** A process to call the program with, in place of Node's own. */
export function fakeProcess(args: readonly string[], surroundings: Surroundings = {}): FakeProcess {
  const { env = {}, isTTY, columns, cwd = '/', uptime = () => performance.now() / 1e3 } = surroundings;
  const stdout = fakeStream({ isTTY, columns });
  const stderr = fakeStream({ isTTY, columns });
  const process = {
    argv: ['node', 'scaleplan', ...args],
    env,
    cwd: () => cwd,
    uptime,
    stdout: stdout.output,
    stderr: stderr.output,
  };
  return { process, stdout, stderr };
}

function fakeStream(terminal: Pick<Process['stdout'], 'isTTY' | 'columns'>) {
  const chunks: string[] = [];
  const listeners: ((error: Error) => void)[] = [];
  const output: Process['stdout'] = {
    ...terminal,
    write: (text) => chunks.push(text),
    on: (_, listener) => listeners.push(listener),
  };
  const emitError = (error: Error) => {
    for (const listener of listeners) listener(error);
  };
  return { output, chunks, emitError };
}

/** Runs `scaleplan ARGS` in this process. */
export async function scaleplan(
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<CallResult> {
  const { process, stdout, stderr } = fakeProcess(args, surroundings);
  await run(process);
  return {
    stdout: stdout.chunks.join(''),
    stderr: stderr.chunks.join(''),
    exitCode: Number(process.exitCode),
  };
}

/** What is printed on standard error, with the lines of a message or hint put together again. */
export function unwrapped(stderr: string): string {
  return stderr.replace(/\n {6,7}(?=[^\s^])/g, ' ');
}

/** Runs `scaleplan ARGS --json`, and reads what it prints. */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
export async function scaleplanJson(args: readonly string[]): Promise<any> {
  const { stdout, stderr } = await scaleplan([...args, '--json']);
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}
