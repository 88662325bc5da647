import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PROGRAM = 'bin/scaleplan.js';
const POSIX = process.platform !== 'win32';

function spawn(...args: string[]) {
  return spawnSync(process.execPath, [PROGRAM, ...args], { cwd: ROOT, encoding: 'utf8' });
}

describe('the built program', () => {
  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(spawn('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('answers', () => {
    const { status, stdout, stderr } = spawn('suggest', '--budget-flops', '11T', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { recommendations, reference } = JSON.parse(stdout);
    expect(recommendations[0].model.name).toMatch(/^NL2[4-8]-SM$/);
    expect(reference.name).toBe('BASE');
  });

  it('exits as it says: 0 fine, 1 nothing within the budget, 2 a mistake', () => {
    expect(spawn('describe', 'base').status).toBe(0);
    expect(spawn('suggest', '--budget-flops', '0.5T').status).toBe(1);
    expect(spawn('describe', 'bsae')).toMatchObject({ status: 2, stdout: '' });
  });

  it('writes an answer longer than the buffer of a pipe to its end', () => {
    const { stdout } = spawn('describe', 'NL{1..36}-{SM,BASE,LG}', '--json');
    expect(stdout.length).toBeGreaterThan(2 ** 17);
    expect(JSON.parse(stdout).models).toHaveLength(108);
  });

  it.runIf(POSIX)('ends quietly where the reader has gone', () => {
    const call = `"$0" ${PROGRAM} describe 'NL{1..36}-{SM,BASE,LG}' --json | head -1`;
    const { stdout, stderr, status } = spawnSync('sh', ['-c', call, process.execPath], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: '{\n', stderr: '', status: 0 });
  });
});
