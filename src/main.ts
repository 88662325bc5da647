import { EXIT } from './commands/context';
import { codeOf, reasonOf } from './files/reasons';
import { type StreamingProcess, withDirectOutput } from './program/directOutput';
import type { Process } from './program/process';

declare const SCALEPLAN_VERSION: string;

export type { Process } from './program/process';

/** Runs the command line of Node's own process, without the streams that a short call can do without. */
export function start(process: StreamingProcess): Promise<void> {
  return run(withDirectOutput(process));
}

/** Runs the command line of a process: writes once to its streams and sets its exit code. */
export async function run(process: Process): Promise<void> {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error) => {
    // A reader that has seen enough closes the pipe; anything else is worth a word.
    if (codeOf(error) === 'EPIPE') return;
    process.exitCode = EXIT.usage;
    process.stderr.write(
      `error: Standard output cannot be written: ${reasonOf(error)}.\nhint: Check the disk and its permissions.\n`,
    );
  });
  const { stdout, stderr, exitCode } = await answer(process);
  process.exitCode = exitCode;
  if (stderr !== '') process.stderr.write(stderr);
  if (stdout !== '') process.stdout.write(stdout);
}

/** What a call comes to. The program is loaded only where it is more than the question for the version. */
async function answer(process: Process): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  const [word, ...more] = process.argv.slice(2);
  if (word === '--version' && more.length === 0)
    return { stdout: `${SCALEPLAN_VERSION}\n`, stderr: '', exitCode: EXIT.fine };
  // A shell waits for this at every tab.
  if (word === 'complete' && more[0] === '--') {
    const { complete } = await import('./commands/completion');
    const { text, exitCode } = await complete(more.slice(1));
    return { stdout: text, stderr: '', exitCode };
  }
  const { execute } = await import('./program/execute');
  return execute(process, SCALEPLAN_VERSION);
}
