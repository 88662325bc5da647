import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch, small } from '../files/scratch';
import { scaleplan } from '../support/cli';

/** A name that a terminal would act on, and longer than any table. */
const NASTY = `h\u0007\n\u001b]0;pwn\u0007\u202e${'x'.repeat(150)}.json`;

/** Small with another dictionary: a shape that the grammar has no name for. */
const nameless = (layers: number) => small(layers, { vocab_size: 32256 });

const ACTED_ON = /[^\P{Cc}\n\r]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
});

afterEach(() => scratch.remove());

const call = (...args: string[]) => scaleplan(args, { cwd: scratch.root });

describe('a file whose name a terminal would act on', () => {
  it.each([
    ['describe', NASTY],
    ['describe', NASTY, '--why'],
    ['describe', NASTY, '--scaling'],
    ['describe', NASTY, '--json'],
    ['compare', 'SM', NASTY],
    ['depth', NASTY],
    ['sweep', '--knobs', 'NL', '--around', NASTY],
    ['check', NASTY],
    ...['compare', 'sweep', 'roofline'].flatMap((command) =>
      ['chart', 'table', 'csv', 'json', 'svg', 'html', 'vega-lite'].map((to) => [
        command,
        'SM',
        NASTY,
        '--to',
        to,
      ]),
    ),
  ])('is shown escaped and cut off by %s %j %s %s %s', async (...args) => {
    scratch.write(NASTY, nameless(6));
    const { stdout, stderr } = await call(...args.filter((word) => word !== undefined));
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(ACTED_ON);
    expect(stdout).toContain('pwn');
    if (args[0] !== 'check') expect(stdout).not.toContain('x'.repeat(61));
  });
});

describe('models of the same name', () => {
  const sweepJson = async (...args: string[]) => JSON.parse((await call('sweep', ...args, '--json')).stdout);
  const namesOf = (models: readonly { name: string }[]) => models.map(({ name }) => name);

  it('are told apart by their files: each is on the frontier or not for itself', async () => {
    scratch.write('a/x/config.json', nameless(6));
    scratch.write('b/x/config.json', nameless(8));
    const { models, frontier, series } = await sweepJson('a/x/config.json', 'b/x/config.json');
    expect(namesOf(models)).toEqual(['x (a/x/config.json)', 'x (b/x/config.json)']);
    expect(frontier).toEqual(['x (a/x/config.json)']);
    expect(series[0].steps[0]).toMatchObject({ from: 'x (a/x/config.json)', to: 'x (b/x/config.json)' });
    const { stdout } = await call('sweep', 'a/x/config.json', 'b/x/config.json', '--to', 'csv');
    const marks = stdout.split('\r\n').map((line) => line.split(',')[15]);
    expect(marks).toEqual(['frontier', 'yes', 'no', undefined]);
  });

  it('are told apart where one shape stands in several settings', async () => {
    scratch.write('run.json', { name: 'SM', run: { chips: 64 } });
    const { models, frontier } = await sweepJson('SM', 'run.json', '--frontier', 'params,speed');
    expect(namesOf(models)).toEqual(['SM', 'SM (run.json)']);
    expect(frontier).toEqual(['SM (run.json)']);
  });

  it('leave the series around a model its own', async () => {
    scratch.write('run.json', { name: 'SM', run: { chips: 64 } });
    const { models, series } = await sweepJson('SM', '--knobs', 'NL,EL', '--around', 'run.json');
    expect(namesOf(models)).toContain('SM (run.json)');
    expect(series.map(({ knob }: { knob: string }) => knob)).toEqual(['NL', 'EL']);
    for (const { models: own } of series) expect(own).toContain('SM (run.json)');
  });
});

describe('a flag about families that concerns none of the models', () => {
  it.each([
    ['describe', 'BASE'],
    ['compare', 'BASE', 'SM'],
    ['sweep', 'BASE'],
    ['roofline', 'BASE'],
    ['depth', 'BASE'],
    ['depth'],
    ['check', 'BASE'],
  ])('is refused by %s', async (...args) => {
    const { stderr, stdout, exitCode } = await call(...args.filter(Boolean), '--classes', '5');
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain('--classes changes nothing here');
  });

  it('may concern the model that knobs are turned around', async () => {
    const { stderr } = await call(
      'sweep',
      'SM',
      '--knobs',
      'NL',
      '--around',
      'ViT-S/32',
      '--classes',
      '10',
      '--json',
    );
    expect(stderr).toBe('');
  });
});
