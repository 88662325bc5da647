import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendToFile, writeOutcomeFile } from '../../src/files/write';
import { UserError } from '../../src/problems/problem';
import { scaleplan } from '../support/cli';
import { Scratch } from './scratch';

const POSIX = process.platform !== 'win32';
const IS_ROOT = process.getuid?.() === 0;

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
});

afterEach(() => scratch.remove());

const write = (path: string, overwrite: boolean) =>
  writeOutcomeFile({ path, text: 'new', overwrite }, scratch.root);
const content = (path: string) => readFileSync(scratch.path(path), 'utf8');

function refusal(call: () => void): UserError {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a file is written', () => {
  it.each([false, true])('where there is none (overwrite: %s)', (overwrite) => {
    write('out.json', overwrite);
    expect(content('out.json')).toBe('new');
    expect(readdirSync(scratch.root)).toEqual(['out.json']);
  });

  it('over another only where that was asked for', () => {
    scratch.write('out.json', 'old');
    expect(refusal(() => write('out.json', false)).code).toBe('file-exists');
    expect(content('out.json')).toBe('old');
    write('out.json', true);
    expect(content('out.json')).toBe('new');
    expect(readdirSync(scratch.root)).toEqual(['out.json']);
  });

  it.runIf(POSIX)('never through a link, not even one that leads nowhere', () => {
    symlinkSync('target', scratch.path('link.json'));
    expect(refusal(() => write('link.json', false)).code).toBe('file-exists');
    expect(readdirSync(scratch.root)).toEqual(['link.json']);
  });

  it.runIf(POSIX)('with --force where a link leads, which stays one', () => {
    scratch.write('runs/target', 'old');
    symlinkSync('runs/target', scratch.path('link.json'));
    symlinkSync('nowhere', scratch.path('dangling.json'));
    write('link.json', true);
    expect(content('runs/target')).toBe('new');
    expect(lstatSync(scratch.path('link.json')).isSymbolicLink()).toBe(true);
    expect(refusal(() => write('dangling.json', true)).message).toContain('a link that leads nowhere');
    expect(readdirSync(scratch.root).sort()).toEqual(['dangling.json', 'link.json', 'runs']);
    expect(readdirSync(scratch.path('runs'))).toEqual(['target']);
  });

  it.each([false, true])('not over a folder, nor into one that is none (overwrite: %s)', (overwrite) => {
    mkdirSync(scratch.path('folder'));
    scratch.write('file', 'old');
    const { message, hint } = refusal(() => write('folder', overwrite));
    expect(message).toBe("'folder' names a folder, not a file.");
    expect(hint).toBe("Name a file in it, such as 'folder/answer.json'.");
    expect(refusal(() => write('none/out.json', overwrite)).message).toContain('its folder does not exist');
    expect(refusal(() => write('file/out.json', overwrite)).code).toBe('file-unwritable');
    expect(readdirSync(scratch.root).sort()).toEqual(['file', 'folder']);
  });

  it.runIf(POSIX)('not over a link to a folder', () => {
    mkdirSync(scratch.path('folder'));
    symlinkSync('folder', scratch.path('link'));
    for (const overwrite of [false, true])
      expect(refusal(() => write('link', overwrite)).code).toBe('output-folder');
  });

  it.each(['.', '..', 'out/', 'a/..', '/'])('not where -o %s names a folder, there or not', async (path) => {
    const { stderr, exitCode } = await scaleplan(['calibrate', '--published', '-o', path, '--force'], {
      cwd: scratch.root,
    });
    const file = path === 'out/' ? 'out/answer.json' : path === '/' ? '/answer.json' : `${path}/answer.json`;
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error: '${path}' names a folder, not a file.\n`);
    expect(stderr).toContain(`hint: Name a file in it, such as '${file}'.\n`);
    const fit = await scaleplan(['fit', '--published', '-o', path], { cwd: scratch.root });
    expect(fit.stderr).toContain(`error: '${path}' names a folder, not a file.\n`);
    expect(readdirSync(scratch.root)).toEqual([]);
  });

  it.runIf(POSIX && !IS_ROOT)('not where permission is denied', () => {
    mkdirSync(scratch.path('locked'), { mode: 0o500 });
    expect(refusal(() => write('locked/out.json', true)).message).toContain('permission denied');
    chmodSync(scratch.path('locked'), 0o700);
  });
});

describe('text is appended', () => {
  it('to a file that is there or not', () => {
    appendToFile({ path: 'summary.md', text: 'a\n' }, scratch.root);
    appendToFile({ path: scratch.path('summary.md'), text: 'b\n' }, '/');
    expect(content('summary.md')).toBe('a\nb\n');
  });

  it.runIf(POSIX)('to a pipe that somebody reads, and not to one that nobody does', () => {
    execFileSync('mkfifo', [scratch.path('pipe')]);
    const append = () => appendToFile({ path: 'pipe', text: 'a\n' }, scratch.root);
    expect(refusal(append).message).toContain('nobody reads from it');
    const reader = openSync(scratch.path('pipe'), constants.O_RDONLY | constants.O_NONBLOCK);
    append();
    expect(readFileSync(reader, 'utf8')).toBe('a\n');
    closeSync(reader);
  });

  it('or the reason is told', () => {
    expect(refusal(() => appendToFile({ path: 'none/x', text: '' }, scratch.root)).code).toBe(
      'file-unwritable',
    );
    expect(refusal(() => appendToFile({ path: '.', text: '' }, scratch.root)).message).toContain('a folder');
  });
});

describe('export -o', () => {
  const call = (...args: string[]) =>
    scaleplan(['export', 'NL24-SM', '--to', 'hf', '-o', 'config.json', ...args], { cwd: scratch.root });

  it('writes, refuses to overwrite with exit code 2, and overwrites with --force', async () => {
    expect(await call()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(JSON.parse(content('config.json'))).toMatchObject({ num_layers: 24, d_model: 512 });
    scratch.write('config.json', 'precious');
    const { exitCode, stdout, stderr } = await call();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: 'config\.json' is there already\.\nhint: .*--force/);
    expect(content('config.json')).toBe('precious');
    expect(await call('--force')).toMatchObject({ exitCode: 0, stdout: '' });
    expect(JSON.parse(content('config.json'))).toMatchObject({ num_layers: 24 });
    expect(readdirSync(scratch.root)).toEqual(['config.json']);
  });
});
