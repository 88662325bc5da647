import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { escaped, MAN_FILE, manPage } from '../../scripts/manPage';
import { backtest } from '../../src/evidence/backtest';
import { drawTopic } from '../../src/program/topics/draw';
import { TOPICS } from '../../src/program/topics/list';
import { scaleplan, unwrapped } from '../support/cli';

const ROOT = join(import.meta.dirname, '../..');
const NAMES = TOPICS.map(({ name }) => name);

describe('help TOPIC', () => {
  it.each(NAMES)('%s: is a page of whole lines, 80 columns wide in a pipe, without colour', async (name) => {
    const { stdout, stderr, exitCode } = await scaleplan(['help', name], { env: { FORCE_COLOR: '1' } });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^[a-z]+: .*\n\n[\s\S]*[^\n]\n$/);
    expect(stdout).not.toContain('\u001b');
    expect(stdout.split('\n').filter((line) => line.length > 80 || /\s$/.test(line))).toEqual([]);
    expect((await scaleplan(['help', name.toUpperCase()])).stdout).toBe(stdout);
  });

  it.each(NAMES)(
    '%s: keeps to narrow terminals, but for calls to copy and words longer than a line',
    async (name) => {
      for (const columns of [20, 30, 50]) {
        const { stdout } = await scaleplan(['help', name], { isTTY: true, columns, env: { NO_COLOR: '1' } });
        const long = stdout
          .split('\n')
          .filter(
            (line) => line.length > columns && !line.startsWith('  scaleplan ') && line.trim().includes(' '),
          );
        expect(long).toEqual([]);
      }
    },
  );

  it('is listed on the page of the program', async () => {
    const { stdout } = await scaleplan(['help']);
    for (const { name, summary } of TOPICS) expect(stdout).toContain(`  ${name.padEnd(10)}${summary}\n`);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).not.toContain('complete ');
  });

  it.each([
    ['namse', 'Did you mean names?'],
    ['sugest', 'Did you mean suggest?'],
    ['nonsense', 'topics: names, units'],
  ])('%s: neither a command nor a topic', async (word, hint) => {
    const { stdout, stderr, exitCode } = await scaleplan(['help', word]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(unwrapped(stderr)).toContain(`There is no command and no topic '${word}'.`);
    expect(unwrapped(stderr)).toContain(hint);
  });

  it.each(['names', 'describe', 'NAMES', 'nonsense'])('%s: refuses a word behind it', async (word) => {
    const { stdout, stderr, exitCode } = await scaleplan(['help', word, 'extra']);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(
      /^error: help takes one command or topic: 'extra' is one word too many\.\nhint: .*\n$/,
    );
    expect((await scaleplan(['help', 'describe', '--no-color'])).exitCode).toBe(0);
  });

  it('has calls that work', async () => {
    for (const { name, blocks } of TOPICS) {
      const calls = (await blocks()).flatMap((block) => ('calls' in block ? block.calls : []));
      // Those with files are tried where there are files.
      for (const call of calls.filter((text) => !/configs|\.csv|\.json/.test(text))) {
        const { exitCode } = await scaleplan(call.replaceAll("'", '').split(' '));
        expect(exitCode, `${name}: ${call}`).toBe(0);
      }
    }
  });

  it('tells the accuracy that the backtest finds', async () => {
    const { stdout } = await scaleplan(['help', 'accuracy']);
    const { summary, quality } = backtest();
    const text = stdout.replace(/\s+/g, ' ');
    const { leaveOneOut, parameters } = summary;
    expect(text).toContain(`mean error ${(100 * leaveOneOut.meanAbsoluteError).toFixed(1)}%`);
    expect(text).toContain(`${parameters.matches} of ${parameters.figures} are as printed`);
    expect(text).toContain(`mean error ${quality.summary.meanAbsoluteError.toFixed(2)} points`);
  });

  it('puts a term that is too long above its meaning', () => {
    const long = 'a-term-that-is-far-too-long-for-it';
    const drawn = drawTopic(
      't',
      [
        {
          terms: [
            [long, 'meaning'],
            ['b', 'other'],
          ],
        },
      ],
      80,
    );
    expect(drawn).toBe(`t\n\n  ${long}\n${' '.repeat(28)}meaning\n  ${'b'.padEnd(26)}other\n`);
  });
});

describe('the manual page', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const kept = readFileSync(join(ROOT, MAN_FILE), 'utf8');

  it('is up to date: npm run man', async () => {
    expect(kept).toBe(await manPage(version));
  });

  it('escapes what roff would act on', () => {
    expect(escaped('.x -y\n\\z')).toBe('\\&.x \\-y\n\\ez');
    const requests = kept.split('\n').filter((line) => /^['.]/.test(line));
    const macros = new Set(requests.map((line) => line.split(' ')[0]));
    const known = [
      '.\\"',
      '.TH',
      '.SH',
      '.SS',
      '.SY',
      '.YS',
      '.B',
      '.I',
      '.RI',
      '.TP',
      '.PP',

      '.nf',
      '.fi',

      '.ad',
    ];
    expect([...macros].filter((macro) => !known.includes(macro as string))).toEqual([]);
    const text = kept.split('\n').filter((line) => !/^[.]/.test(line) || line.startsWith('.SS'));
    expect(text.filter((line) => /(?<!\\)-/.test(line))).toEqual([]);
  });

  it.skipIf(spawnSync('groff', ['--version']).status !== 0)('is set by groff without a warning', () => {
    const set = spawnSync('groff', ['-man', '-Tutf8', '-P-cbou', '-ww', '-rLL=80n', MAN_FILE], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status: set.status, stderr: set.stderr }).toEqual({ status: 0, stderr: '' });
    for (const title of ['COMMANDS', 'ACCURACY', 'EXIT STATUS', 'ENVIRONMENT'])
      expect(set.stdout).toContain(title);
    expect(
      set.stdout.split('\n').filter((line) => line.length > 80 && !/^ {7}scaleplan /.test(line)),
    ).toEqual([]);
  });
});
