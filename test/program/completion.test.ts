import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offerAt, unquoted } from '../../src/program/completion/answer';
import { FLAG_VALUES } from '../../src/program/completion/values';
import { ALL_VERBS } from '../../src/program/verbs/all';
import { scaleplan } from '../support/cli';

const ROOT = join(import.meta.dirname, '../..');

async function offered(...words: string[]): Promise<string[]> {
  return (await offerAt(words)).completions.map(({ text }) => text);
}

describe('what is offered', () => {
  it.each([
    [['des'], ['describe']],
    [['--v'], ['--version']],
    [['--no-color', 'des'], ['describe']],
    [
      ['describe', '--mach'],
      ['--machine', '--machine-file'],
    ],
    [
      ['describe', '--machine', 'tpu-v5'],
      ['tpu-v5e', 'tpu-v5p'],
    ],
    [
      ['describe', '--machine=h'],
      ['--machine=h100', '--machine=h200'],
    ],
    [
      ['describe', '--machine', 'a100', '--chips', ''],
      ['1', '2', '4', '8'],
    ],
    [['describe', '--model-parallelism', 'a'], ['auto']],
    [['describe', '--format', 'm'], ['mesh-tf']],
    [['check', '--format', 'm'], ['markdown']],
    [['export', '--to', 'h'], ['hf']],
    [['sweep', '--to', 'h'], ['html']],
    [['sweep', '--frontier', 'flops,s'], ['flops,speed']],
    [['sweep', '--knobs', 'NL,N'], ['NL,NH']],
    [['check', '--explain', 'too-d'], ['too-deep']],
    [
      ['describe', '--base', 'X'],
      ['XL', 'XXL', 'XXXL'],
    ],
    [['describe', '--json', 'NL24-B'], ['NL24-BASE']],
    [['describe', "'NL{2..4}-B"], ['NL{2..4}-BASE']],
    [['help', 'un'], ['units']],
    [['help', 'units', ''], []],
    [['completion', 'p'], ['powershell']],
    [['completion', 'bash', ''], []],
    [['suggest', '--budget-flops', ''], []],
    [['describe', '--', '--js'], []],
    [['backtest', 'x'], []],
    [['complete', ''], []],
    [['nonsense', ''], []],
  ])('%j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it('leaves out flags that are given, but for those that may be given again', async () => {
    const flags = await offered('describe', '--json', '--machine-file', 'a.json', '--');
    expect(flags).not.toContain('--json');
    expect(flags).toContain('--machine-file');
    expect(flags).toContain('--help');
  });

  it('leaves files to the shell where a word may be one, and nowhere else', async () => {
    const files = async (...words: string[]) => (await offerAt(words)).files;
    for (const words of [
      ['fit', ''],
      ['describe', 'con'],
      ['export', '-o', ''],
      ['check', '--config='],
    ]) {
      expect(await files(...words), words.join(' ')).toBe(true);
    }
    for (const words of [['describe', '--chips', ''], ['suggest', ''], ['describe', '--'], ['de']]) {
      expect(await files(...words), words.join(' ')).toBe(false);
    }
  });

  it('knows how every flag that takes a value is completed', () => {
    const known = Object.keys(FLAG_VALUES);
    const unknown = ALL_VERBS.flatMap(({ name, flags }) =>
      flags
        .filter(([text]) => text.includes('<'))
        .map(([text]) => /--[\w-]+/.exec(text)?.[0] ?? text)
        .filter((flag) => !known.includes(flag) && !known.includes(`${name} ${flag}`)),
    );
    expect(unknown).toEqual([]);
  });

  it('takes quotes and backslashes off as a shell does', () => {
    expect(["'a b'", '"a b"', '"a', "'a", 'a\\ b', '"a\\"b"', "a'b'c", '""', '\\'].map(unquoted)).toEqual([
      'a b',
      'a b',
      'a',
      'a',
      'a b',
      'a"b',
      'abc',
      '',
      '\\',
    ]);
  });

  it('is silent about words that a terminal would act on, and about endless lines', async () => {
    const { stdout, stderr, exitCode } = await scaleplan(['complete', '--', 'describe', 'a\u001b[31m\n']);
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: 'files 7\n', stderr: '', exitCode: 0 });
    expect(await offered(...Array.from({ length: 2000 }, () => 'describe'))).toEqual([]);
    expect(await offered('describe', `NL${'9'.repeat(100_000)}`)).toEqual([]);
  });
});

