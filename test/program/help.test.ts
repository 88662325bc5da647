import { describe, expect, it } from 'vitest';
import { fitHelp } from '../../src/program/help';
import { ALL_VERBS } from '../../src/program/verbs/all';
import { scaleplan } from '../support/cli';

const WIDTHS = [20, 40, 60, 80, 200];
const PAGES = [['--help'], ...ALL_VERBS.map(({ name }) => [name, '--help'])];

/** Lines wider than a terminal that could be broken: all but calls, which are copied, and words alone. */
function tooWide(text: string, columns: number): string[] {
  return text
    .split('\n')
    .filter((line) => line.length > columns && line.trim().includes(' '))
    .filter((line) => !/\bscaleplan |\| Invoke-Expression$/.test(line));
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe('the page of a command', () => {
  it.each(PAGES)('%s %s: keeps to the terminal, and says the same in any', async (...args) => {
    const { stdout: wide } = await scaleplan(args);
    for (const columns of WIDTHS) {
      const { stdout } = await scaleplan(args, { isTTY: true, columns });
      expect(tooWide(stdout, columns)).toEqual([]);
      expect(words(stdout)).toBe(words(wide));
    }
  });

  it('puts what a flag means below it where there is no room beside it', async () => {
    const { stdout } = await scaleplan(['describe', '--help'], { isTTY: true, columns: 40 });
    expect(stdout).toContain(
      [
        '  --model-parallelism <n|default|auto>',
        "    a number, the size's own, or the",
        '    fastest that fits',
        '',
      ].join('\n'),
    );
    expect(stdout).toMatch(/^Usage: scaleplan describe \[options\]\n {7}\[names\.\.\.\]\n/);
  });
});

describe('what is said of a mistake', () => {
  it.each([
    [['describe', 'NL24-SMM']],
    [['descrbe', 'SM']],
    [['describe', '--chps', '3', 'SM']],
    [['describe', 'none.json']],
    [['describe', 'ViT-S/24']],
    [['describe', 'NL24-FF99999999-SM']],
    [['describe', 'SM', '--machine', 'tpu-v9']],
    [['describe', 'SM', '--chips', '17']],
    [['suggest']],
    [['suggest', '--budget-flops', '11X']],
    [['compare', 'SM', 'BASE', '--fail-on', 'tflop>5%']],
    [['depth', '--family', 'x']],
    [['help', 'namse']],
    [['fit', '--published', '-o', 'a']],
    [['export', 'NL24-SM']],
  ])('%j: keeps to the terminal, but for calls', async (args) => {
    const { stderr: wide } = await scaleplan(args);
    for (const columns of WIDTHS) {
      const { stderr } = await scaleplan(args, { isTTY: true, columns });
      expect(tooWide(stderr, columns)).toEqual([]);
      if (!wide.includes('^')) expect(words(stderr)).toBe(words(wide));
    }
  });
});

describe('text behind the flags', () => {
  const text = [
    '',
    'Names: a size of the paper or operators on',
    'a size.',
    '',
    'Examples:',
    '  scaleplan describe NL24-SM --why --json',
  ];

  it('stays as it is where it fits', () => {
    expect(fitHelp(text.join('\n'), 42)).toBe(text.join('\n'));
  });

  it('is broken anew where it does not, but for calls', () => {
    expect(fitHelp(text.join('\n'), 30).split('\n')).toEqual([
      '',
      'Names: a size of the paper or',
      'operators on a size.',
      '',
      'Examples:',
      '  scaleplan describe NL24-SM --why --json',
    ]);
  });

  it('keeps commands of a shell whole below what they are for', () => {
    const lines = [
      '  ~/.bashrc       eval "$(scaleplan completion)"',
      '  $PROFILE        scaleplan completion |',
      '                    Out-String | Invoke-Expression',
      '  names           what they are and why there are any',
    ];
    expect(fitHelp(lines.join('\n'), 45).split('\n')).toEqual([
      '  ~/.bashrc',
      '    eval "$(scaleplan completion)"',
      '  $PROFILE        scaleplan completion |',
      '      Out-String | Invoke-Expression',
      '  names           what they are and why there',
      '                  are any',
    ]);
  });
});
