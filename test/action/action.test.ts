import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { small } from '../files/scratch';
import { ACTION, Job, ROOT } from './runner';

const POSIX = process.platform !== 'win32';

const PROJECT = {
  targets: [{ files: ['configs/**/*.json'], budgets: { flops: '9T' }, increase: { flops: '5%' } }],
};

describe('action.yml', () => {
  it('is a composite of bash steps that stop at the first mistake', () => {
    expect(ACTION.runs.using).toBe('composite');
    for (const { shell, run } of ACTION.runs.steps) {
      expect(shell).toBe('bash');
      expect(run).toMatch(/^set -euo pipefail\n/);
    }
  });

  it('uses no other action, no token, and no expression inside a script', () => {
    const text = readFileSync(join(ROOT, 'action.yml'), 'utf8');
    expect(text).not.toMatch(/^\s*-?\s*uses:/m);
    expect(text).not.toMatch(/secrets\.|github\.token/);
    for (const { run } of ACTION.runs.steps) expect(run).not.toContain('${{');
  });

  it('takes every input into a variable, and every output from a step', () => {
    const taken = ACTION.runs.steps.flatMap(({ env }) => Object.values(env ?? {}));
    expect(taken.sort()).toEqual(
      Object.keys(ACTION.inputs)
        .map((name) => `\${{ inputs.${name} }}`)
        .sort(),
    );
    for (const [name, { value }] of Object.entries(ACTION.outputs)) {
      expect(value).toBe(`\${{ steps.check.outputs.${name} }}`);
    }
  });

  it('names scripts that are there and that bash can read', () => {
    for (const { run } of ACTION.runs.steps) {
      for (const [, path = ''] of run.matchAll(/"\$GITHUB_ACTION_PATH\/([^"]+)"/g)) {
        expect(existsSync(join(ROOT, path)), path).toBe(true);
      }
    }
    for (const file of readdirSync(join(ROOT, 'action'))) {
      expect(spawnSync('bash', ['-n', join(ROOT, 'action', file)]).status, file).toBe(0);
    }
  });
});

