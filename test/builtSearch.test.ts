import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const POSIX = process.platform !== 'win32';
const SEARCH = ['bin/scaleplan.js', 'suggest', '--search', 'wide', '--json'];

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program, and interrupts it after some milliseconds. */
function runBuilt(args: readonly string[], interruptAfter?: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...SEARCH, ...args], { cwd: ROOT });
    const printed = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      printed.stdout += text;
    });
    child.stderr.on('data', (text) => {
      printed.stderr += text;
    });
    const timer =
      interruptAfter === undefined ? undefined : setTimeout(() => child.kill('SIGINT'), interruptAfter);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, ...printed });
    });
  });
}

describe('the search of the built program', () => {
  it('finds the same with the worker that stands beside it', async () => {
    const grid = ['--budget-flops', '11T', '--vary', 'scored', '--vary', 'FF=1536..4096'];
    const [one, two] = await Promise.all(['1', '2'].map((jobs) => runBuilt([...grid, '--jobs', jobs])));
    const [alone, together] = [one, two].map((ended) => JSON.parse((ended as Ended).stdout));
    expect(together.search).toEqual(alone.search);
    expect(together.frontier).toEqual(alone.frontier);
  });

  it.runIf(POSIX)('tells what it has when it is interrupted', async () => {
    // Too early the program does not listen yet, too late the search is over: how fast the machine is, nobody knows.
    let ended: Ended | null = null;
    for (let wait = 400; wait < 30_000 && ended?.status !== 130; wait *= 1.5) {
      ended = await runBuilt(['--jobs', '2'], wait);
    }
    expect(ended).toMatchObject({ status: 130, stderr: '' });
    const { searched } = JSON.parse((ended as Ended).stdout);
    expect(searched.finished).toBe(false);
    expect(searched.partsDone).toBeLessThan(searched.parts);
  });
});
