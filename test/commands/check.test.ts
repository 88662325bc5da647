import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/main';
import { RULE_IDS } from '../../src/rules/registry';
import { Scratch, small } from '../files/scratch';
import { sarifErrors } from '../report/check/sarifSchema';
import { fakeProcess, type Surroundings, scaleplan } from '../support/cli';

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
  scratch.write('configs/a.json', small(24));
  scratch.write('configs/b.json', small(8));
});

afterEach(() => scratch.remove());

const checkIn = (surroundings: Surroundings, ...args: string[]) =>
  scaleplan(['check', ...args], { ...surroundings, cwd: scratch.path(surroundings.cwd ?? '.') });
const check = (...args: string[]) => checkIn({}, ...args);

/** The ids of the rules that found something, by target. */
async function found(...args: string[]): Promise<Record<string, string[]>> {
  const { stdout, stderr } = await check(...args, '--json');
  expect(stderr).toBe('');
  const { targets, findings } = JSON.parse(stdout) as {
    targets: { target: string }[];
    findings: { target: string; ruleId: string }[];
  };
  const ids = (target: string) =>
    findings.filter((finding) => finding.target === target).map(({ ruleId }) => ruleId);
  return Object.fromEntries(targets.map(({ target }) => [target, ids(target)]));
}

const project = (targets: readonly object[], path = 'scaleplan.config.json') =>
  scratch.write(path, { targets });

