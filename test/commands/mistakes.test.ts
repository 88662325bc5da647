import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleplan, unwrapped } from '../support/cli';

const MISTAKES: readonly string[][] = [
  ['nothing-like-it'],
  ['sugest'],
  ['help', 'nothing'],
  ['help', 'sugest'],
  ['--jsn'],
  ['describe'],
  ['describe', ''],
  ['describe', ' '],
  ['describe', 'bsae'],
  ['describe', 'base', 'bsae'],
  ['describe', 'NL0-SM'],
  ['describe', 'NL2.5-SM'],
  ['describe', 'NL-3-SM'],
  ['describe', 'NL24-NL16-SM'],
  ['describe', 'NL24-EL12-SM'],
  ['describe', 'SM-BASE'],
  ['describe', 'NL99999999-SM'],
  ['describe', `NL${'9'.repeat(5000)}-SM`],
  ['describe', '{}'],
  ['describe', 'NL{1..3'],
  ['describe', 'NL{1..3..0}-SM'],
  ['describe', 'base', '--base', 'NL3-SM'],
  ['describe', 'FF2K', '--base', 'smal'],
  ['describe', 'base', '--jsn'],
  ['describe', 'base', '--chips'],
  ['describe', 'base', '--chips', '17'],
  ['describe', 'base', '--chips', '0'],
  ['describe', 'base', '--chips', '-4'],
  ['describe', 'base', '--chips', '1e999'],
  ['describe', 'base', '--machine', 'abacus'],
  ['describe', 'base', '--machine', ''],
  ['describe', 'base', '--model-parallelism', '3'],
  ['describe', 'base', '--model-parallelism', '64'],
  ['describe', 'base', '--model-parallelism', '8'],
  ['describe', 'base', '--model-parallelism', 'many'],
  ['describe', 'XXL', '--chips', '4'],
  ['describe', 'base', '--encoder-length', '0'],
  ['describe', 'base', '--decoder-length', '1e300'],
  ['describe', 'base', '--sequences', '3'],
  ['describe', 'base', '--sequences', '33'],
  ['describe', 'base', '--steps', '1.5'],
  ['compare', 'base'],
  ['compare'],
  ['suggest'],
  ['suggest', 'base', '--budget-flops', '11T'],
  ['suggest', '--budget-flops', ''],
  ['suggest', '--budget-flops', '11X'],
  ['suggest', '--budget-flops', '-3'],
  ['suggest', '--budget-flops', '0'],
  ['suggest', '--budget-flops', '1e999'],
  ['suggest', '--budget-flops', 'NaN'],
  ['suggest', '--budget-flops', 'Infinity'],
  ['suggest', '--budget-flops', '0x10'],
  ['suggest', '--budget-flops', '1,000'],
  ['suggest', '--budget-memory', '12B'],
  ['suggest', '--budget-usd', '$500'],
  ['suggest', '--budget-flops', '11T', '--chips', '1024'],
  ['backtest', 'base'],
  ['backtest', '--chips', '16'],
];

