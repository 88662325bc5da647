import { describe, expect, it } from 'vitest';
import { run } from '../../src/main';
import { fakeProcess, type Surroundings, scaleplan } from '../support/cli';

const ESCAPE = '\u001b[';
const TERMINAL: Surroundings = { isTTY: true, columns: 100, env: { TERM: 'xterm-256color' } };

async function hasColour(args: readonly string[], surroundings: Surroundings): Promise<boolean> {
  return (await scaleplan(args, surroundings)).stdout.includes(ESCAPE);
}

function withEnv(env: Record<string, string>, surroundings = TERMINAL): Surroundings {
  return { ...surroundings, env: { ...surroundings.env, ...env } };
}

describe('colour', () => {
  it.each([
    [['describe', 'XXXL']],
    [['compare', 'base', 'sm']],
    [['suggest', '--budget-flops', '11T']],
    [['backtest']],
  ])('%j: on a terminal, not in a pipe', async (args) => {
    expect(await hasColour(args, TERMINAL)).toBe(true);
    expect(await hasColour(args, {})).toBe(false);
  });

  it('is switched off by NO_COLOR, TERM=dumb and --no-color, on by FORCE_COLOR', async () => {
    const args = ['describe', 'base'];
    expect(await hasColour(args, withEnv({ NO_COLOR: '1' }))).toBe(false);
    expect(await hasColour(args, withEnv({ TERM: 'dumb' }))).toBe(false);
    expect(await hasColour([...args, '--no-color'], TERMINAL)).toBe(false);
    expect(await hasColour(['--no-color', ...args], TERMINAL)).toBe(false);
    expect(await hasColour(args, withEnv({ FORCE_COLOR: '1' }, {}))).toBe(true);
  });

  it('is left as it is by empty variables, and NO_COLOR beats FORCE_COLOR', async () => {
    const args = ['describe', 'base'];
    expect(await hasColour(args, withEnv({ NO_COLOR: '' }))).toBe(true);
    expect(await hasColour(args, withEnv({ FORCE_COLOR: '' }, {}))).toBe(false);
    expect(await hasColour(args, withEnv({ FORCE_COLOR: '0' }))).toBe(false);
    expect(await hasColour(args, withEnv({ FORCE_COLOR: '1', NO_COLOR: '1' }))).toBe(false);
  });

  it('never gets into JSON, help or errors', async () => {
    const forced = withEnv({ FORCE_COLOR: '1' });
    for (const args of [
      ['describe', 'base', '--json'],
      ['--help'],
      ['help', 'suggest'],
      ['describe', 'bsae'],
    ]) {
      const { stdout, stderr } = await scaleplan(args, forced);
      expect(stdout + stderr).not.toContain(ESCAPE);
    }
  });

  it('changes nothing but the colour', async () => {
    const args = ['suggest', '--budget-flops', '60T'];
    const { stdout } = await scaleplan(args, TERMINAL);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters.
    const bare = stdout.replaceAll(/\u001b\[\d+m/g, '');
    expect(bare).toBe((await scaleplan(args, withEnv({ NO_COLOR: '1' }))).stdout);
  });
});

describe('lines', () => {
  const CALLS = [
    [['describe', 'NL24-SM', 'XXXL']],
    [['compare', 'base', 'small-24L', 'NL26-SM', 'NL36-LG']],
    [['suggest', '--budget-flops', '11T']],
    [['suggest', '--budget-hours', '24', '--chips', '64']],
    [['backtest']],
    [['--help']],
    [['describe', '--help']],
    [['suggest', '--help']],
  ];

  it.each(CALLS)('%j: at most 80 columns in a pipe, and none ends on a space', async (args) => {
    const lines = (await scaleplan(args)).stdout.split('\n');
    const long = lines.filter((line) => line.length > 80);
    expect(long).toEqual([]);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  });

  it.each(CALLS.slice(0, 5))('%j: as wide as the terminal, from 60 columns on', async (args) => {
    for (const columns of [60, 70, 100, 200]) {
      const { stdout } = await scaleplan(args, { isTTY: true, columns, env: { NO_COLOR: '1' } });
      expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([]);
    }
  });

  it('backtest: as wide as a narrow terminal', async () => {
    for (const columns of [30, 40, 50]) {
      const { stdout } = await scaleplan(['backtest'], { isTTY: true, columns, env: { NO_COLOR: '1' } });
      expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([]);
    }
  });

  it('a terminal that says nothing of its width has 80, and one of 0 or 1 columns is not believed', async () => {
    const call = (columns?: number) =>
      scaleplan(['describe', 'base'], {
        isTTY: true,
        env: { NO_COLOR: '1' },
        ...(columns === undefined ? {} : { columns }),
      });
    expect(await call()).toEqual(await scaleplan(['describe', 'base']));
    expect(await call(0)).toEqual(await call());
    expect((await call(1)).stdout).toContain('BASE');
  });
});

describe('the streams of the process', () => {
  it('are written to once each at most, and only where there is something to say', async () => {
    const fine = fakeProcess(['backtest']);
    await run(fine.process);
    expect([fine.stdout.chunks.length, fine.stderr.chunks.length]).toEqual([1, 0]);
    const mistaken = fakeProcess(['backtest', 'base']);
    await run(mistaken.process);
    expect([mistaken.stdout.chunks.length, mistaken.stderr.chunks.length]).toEqual([0, 1]);
  });

  it('may be closed by the reader: a broken pipe ends quietly', async () => {
    const { process, stdout, stderr } = fakeProcess(['backtest']);
    await run(process);
    const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    expect(() => stdout.emitError(broken)).not.toThrow();
    expect(() => stderr.emitError(broken)).not.toThrow();
    expect(process.exitCode).toBe(0);
  });

  it('say what else went wrong in one line, without a stack', async () => {
    const { process, stdout, stderr } = fakeProcess(['backtest']);
    await run(process);
    stdout.emitError(Object.assign(new Error('disk full'), { code: 'ENOSPC' }));
    expect(stderr.chunks.join('')).toBe(
      'error: Standard output cannot be written: the disk is full.\nhint: Check the disk and its permissions.\n',
    );
    expect(process.exitCode).toBe(2);
  });
});

describe('help', () => {
  it('is what a call without arguments gets', async () => {
    const help = await scaleplan(['--help']);
    expect(await scaleplan([])).toEqual(help);
    expect(await scaleplan(['help'])).toEqual(help);
    expect(await scaleplan(['--no-color'])).toEqual(help);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it.each(['describe', 'compare', 'suggest', 'backtest', 'check', 'export'])(
    'of %s has examples that work',
    async (command) => {
      const { stdout } = await scaleplan(['help', command]);
      expect(await scaleplan([command, '--help'])).toMatchObject({ stdout });
      // Examples with files, and what they write, are tried where there are files.
      const examples = (stdout.match(/^ {2}scaleplan .*$/gm) ?? []).filter(
        (line) => !/config|--format| -o /.test(line),
      );
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        const args = example.trim().replaceAll("'", '').split(' ').slice(1);
        expect((await scaleplan(args)).exitCode, example).toBe(0);
      }
    },
  );
});
