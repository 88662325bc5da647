import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeOutcomeFile } from '../../src/files/write';
import { Scratch, small } from './scratch';

const ROOT = join(import.meta.dirname, '../..');
const POSIX = process.platform !== 'win32';
const IS_ROOT = process.getuid?.() === 0;
/** Whom permissions stop, where the tests are run by one whom they do not. */
const NOBODY = IS_ROOT ? { uid: 65_534, gid: 65_534 } : {};
/** Node may lie where nobody may look. */
const IS_ORDINARY = spawnSync(process.execPath, ['--version'], { ...NOBODY, cwd: '/' }).status === 0;

let scratch: Scratch;
let program: string;

beforeEach(() => {
  scratch = new Scratch();
  chmodSync(scratch.root, 0o755);
  mkdirSync(scratch.path('work'), { mode: 0o777 });
  chmodSync(scratch.path('work'), 0o777);
  for (const folder of ['bin', 'dist']) {
    cpSync(join(ROOT, folder), scratch.path(`program/${folder}`), {
      recursive: true,
      filter: (path) => !path.includes('executables'),
    });
  }
  program = scratch.path('program/bin/scaleplan.js');
});

afterEach(() => scratch.remove());

/** Runs the built program in `work`, with the rights of an ordinary user. */
function call(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: scratch.path('work'),
    encoding: 'utf8',
    ...NOBODY,
  });
  return { status, stdout, stderr };
}

/** Runs a line of a shell in `work`, where $scaleplan is the built program. */
function shell(line: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
    cwd: scratch.path('work'),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', scaleplan: `${process.execPath} ${program}` },
  });
  return { status, stdout, stderr };
}

const work = () => readdirSync(scratch.path('work')).sort();
const isWhole = (path: string) => JSON.parse(readFileSync(scratch.path(`work/${path}`), 'utf8'));

describe.runIf(POSIX && IS_ORDINARY)('what may not be read', () => {
  it.each(['describe', 'check', 'compare'])('%s says of a file', (verb) => {
    scratch.write('work/secret.json', small(4));
    scratch.write('work/open.json', small(4));
    chmodSync(scratch.path('work/secret.json'), 0);
    const { status, stdout, stderr } = call(verb, './secret.json', './open.json');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain("'./secret.json' cannot be read: permission denied.");
  });

  it.each([
    ['a folder', 'locked', "'locked'"],
    ['a folder below one', '.', "'locked'"],
    ['a folder that a glob leads through', 'l*/*.json', "'locked'"],
    ['a file in a folder', './locked/a.json', "'./locked/a.json'"],
  ])('check never passes over %s', (_, target, named) => {
    scratch.write('work/locked/a.json', small(4));
    scratch.write('work/open.json', small(4));
    chmodSync(scratch.path('work/locked'), 0);
    const { status, stdout, stderr } = call('check', target);
    chmodSync(scratch.path('work/locked'), 0o755);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`${named} cannot be read: permission denied.`);
  });
});

describe.runIf(POSIX && IS_ORDINARY)('what may not be written', () => {
  it.each(['', '--force'])('is told of a read-only folder %s', (force) => {
    mkdirSync(scratch.path('work/kept'), { mode: 0o555 });
    const { status, stdout, stderr } = call(
      ...['export', 'SM', '--to', 'hf', '-o', 'kept/x.json', force].filter(Boolean),
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain("'kept/x.json' cannot be written: permission denied.");
    expect(readdirSync(scratch.path('work/kept'))).toEqual([]);
  });

  it('is a device, even with --force, and even through a link', () => {
    symlinkSync('/dev/null', scratch.path('work/link'));
    for (const path of ['link', '/dev/null']) {
      const write = () => writeOutcomeFile({ path, text: 'x', overwrite: true }, scratch.path('work'));
      expect(write).toThrow('it is no regular file');
    }
    expect(work()).toEqual(['link']);
  });

  it('keeps the permissions of the file that it replaces', () => {
    scratch.write('work/x.json', 'old');
    chmodSync(scratch.path('work/x.json'), 0o640);
    expect(call('export', 'SM', '--to', 'hf', '-o', 'x.json').status).toBe(2);
    expect(shell('umask 022; $scaleplan export SM --to hf -o x.json --force').status).toBe(0);
    expect(statSync(scratch.path('work/x.json')).mode & 0o777).toBe(0o640);
  });
});

/** A limit on the size of files stands for a full disk: the write fails in the middle. */
describe.runIf(POSIX)('a disk that is full', () => {
  it.each(['', '--force'])('leaves no half of a file %s', (force) => {
    if (force !== '') scratch.write('work/page.html', 'precious');
    const { status, stdout, stderr } = shell(
      `ulimit -f 4; $scaleplan compare base small-24L --to html -o page.html ${force}`,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain("'page.html' cannot be written: it would be larger than a file may be.");
    expect(work()).toEqual(force === '' ? [] : ['page.html']);
    if (force !== '') expect(readFileSync(scratch.path('work/page.html'), 'utf8')).toBe('precious');
  });

  it('is told of standard output', () => {
    const { status, stderr } = shell("ulimit -f 4; $scaleplan describe 'NL{1..36}-SM' --json > out.json");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: Standard output cannot be written: /);
  });
});

describe('writers of one file', () => {
  const started = (...args: string[]) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: scratch.path('work'), ...NOBODY });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise<{ status: number | null; stderr: string }>((settle) =>
      child.on('close', (status) => settle({ status, stderr })),
    );
    return { child, ended };
  };
  const sizes = ['MINI', 'SM', 'BASE', 'LG'];
  const exporting = (size: string, ...more: string[]) =>
    started('export', size, '--to', 'hf', '-o', 'same.json', ...more).ended;

  it('race for it: one wins, the others are told', async () => {
    const ends = await Promise.all(sizes.map((size) => exporting(size)));
    expect(ends.filter(({ status }) => status === 0)).toHaveLength(1);
    for (const { status, stderr } of ends.filter(({ status }) => status !== 0)) {
      expect(status).toBe(2);
      expect(stderr).toMatch(/^error: 'same\.json' is there already\./);
    }
    expect(isWhole('same.json')).toHaveProperty('d_model');
    expect(work()).toEqual(['same.json']);
  });

  it('overwrite each other with --force: the file is that of one of them', async () => {
    const ends = await Promise.all(sizes.map((size) => exporting(size, '--force')));
    expect(ends.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
      sizes.map(() => ({ status: 0, stderr: '' })),
    );
    expect([384, 512, 768, 1024]).toContain(isWhole('same.json').d_model);
    expect(work()).toEqual(['same.json']);
  });

  it.runIf(POSIX)('are killed at any moment: the file is whole or not there', async () => {
    const delays = [20, 40, 60, 80, 100, 120, 160, 200];
    const paths = ['never.json', ...delays.map((delay) => `${delay}.json`)];
    await Promise.all(
      paths.map(async (path) => {
        const { child, ended } = started('export', 'SM', '--to', 'hf', '-o', path);
        const delay = Number.parseInt(path, 10);
        const timer = Number.isNaN(delay) ? undefined : setTimeout(() => child.kill('SIGKILL'), delay);
        await ended;
        clearTimeout(timer);
      }),
    );
    expect(work()).toContain('never.json');
    for (const path of work().filter((path) => !path.startsWith('.'))) {
      expect(isWhole(path)).toHaveProperty('d_model');
    }
  });
});