describe("a user's mistake", () => {
  it.each(MISTAKES.map((args) => ({ args })))('$args: one error, one hint, exit code 2', async ({ args }) => {
    const { stdout, stderr: wrapped, exitCode } = await scaleplan(args);
    const stderr = unwrapped(wrapped);
    const lines = stderr.split('\n');
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(lines.filter((line) => line.startsWith('error: '))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('hint: '))).toHaveLength(1);
    expect(lines[0]).toMatch(/^error: \S.*\.$/);
    expect(lines.at(-2)).toMatch(/^hint: \S/);
    expect(lines.at(-1)).toBe('');
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+|undefined|\[object/);
    expect(stderr.length).toBeLessThan(600);
  });

  it('is marked by a caret under the place', async () => {
    const { stderr } = await scaleplan(['describe', 'NL24-XX3-SM']);
    expect(stderr.split('\n').slice(1, 3)).toEqual(['  NL24-XX3-SM', '       ^^^']);
  });

  it('is marked in a long text by a part of it', async () => {
    const { stderr } = await scaleplan(['describe', `${'NL24-'.repeat(30)}SM`]);
    for (const line of stderr.split('\n').slice(0, 3)) expect(line.length).toBeLessThan(80);
  });

  it.each([40, 80, 200])('is told in lines of %s columns', async (columns) => {
    for (const args of MISTAKES) {
      const { stderr } = await scaleplan(args, { isTTY: true, columns });
      for (const line of stderr.split('\n')) {
        // A word that is longer than the line stands alone.
        if (line.trim().includes(' ') || columns > 40) expect(line.length).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('leaves nothing behind on standard output, under --json neither', async () => {
    for (const args of [['describe', 'bsae'], ['suggest']]) {
      expect((await scaleplan([...args, '--json'])).stdout).toBe('');
    }
  });
});

describe('more models than anybody reads', () => {
  it.each([
    [['describe', 'NL{1..1000}-NH{1..100}-SM']],
    [['describe', 'NL{1..1000}-{SM,BASE,LG,XL,XXL}', 'NL{1..1000}-{SM,BASE,LG,XL,XXL}', 'TINY']],
    [['compare', 'NL{1..1000}-{1,2}{1,2}{1,2}{1,2}{1,2}SM']],
  ])('%j are refused', async (args) => {
    const { stderr, exitCode } = await scaleplan(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/more than 10,?000 models|No|belongs/);
  });
});

describe('text that a terminal would act on', () => {
  const NASTY = [
    '\u001b[31mred\u001b[0m',
    '\u001b]0;title\u0007',
    '\u009b31m',
    'a\rb',
    'a\nerror: forged',
    'a\n(Did you mean a forged hint?)',
    '\u202eevil',
    '\u2066\u2069',
    '\u200b\u2028\u2029',
    '\ud800',
    'a\u0000b',
    '\u007f',
  ];
  const CALLS = NASTY.flatMap((text) => [
    [text],
    ['help', text],
    [`--${text}`],
    ['describe', text],
    ['describe', `NL24-${text}-SM`],
    ['describe', `NL{${text}}-SM`],
    ['describe', 'base', `--${text}`],
    ['describe', 'base', '--base', text],
    ['describe', 'base', '--machine', text],
    ['describe', 'base', '--chips', text],
    ['describe', 'base', '--model-parallelism', text],
    ['suggest', text],
    ['suggest', '--budget-flops', text],
    ['suggest', '--budget-flops', `11${text}`],
  ]);

  it.each(CALLS.map((args) => ({ args })))('never gets out raw: $args', async ({ args }) => {
    const { stdout, stderr, exitCode } = await scaleplan(args, { isTTY: true, columns: 80 });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(stderr.match(/^error: /gm)).toHaveLength(1);
    expect(stderr.match(/^hint: /gm)).toHaveLength(1);
  });
});

describe('random command lines', () => {
  const word = fc.oneof(
    fc.constantFrom('describe', 'compare', 'suggest', 'backtest', 'help', '--', '-h', '--version'),
    fc.constantFrom(
      'base',
      'SM',
      'XL',
      'NL24-SM',
      'FF2K',
      'SH-SKV',
      'NL{2..6..2}-SM',
      '{SM,BASE}',
      'Small 32EL',
    ),
    fc.constantFrom(
      '--json',
      '--timings',
      '--strict',
      '--why',
      '--no-color',
      '--jsn',
      '--no-json',
      '--json=1',
    ),
    fc.constantFrom('--chips', '--model-parallelism', '--sequences', '--encoder-length', '--steps', '--base'),
    fc.constantFrom(
      '--budget-flops',
      '--budget-params',
      '--min-steps-per-second',
      '--budget-usd',
      '--budget-memory',
    ),
    fc.constantFrom(
      '11T',
      '200M',
      '9',
      '16',
      '64',
      '0',
      '-3',
      '1e999',
      '11X',
      'auto',
      '12GiB',
      '',
      '2',
      '1e-300',
    ),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '--__proto__',
      '--constructor=1',
    ),
    fc.stringMatching(/^(NL|EL|DL|FF|DM|KV|NH|SH|SKV|-|_|[0-9]{1,4}|K|SM|LG|[{},.]){1,6}$/),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const commandLine = fc.oneof(
    fc.array(word, { maxLength: 7 }),
    fc
      .tuple(fc.constantFrom('describe', 'compare', 'suggest'), fc.array(word, { maxLength: 6 }))
      .map(([command, words]) => [command, ...words]),
  );

  it('are answered or refused, and never end in a bug', async () => {
    await fc.assert(
      fc.asyncProperty(commandLine, async (args) => {
        const { stdout, stderr, exitCode } = await scaleplan(args);
        expect([0, 1, 2], stderr).toContain(exitCode);
        expect(exitCode === 2).toBe(stdout === '');
        expect(exitCode === 2).toBe(stderr !== '');
        if (exitCode === 2)
          expect(stderr).toMatch(
            /^error: [^\n]+\n(?: {7}\S[^\n]*\n)*(?: {2}[^\n]*:\d+:\d+\n)?(?: {2}[^\n]*\n {2} *\^+\n)?hint: [^\n]+\n(?: {6}\S[^\n]*\n)*$/,
          );
      }),
      { numRuns: 600 },
    );
  });
});

describe('a bug', () => {
  it('ends with exit code 3, a stack, and how to report it', async () => {
    const uptime = () => {
      throw new TypeError('a broken clock');
    };
    const { stdout, stderr, exitCode } = await scaleplan(['backtest'], { uptime });
    expect(exitCode).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^TypeError: a broken clock\n {4}at .*:\d+:\d+/);
    expect(stderr).toMatch(/bug in scaleplan. Please report it.*\n$/);
  });

  it('that throws something else than an error is told as well', async () => {
    const uptime = () => {
      throw 'not even an error';
    };
    const { stderr, exitCode } = await scaleplan(['backtest'], { uptime });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('not even an error');
  });
});
