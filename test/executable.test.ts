import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// An executable is made here of the Node that runs the tests, without a download, as `npm run pkg` makes them of pinned
// binaries. A distribution's Node may be built without its single-executable feature; the mark for it is then not there.
const ROOT = join(import.meta.dirname, '..');
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const CAN_BUILD = readFileSync(process.execPath).includes(FUSE);
const PLATFORM = `${process.platform}-${process.arch}`;
const BUILD_TIMEOUT = 120_000;

const CONFIGURATION = '{ "targets": [{ "names": ["NL12-SM"], "budgets": { "flops": "11T" } }] }';
const POINTS = 'params,loss\n1e6,5.2\n1e7,4.1\n1e8,3.3\n1e9,2.7\n1e10,2.3\n';

const folder = mkdtempSync(join(tmpdir(), 'scaleplan-executable-'));
const executable = join(folder, 'first', 'scaleplan');
const elsewhere = join(folder, 'elsewhere');

function build(file: string, cwd: string) {
  const script = join(ROOT, 'scripts/pkg.mjs');
  return spawnSync(process.execPath, [script, '--this-node', file], { cwd, encoding: 'utf8' });
}

function answers({ status, stdout, stderr }: SpawnSyncReturns<string>) {
  return { status, stdout, stderr };
}

/** Runs the executable and the package's own program with an empty environment, away from the repository. */
function both(args: readonly string[], input = '') {
  const options = { cwd: elsewhere, env: {}, encoding: 'utf8', input } as const;
  const program = join(ROOT, 'bin/scaleplan.js');
  return {
    its: answers(spawnSync(executable, args, options)),
    own: answers(spawnSync(process.execPath, [program, ...args], options)),
  };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(CAN_BUILD)(`an executable for ${PLATFORM}`, () => {
  beforeAll(() => {
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'scaleplan.config.json'), CONFIGURATION);
    expect(answers(build(executable, ROOT))).toEqual({ status: 0, stdout: '', stderr: '' });
  }, BUILD_TIMEOUT);

  it.each([
    [['--version']],
    [['--help']],
    [['describe', 'BASE', 'NL24-SM', '--json']],
    [['compare', 'BASE', 'NL12-SM']],
    [['suggest', '--budget-flops', '11T']],
    [['check']],
    [['export', 'NL12-SM', '--to', 'hf']],
  ])('answers %j as the package does', (args) => {
    const { its, own } = both(args);
    expect(its).toEqual(own);
    expect(its.stdout).not.toBe('');
    expect(its.stderr).toBe('');
  });

  it('reads standard input', () => {
    const { its, own } = both(['fit', '-', '--x', 'params', '--y', 'loss', '--to', 'csv'], POINTS);
    expect(its).toEqual(own);
    expect(its).toMatchObject({ status: 0, stderr: '' });
  });

  it('answers a mistake with exit code 2, and nothing of Node on standard error', () => {
    const { its, own } = both(['describe', 'bsae']);
    expect(its).toEqual(own);
    expect(its).toMatchObject({ status: 2, stdout: '' });
    expect(its.stderr).not.toMatch(/warning|experimental|node/i);
  });

  it(
    'is the same bytes when built again from another folder',
    () => {
      const again = join(folder, 'second', 'scaleplan');
      expect(build(again, elsewhere).status).toBe(0);
      expect(sum(again)).toBe(sum(executable));
    },
    BUILD_TIMEOUT,
  );
});

describe('the script that builds executables', () => {
  it('names the platforms there are', () => {
    const script = join(ROOT, 'scripts/pkg.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, 'linux-x46'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'error: There is no platform linux-x46. ' +
        'Platforms: linux-x64, linux-arm64, macos-x64, macos-arm64, windows-x64.\n',
    });
  });
});

function sum(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