describe.runIf(POSIX)('the steps of the action', () => {
  let job: Job;

  beforeAll(() => {
    if (existsSync(join(ROOT, 'dist/scaleplan.cjs'))) return;
    spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
  });

  beforeEach(() => {
    job = new Job();
    job.write('scaleplan.config.json', PROJECT);
    job.write('configs/grows/config.json', small(12));
    job.write('configs/stays/config.json', small(8));
  });

  afterEach(() => job.remove());

  /** A base commit, then one in which a model has other depths. */
  function changeDepth(layers: number, path = 'configs/grows/config.json'): string {
    const base = job.commit();
    job.write(path, small(layers));
    job.commit();
    return base;
  }

  it('fail with 1 where a model grows past its budget', () => {
    const { exitCode, outputs, log, summary, comment } = job.run({}, changeDepth(24));
    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: 1, outcome: 'over-budget' });
    expect(outputs['notable']).toBe('true');
    expect(log).toMatch(
      /^::error file=configs\/grows\/config\.json,line=\d+,.*title=scaleplan budget-flops::/m,
    );
    expect(log).toMatch(
      /^::error file=configs\/grows\/config\.json,line=\d+,.*title=scaleplan increase-flops::/m,
    );
    expect(summary).toMatch(/^\| target \| #TFlops \|/m);
    expect(summary).toContain('configs/grows/config.json</code> NL24-SM | 5.80 -> 9.98 (+72.1%) |');
    expect(summary).toContain('1 target unchanged and without findings');
    expect(comment).toMatch(/^<!-- scaleplan-check -->\n### ❌/);
    expect(comment).toMatch(/^~ configs\/grows\/config\.json .*#TFlops [\d.]+ -> 9\.98 \(\+[\d.]+%\)/m);
  });

  it('fail with 1 where it grows within its budget, but by more than is allowed', () => {
    const { exitCode, outputs, log } = job.run({}, changeDepth(16));
    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: 1, outcome: 'over-budget' });
    expect(log).not.toContain('budget-flops');
    expect(log).toContain('title=scaleplan increase-flops::');
  });

  it('pass where nothing changed, in one line, and say that no comment is needed', () => {
    const base = job.commit();
    job.write('README.md', 'other');
    job.commit();
    const { exitCode, outputs, log, summary, comment } = job.run({}, base);
    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'pass', notable: 'false' });
    expect(log).toBe('scaleplan check: no findings in 2 targets\n');
    expect(summary).toContain('2 targets unchanged and without findings');
    expect(summary).not.toContain('| target |');
    expect(comment).not.toContain('```diff');
  });

  it('pass where a model shrinks, and tell it', () => {
    const { exitCode, outputs, comment } = job.run({}, changeDepth(10));
    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 0, outcome: 'pass', notable: 'true' });
    expect(comment).toMatch(/^~ configs\/grows\/config\.json .*\(-[\d.]+%\)/m);
  });

  it('compare with nothing without a base: only limits hold', () => {
    changeDepth(16);
    const { exitCode, outputs, log, comment } = job.run();
    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: 0, outcome: 'pass' });
    expect(log).not.toContain('increase-flops');
    expect(comment).not.toContain(' -> ');
  });

  it.each(['0000000000000000000000000000000000000000', 'no-such-branch'])(
    'compare with nothing and say so where the base cannot be had: %s',
    (base) => {
      changeDepth(16);
      const { exitCode, outputs, log } = job.run({ base });
      expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: 0, outcome: 'pass' });
      expect(log).toContain('::warning title=scaleplan compared with nothing::');
      expect(log).toContain(base);
    },
  );

  it('fetch the base into a checkout of depth 1, and leave it shallow', () => {
    const base = changeDepth(24);
    job.cloneShallow();
    expect(job.run({}, base).exitCode).toBe(1);
    expect(job.git('rev-list', '--count', 'HEAD')).toBe('1');
  });

  it('take a branch for a base', () => {
    job.git('branch', 'before', changeDepth(24));
    expect(job.run({ base: 'before' }).comment).toContain('~ configs/grows/config.json');
  });

  it('leave no folder, no worktree and no change behind', () => {
    const base = changeDepth(24);
    const { outputs } = job.run({}, base);
    expect(job.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(job.git('status', '--porcelain')).toBe('');
    const left = readdirSync(join(job.folder, 'runner temp'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((path) => !path.endsWith('comment.md'))).toHaveLength(1);
    expect(outputs['markdown']).toMatch(/comment\.md$/);
  });

  it.each([
    ['truncated JSON', '{ "d_model": 512,', 'This is not JSON'],
    ['a missing dimension', { ...small(6), d_ff: undefined }, 'does not say d_ff'],
  ])('say that the configuration is broken, with exit code 2: %s', (_, content, message) => {
    const base = job.commit();
    job.write('configs/grows/config.json', content);
    job.commit();
    const { exitCode, outputs, log, summary, comment } = job.run({}, base);
    expect({ exitCode, ...outputs }).toMatchObject({ exitCode: 2, outcome: 'broken', notable: 'true' });
    expect(log).toContain('::error title=The configuration is broken; no budget was checked::error: ');
    for (const text of [log, summary, comment]) {
      expect(text).toContain(message);
      expect(text).toContain('configs/grows/config.json:');
    }
    expect(comment).toMatch(/^<!-- scaleplan-check -->\n### ❌/);
  });

  it('say that scaleplan.config.json is broken', () => {
    job.write('scaleplan.config.json', { targets: [{ files: ['configs'], budget: {} }] });
    job.commit();
    const { exitCode, outputs, log } = job.run();
    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: 2, outcome: 'broken' });
    expect(log).toContain('Did you mean budgets?');
  });

  it('pass where a commit mends what was broken before it', () => {
    job.write('configs/grows/config.json', '{');
    const { exitCode, outputs } = job.run({}, changeDepth(12));
    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: 0, outcome: 'pass' });
  });

  it('work below the root: annotations and the comment name files from the root', () => {
    for (const file of ['scaleplan.config.json', 'configs/grows/config.json']) {
      job.write(`a team/${file}`, readFileSync(join(job.repository, file), 'utf8'));
    }
    const base = changeDepth(24, 'a team/configs/grows/config.json');
    const { exitCode, log, comment } = job.run({ 'working-directory': 'a team' }, base);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error file=a team\/configs\/grows\/config\.json,line=/m);
    expect(comment).toMatch(/^~ a team\/configs\/grows\/config\.json .*->/m);
  });

  it('work below the folder of scaleplan.config.json too', () => {
    job.write('deep/down/README.md', 'here');
    const { exitCode, log } = job.run({ 'working-directory': 'deep/down' }, changeDepth(24));
    expect(exitCode).toBe(1);
    expect(log).toMatch(/^::error file=configs\/grows\/config\.json,line=.*increase-flops/m);
  });

  it('have no trouble with a folder that the base does not have', () => {
    const base = job.commit();
    job.write('new/config.json', small(8));
    job.commit();
    expect(job.run({ 'working-directory': 'new', targets: 'config.json' }, base).exitCode).toBe(0);
  });

  it('take targets one a line, with spaces, as globs, folders and names', () => {
    job.write('my models/one two.json', small(24));
    job.commit();
    const targets = '  my models/one two.json\n\nconfigs/*/*.json\r\nNL24-SM\n';
    const { exitCode, log } = job.run({ targets, args: '--budget-flops 9T\n--no-config' });
    expect(exitCode).toBe(1);
    expect(log).toContain('::error file=my models/one two.json,line=');
    expect(log).toContain('title=scaleplan budget-flops (NL24-SM)::');
    expect(log).toContain('in 4 targets');
  });

  it('take increases, flags and a configuration', () => {
    job.write('loose.json', { targets: [{ files: ['configs/**/*.json'] }] });
    const base = changeDepth(24);
    expect(job.run({ config: 'loose.json' }, base).exitCode).toBe(0);
    const strict = job.run({ config: 'loose.json', increase: 'flops 200%, 20T\n params  1M ' }, base);
    expect(strict.exitCode).toBe(1);
    expect(strict.log).toContain('increase-params');
    expect(strict.log).not.toContain('increase-flops');
    expect(job.run({ config: 'loose.json', args: '--chips=16\n--budget-params 100M' }).exitCode).toBe(1);
  });

  it('write the comment where they are told, over a link instead of through it', () => {
    job.commit();
    const victim = join(job.folder, 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(job.repository, 'comment.md'));
    const { outputs, comment } = job.run({ 'comment-file': 'comment.md' });
    expect(outputs['markdown']).toBe(join(job.repository, 'comment.md'));
    expect(comment).toContain('<!-- scaleplan-check -->');
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  it.each([
    [{ targets: '$(touch pwned)\n`touch pwned`\n; touch pwned\n"; touch pwned; "' }, 2],
    [{ targets: "configs/grows/config.json'; touch pwned #" }, 2],
    [{ targets: '--explain\n--no-config' }, 2],
    [{ targets: '-' }, 2],
    [{ base: '$(touch pwned)' }, 2],
    [{ base: '--upload-pack=touch pwned' }, 2],
    [{ base: '--output=pwned' }, 2],
    [{ base: '+HEAD:refs/heads/pwned' }, 2],
    [{ base: 'HEAD\noutcome=pass' }, 2],
    [{ config: '$(touch pwned)' }, 2],
    [{ config: '--no-config' }, 2],
    [{ increase: 'flops $(touch pwned)' }, 2],
    [{ increase: 'flops' }, 2],
    [{ increase: '$(touch pwned) 5%' }, 2],
    [{ args: '--budget-flops $(touch pwned)' }, 2],
    [{ args: '; touch pwned' }, 2],
    [{ args: '-- touch pwned' }, 2],
    [{ 'working-directory': '$(touch pwned)' }, 2],
    [{ 'working-directory': 'no such folder' }, 2],
    [{ 'comment-file': 'no such folder/comment.md' }, 2],
    [{ 'comment-file': 'a\noutcome=pass' }, 2],
    [{ 'comment-file': '$(touch pwned)' }, 0],
    [{ 'comment-file': '.' }, 2],
  ])('run nothing of what their inputs say: %j', (inputs, code) => {
    job.commit();
    const { exitCode, outputs, log } = job.run(inputs);
    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({
      exitCode: code,
      outcome: code === 0 ? 'pass' : 'broken',
    });
    expect(Object.keys(outputs)).toEqual(['outcome', 'markdown', 'notable']);
    if (code === 2) expect(log).toContain('::error title=');
    const names = readdirSync(job.folder, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => /(?:^|\/)pwned$/.test(name))).toEqual([]);
    expect(job.git('branch', '--list', 'pwned')).toBe('');
  });

  it('give the runner no command that a file holds', () => {
    job.write('configs/grows/config.json', '::error title=forged::text\n##[error]forged\n');
    job.commit();
    const { exitCode, log, comment } = job.run();
    expect(exitCode).toBe(2);
    const token = /^::stop-commands::(scaleplan-[0-9a-f]{32})$/m.exec(log)?.[1];
    const [before = '', , after = ''] = log.split(new RegExp(`^.*${token}.*$`, 'm'));
    for (const open of [before, after]) {
      expect(
        open
          .split('\n')
          .filter((line) => /^\s*(?:::|.*##\[)/.test(line) && !/^::error title=The conf/.test(line)),
      ).toEqual([]);
    }
    expect(comment.split('\n').filter((line) => line.includes('forged') && !line.startsWith('    '))).toEqual(
      [],
    );
  });
});

describe.runIf(POSIX)('the installation', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'scaleplan-install-'));
    cpSync(join(ROOT, 'action'), join(folder, 'action'), { recursive: true });
    mkdirSync(join(folder, 'path'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function program(name: string, script: string): void {
    writeFileSync(join(folder, 'path', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'path', name), 0o755);
  }

  function install() {
    return spawnSync('bash', [join(folder, 'action/install.sh')], {
      encoding: 'utf8',
      env: { PATH: `${join(folder, 'path')}:/usr/bin:/bin` },
    });
  }

  it.each(['v18.20.0', 'v9.0.0', ''])('refuses Node %s, and says what to do', (version) => {
    program('node', version === '' ? 'exit 127' : `echo ${version}`);
    const { status, stdout } = install();
    expect(status).toBe(2);
    expect(stdout).toContain('Add actions/setup-node');
  });

  it('builds with npm ci where it is not built, and not again', () => {
    program('node', 'echo v20.0.0');
    program('npm', 'echo "$@" >> called; mkdir -p dist; : > dist/scaleplan.cjs');
    expect([install().status, install().status]).toEqual([0, 0]);
    expect(readFileSync(join(folder, 'called'), 'utf8')).toBe('ci --no-audit --no-fund\n');
  });

  it('fails where npm does', () => {
    program('node', 'echo v22.1.0');
    program('npm', 'exit 7');
    expect(install().status).toBe(7);
  });
});