describe('exit codes', () => {
  it('0: no error', async () => {
    expect(await check('configs', '--budget-flops', '11T')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('1: over budget, with the file, the line and the numbers', async () => {
    const { exitCode, stdout } = await check('configs', '--budget-flops', '9T');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^ {2}configs\/a\.json:7:3 {2}error {2}budget-flops$/m);
    expect(stdout).toContain('9.98 #TFlops, 10.8% over the budget of 9.00 #TFlops.');
    expect(stdout).toContain('1 error in 2 targets');
  });

  it.each([
    [['none.json']],
    [['configs', '--budget-flops', 'x']],
    [['configs', '--format', 'html']],
    [['configs', '--config', 'none.json']],
    [['configs', '--baseline', 'none.json']],
    [['configs', '--increase-flops', '5%,6%']],
    [['configs', '--increase-flops', '-5%']],
    [['configs', '--baseline', 'SM', '--increase-flops', '']],
    [[]],
  ])('2: a mistake in the call %j', async (args) => {
    expect(await check(...args)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('3: a bug, with the stack and where to report it', async () => {
    const { process, stderr } = fakeProcess(['check', 'configs']);
    const cwd = () => {
      throw new Error('boom');
    };
    await run(Object.assign(process, { cwd }));
    expect(process.exitCode).toBe(3);
    expect(stderr.chunks.join('')).toMatch(/^Error: boom\n[\s\S]*This is a bug in scaleplan/);
  });

  it('1 under --strict where there is a warning', async () => {
    scratch.write('wide.json', small(6, { d_ff: 9000 }));
    expect((await check('wide.json')).exitCode).toBe(0);
    expect((await check('wide.json', '--strict')).exitCode).toBe(1);
    expect((await check('configs/b.json', '--strict')).exitCode).toBe(0);
  });
});

describe('--quiet', () => {
  it('says nothing where there is nothing to say', async () => {
    expect(await check('configs', '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect((await check('configs', '--quiet', '--budget-flops', '9T')).stdout).toContain('budget-flops');
  });
});

describe('--explain', () => {
  it.each(RULE_IDS)('prints the page of %s', async (id) => {
    const { exitCode, stdout } = await check('--explain', id);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(id);
    expect(stdout.length).toBeGreaterThan(200);
  });

  it('names the nearest rule', async () => {
    const { exitCode, stdout, stderr } = await check('--explain', 'too-dep');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('too-deep');
    expect((await check('--explain', '__proto__')).exitCode).toBe(2);
  });
});

describe('scaleplan.config.json', () => {
  it('names the targets and their budgets', async () => {
    project([{ files: ['configs/*.json'], names: ['NL26-SM'], budgets: { flops: '9T' } }]);
    expect(await found()).toEqual({
      'configs/a.json': ['budget-flops'],
      'configs/b.json': [],
      'NL26-SM': ['budget-flops'],
    });
    expect((await check()).exitCode).toBe(1);
  });

  it('is found above the working folder, and its globs start from where it stands', async () => {
    project([{ files: ['configs/*.json'], budgets: { flops: '9T' } }]);
    scratch.write('deep/er/README.md', '');
    const { exitCode, stdout } = await checkIn({ cwd: 'deep/er' });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('../../configs/a.json:7:3  error  budget-flops');
    const beside = await checkIn({ cwd: 'configs' }, 'a.json');
    expect(beside.stdout).toContain('a.json:7:3  error  budget-flops');
  });

  it('is left alone under --no-config, and may stand elsewhere', async () => {
    project([{ files: ['**/*.json'], budgets: { flops: '9T' } }]);
    expect((await check('configs', '--no-config')).exitCode).toBe(0);
    project([{ files: ['../configs/*.json'], budgets: { params: '1M' } }], 'other/budgets.json');
    const { exitCode, stdout } = await check('--config', 'other/budgets.json');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('budget-params');
    expect(stdout).not.toContain('budget-flops');
  });

  it('yields to flags', async () => {
    project([{ files: ['configs/*.json'], budgets: { flops: '9T' } }]);
    expect((await check('--budget-flops', '11T')).exitCode).toBe(0);
    expect((await check('--budget-flops', '4T')).stdout).toContain('2 errors in 2 targets');
  });

  it('sets severities: off, warning, error', async () => {
    const files = ['configs/a.json'];
    const severity = (value: string) =>
      project([{ files, budgets: { flops: '9T' }, rules: { 'budget-flops': value } }]);
    severity('off');
    expect((await check()).stdout).toContain('no findings in 1 target');
    severity('warning');
    expect(await check()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('1 warning in 1 target'),
    });
    expect((await check('--strict')).exitCode).toBe(1);
    severity('error');
    expect((await check()).exitCode).toBe(1);
  });

  it('ignores a rule with a reason, which is told', async () => {
    const ignore = [{ rule: 'budget-flops', reason: 'until the run of May' }];
    project([{ files: ['configs/a.json'], budgets: { flops: '9T' }, ignore }]);
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('budget-flops: until the run of May');
    project([{ files: ['configs/a.json'], ignore: [{ rule: 'budget-flops' }] }]);
    expect((await check()).exitCode).toBe(2);
  });

  it.each([
    ['{', 'This is not JSON'],
    ['{"targets": [{"files": ["a"], "budget": {}}]}', 'Did you mean budgets?'],
    ['{"targets": [{"files": ["a"], "budgets": {"flops": "lots"}}]}', 'lots'],
    ['{"targets": [{"files": ["a"], "rules": {"too-dep": "off"}}]}', 'too-deep'],
    ['{"targets": [{}]}', 'neither which files nor which names'],
    ['{"__proto__": {"targets": []}}', '__proto__'],
    ['[]', ''],
  ])('is told where it is wrong: %s', async (text, message) => {
    scratch.write('scaleplan.config.json', text);
    const { exitCode, stderr } = await check('configs');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^ {2}scaleplan\.config\.json:1:\d+$/m);
  });
});

describe('--baseline', () => {
  beforeEach(() => {
    scratch.write('base/configs/a.json', small(22));
    scratch.write('base/configs/b.json', small(8));
  });

  it('is a folder that holds the same paths', async () => {
    const { exitCode, stdout } = await check('configs', '--baseline', 'base');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^~ configs\/a\.json \(NL24-SM, was NL22-SM\) {2}#TFlops 9\.28 -> 9\.98 \(\+7\.5%\)/m,
    );
    expect(stdout).toContain('1 target unchanged and without findings: configs/b.json');
    expect(stdout).toContain(await absolute('base'));
  });

  /** An absolute folder says the same. */
  async function absolute(folder: string): Promise<string> {
    const { stdout } = await check('configs', '--baseline', scratch.path(folder));
    return stdout;
  }

  it('is a file or a name, for every target', async () => {
    for (const baseline of ['base/configs/a.json', 'NL22-SM']) {
      const { stdout } = await check('configs/a.json', '--baseline', baseline);
      expect(stdout).toContain('#TFlops 9.28 -> 9.98 (+7.5%)');
    }
  });

  it('does not hold what is new', async () => {
    scratch.write('configs/new.json', small(10));
    const { exitCode, stdout } = await check('configs', '--baseline', 'base', '--increase-flops', '10%');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\+ configs\/new\.json/m);
  });

  it('follows a target that stands above the working folder', async () => {
    scratch.write('team/README.md', '');
    scratch.write('base/team/README.md', '');
    const { stdout } = await checkIn({ cwd: 'team' }, '../configs/a.json', '--baseline', '../base/team');
    expect(stdout).toContain('9.28 -> 9.98');
  });

  it.each([
    ['10%', []],
    ['7%', ['increase-flops']],
    ['0', ['increase-flops']],
    ['0%', ['increase-flops']],
    ['0.5T', ['increase-flops']],
    ['1T', []],
    ['10%,1T', []],
    ['10%,0.5T', ['increase-flops']],
    ['5%,1T', ['increase-flops']],
  ])('allows an increase of %s: %j', async (allowed, rules) => {
    const expected = { 'configs/a.json': rules, 'configs/b.json': [] };
    expect(await found('configs', '--baseline', 'base', '--increase-flops', allowed)).toEqual(expected);
    const [percent, absolute] = ['%', 'T'].map((unit) =>
      allowed.split(',').find((part) => part.endsWith(unit)),
    );
    if (percent === undefined || absolute === undefined) return;
    const both = { percent: Number.parseFloat(percent), absolute };
    project([{ files: ['configs/*.json'], increase: { flops: both } }]);
    expect(await found('configs', '--baseline', 'base')).toEqual(expected);
  });

  it('allows a decrease of speed', async () => {
    const call = ['configs/a.json', '--baseline', 'base', '--increase-steps-per-second'];
    expect((await check(...call, '20%')).exitCode).toBe(0);
    expect((await check(...call, '1%')).exitCode).toBe(1);
  });

  it('names what is unchanged in one line, and nothing else', async () => {
    const { stdout } = await check('configs', '--baseline', '.');
    expect(stdout).toBe(
      '2 targets unchanged and without findings: configs/a.json, configs/b.json\n\nno findings in 2 targets\n',
    );
    expect((await check('configs', '--baseline', '.', '--quiet')).stdout).toBe('');
  });
});

describe('--format', () => {
  const args = ['configs', '--budget-flops', '9T'];

  it('github annotates the line, and appends the table to the summary of the job', async () => {
    scratch.write('summary.md', 'before\n');
    const env = { GITHUB_STEP_SUMMARY: scratch.path('summary.md') };
    const { exitCode, stdout } = await checkIn({ env }, ...args, '--format', 'github');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^::error file=configs\/a\.json,line=7,col=3,endColumn=\d+,title=scaleplan budget-flops::/,
    );
    const summary = readFileSync(scratch.path('summary.md'), 'utf8');
    expect(summary).toMatch(/^before\n### ❌ scaleplan check failed: 1 error in 2 targets\n/);
    expect(summary).toContain('| target | #TFlops |');
  });

  it('no other writes to the summary, nor github without one', async () => {
    const env = { GITHUB_STEP_SUMMARY: scratch.path('summary.md') };
    scratch.write('summary.md', '');
    for (const format of ['text', 'json', 'markdown', 'sarif', 'junit'])
      await checkIn({ env }, ...args, '--format', format);
    await checkIn({ env: { GITHUB_STEP_SUMMARY: '' } }, ...args, '--format', 'github');
    expect(readFileSync(scratch.path('summary.md'), 'utf8')).toBe('');
  });

  it('a summary that cannot be written is exit code 2', async () => {
    const env = { GITHUB_STEP_SUMMARY: scratch.path('none/summary.md') };
    expect((await checkIn({ env }, ...args, '--format', 'github')).exitCode).toBe(2);
  });

  it('sarif is valid, with the region of the line', async () => {
    scratch.write('configs/wide ß%.json', small(6, { d_ff: 9000 }));
    const { exitCode, stdout } = await check(...args, 'LG', '--format', 'sarif');
    expect(exitCode).toBe(1);
    const log = JSON.parse(stdout);
    expect(sarifErrors(log)).toEqual([]);
    const [{ results }] = log.runs;
    expect(results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'configs/a.json' },
      region: { startLine: 7, startColumn: 3 },
    });
  });

  it.each(['json', 'markdown', 'junit', 'GitHub', 'SARIF', 'text'])(
    '%s keeps the exit code',
    async (format) => {
      expect(await check(...args, '--format', format)).toMatchObject({ exitCode: 1, stderr: '' });
      expect((await check('configs', '--format', format)).exitCode).toBe(0);
    },
  );
});

describe('--path-prefix', () => {
  it('is what every path of a file starts with, wherever it is named from', async () => {
    const call = ['--budget-flops', '9T', '--format', 'github', '--path-prefix', 'my team/models'];
    const prefixed = /^::error file=my team\/models\/configs\/a\.json,line=7,/;
    expect((await check('configs', ...call)).stdout).toMatch(prefixed);
    expect((await check(scratch.path('configs'), ...call)).stdout).toMatch(prefixed);
    scratch.write('sub/README.md', '');
    const above = await checkIn({ cwd: 'sub' }, '../configs', ...call);
    expect(above.stdout).toMatch(/^::error file=my team\/configs\/a\.json,line=7,/);
  });

  it('leaves names and the numbers alone', async () => {
    const { stdout } = await check('NL24-SM', '--path-prefix', 'x', '--json');
    expect(JSON.parse(stdout).targets[0].target).toBe('NL24-SM');
  });
});
