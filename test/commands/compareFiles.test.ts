import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch, small } from '../files/scratch';
import { scaleplan } from '../support/cli';

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
  scratch.write('base/config.json', small(6));
  scratch.write('head/config.json', small(8));
});

afterEach(() => scratch.remove());

const compare = (...args: string[]) => scaleplan(['compare', ...args], { cwd: scratch.root });
const files = ['base/config.json', 'head/config.json'];

describe('compare takes files', () => {
  it('from two checkouts', async () => {
    const { stdout, exitCode } = await compare(...files);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}SM +60\.51M +3\.71/m);
    expect(stdout).toMatch(/^ {2}NL8-SM +75\.19M +\+24\.3% +4\.40/m);
  });

  it('and names beside them', async () => {
    expect((await compare('base/config.json', 'BASE')).exitCode).toBe(0);
  });

  it('and tells those of one name apart', async () => {
    scratch.write('head/config.json', small(6));
    const { stdout } = await compare(...files);
    expect(stdout).toMatch(/^ {2}SM \(base\/config\.json\) +60\.51M/m);
    expect(stdout).toMatch(/^ {2}SM \(head\/config\.json\) +60\.51M/m);
    const { models, versus } = JSON.parse((await compare(...files, '--json')).stdout);
    expect(models.map(({ name }: { name: string }) => name)).toEqual([
      'SM (base/config.json)',
      'SM (head/config.json)',
    ]);
    expect(versus[0].name).toBe('SM (head/config.json)');
  });

  it('two at least', async () => {
    expect(await compare('base/config.json')).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('--fail-on', () => {
  it.each([
    ['tflops>+5%', 1],
    ['tflops>+50%', 0],
    ['tflops>+0.5T', 1],
    ['tflops>+1', 0],
    ['tflops>4', 1],
    ['tflops>4.5', 0],
    ['TFLOPS > 4T', 1],
    ['parameters>+10M', 1],
    ['parameters>+20M', 0],
    ['parameters>70M', 1],
    ['parameters<80M', 1],
    ['stepsPerSecond<-10%', 1],
    ['stepsPerSecond<-50%', 0],
    ['stepsPerSecond<9', 0],
    ['stepsPerSecond<21', 1],
    ['memory>+1GiB', 0],
    ['memory>1GiB', 1],
    ['hours>+0.01%', 1],
    ['usd>+1%', 1],
    ['trainFlops>1e18', 1],
    ['trainFlops>1e30', 0],
  ])('%s exits %i', async (condition, code) => {
    const { exitCode, stdout, stderr } = await compare(...files, '--fail-on', condition);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: '' });
    expect(stdout.includes('meets')).toBe(code === 1);
  });

  it('is silent where nothing changed', async () => {
    const { exitCode } = await compare(files[0] as string, 'SM', '--fail-on', 'tflops>+0.001%');
    expect(exitCode).toBe(0);
  });

  it('holds each of several conditions, and tells those that are met', async () => {
    const conditions = ['--fail-on', 'tflops>+50%', '--fail-on', 'parameters>+5%'];
    const { exitCode, stdout } = await compare(...files, ...conditions, '--json');
    expect(exitCode).toBe(1);
    const { failures } = JSON.parse(stdout);
    expect(failures).toMatchObject([{ condition: 'parameters>+5%', model: 'NL8-SM' }]);
    expect(failures[0].actual).toBeCloseTo(24.26, 1);
  });

  it.each([
    '',
    'tflops',
    'tflops>',
    'tflops=5',
    'tflops>=5',
    'tflops>5%',
    'tflops>+x%',
    'tflops>+NaN',
    'flopz>+5%',
    '__proto__>5',
    'constructor>5',
    'tflops>+5%%',
    'tflops>--5',
    `tflops>${'9'.repeat(5000)}`,
    'tflops>+1e999',
    '\u001b[31mtflops>5',
  ])('refuses %j with exit code 2', async (condition) => {
    const { exitCode, stdout, stderr } = await compare(...files, '--fail-on', condition);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n(?:.*\n)*hint: .+\n(?: {6}\S.*\n)*$/);
    expect(stderr).not.toContain('\u001b');
  });

  it('names the nearest metric', async () => {
    expect((await compare(...files, '--fail-on', 'tflop>+5%')).stderr).toContain('Did you mean tflops?');
  });
});