describe('completion SHELL', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell', 'PWSH'])('prints the script of %s', async (shell) => {
    const { stdout, exitCode } = await scaleplan(['completion', shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^# ?(?:compdef|Completion)|^#compdef/);
    expect(stdout).not.toMatch(/\beval "?\$(?:reply|words|word|typed|line)/);
  });

  it('is a mistake without a shell, and with another one', async () => {
    expect(await scaleplan(['completion'])).toMatchObject({ exitCode: 2, stdout: '' });
    const { stderr, exitCode } = await scaleplan(['completion', 'bahs']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean bash?');
  });
});

/** Whether a shell is on this machine; what it completes is tried only where it is. */
function has(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0;
}

describe('in real shells', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'scaleplan-shell-'));
    const program = join(folder, 'scaleplan');
    writeFileSync(
      program,
      `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'bin/scaleplan.js')}" "$@"\n`,
    );
    chmodSync(program, 0o755);
    writeFileSync(join(folder, 'my file.json'), '{}');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function runIn(shell: string, ...args: string[]): string[] {
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}`, TERM: 'dumb' };
    const { stdout, stderr } = spawnSync(shell, args, { cwd: folder, env, encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((line) => line !== '');
  }

  /** What bash would offer: the words as it takes them apart, the line, and the part that it replaces. */
  function inBash(line: string, words: readonly string[], replaced: string): string[] {
    const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const script = [
      'eval "$(scaleplan completion bash)"; eval "$(scaleplan completion bash)"',
      `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}`,
      `COMP_LINE='${line.replaceAll("'", "'\\''")}'; COMP_POINT=\${#COMP_LINE}`,
      `_scaleplan scaleplan '${replaced}' '' && printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join('\n');
    return runIn('bash', '--norc', '--noprofile', '-c', script);
  }

  describe.skipIf(!has('bash'))('bash', () => {
    it.each([
      ['scaleplan des', ['scaleplan', 'des'], 'des', ['describe']],
      [
        'scaleplan  describe NL24-S',
        ['scaleplan', 'describe', 'NL24-S'],
        'NL24-S',
        ['NL24-SM', 'NL24-SH', 'NL24-SKV'],
      ],
      [
        'scaleplan describe --machine=h',
        ['scaleplan', 'describe', '--machine', '=', 'h'],
        'h',
        ['h100', 'h200'],
      ],
      ['scaleplan describe --machine=', ['scaleplan', 'describe', '--machine', '='], '', 9],
      [
        "scaleplan describe 'NL{2..4}-B",
        ['scaleplan', 'describe', "'NL{2..4}-B"],
        'NL{2..4}-B',
        ['NL{2..4}-BASE'],
      ],
      [
        'scaleplan describe $(touch pwned) `touch pwned` ; N',
        ['scaleplan', 'describe', '$(touch pwned)', '`touch pwned`', ';', 'N'],
        'N',
        ['NL', 'NH'],
      ],
    ])('%s', (line, words, replaced, expected) => {
      const found = inBash(line, words, replaced);
      if (typeof expected === 'number') expect(found).toHaveLength(expected);
      else expect(found).toEqual(expected);
      expect(existsSync(join(folder, 'pwned'))).toBe(false);
    });
  });

  describe.skipIf(!has('fish'))('fish', () => {
    it('offers names, values and files', () => {
      const ask = (line: string) =>
        runIn('fish', '--no-config', '-c', `scaleplan completion fish | source; complete -C "${line}"`);
      expect(ask('scaleplan describe NL24-B')[0]).toMatch(/^NL24-BASE\t12 layers/);
      expect(ask('scaleplan describe --machine=h').map((one) => one.split('\t')[0])).toEqual([
        '--machine=h100',
        '--machine=h200',
      ]);
      expect(ask('scaleplan fit my')).toEqual(['my file.json']);
    });
  });

  describe.skipIf(!has('zsh'))('zsh', () => {
    it('reads the script, and hands compadd whole words', () => {
      const script = [
        'eval "$(scaleplan completion zsh)"',
        'compadd() { [[ "$*" == *"-a ended"* ]] && print -rl -- $ended; [[ "$*" == *"-a open"* ]] && print -rl -- $open; true }',
        'compset() { true }; _files() { print files }',
        'words=(scaleplan describe NL24-S); CURRENT=3; PREFIX=NL24-S; _scaleplan',
        'words=(scaleplan describe --base X); CURRENT=4; PREFIX=X; _scaleplan',
      ].join('\n');
      expect(runIn('zsh', '-f', '-c', script)).toEqual([
        'NL24-SM',
        'NL24-SH',
        'NL24-SKV',
        'files',
        'XL',
        'XXL',
        'XXXL',
      ]);
    });
  });
});
