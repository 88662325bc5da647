import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// The built program on the Node that runs the tests, through pipes. `npm run nodes` compares many more calls, on several
// versions of Node.
const PROGRAM = join(import.meta.dirname, '../bin/scaleplan.js');

const SURROUNDINGS = {
  'German in India on a dumb terminal': {
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'de_DE.UTF-8',
    TZ: 'Asia/Kolkata',
    TERM: 'dumb',
    COLUMNS: '40',
  },
  'Turkish in Newfoundland on a wide one': {
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'America/St_Johns',
    TERM: 'xterm-256color',
    COLUMNS: '200',
  },
  'no language, across the date line, with colours': {
    LANG: 'C',
    LC_ALL: 'C',
    TZ: 'Pacific/Apia',
    COLORTERM: 'truecolor',
    COLUMNS: '0',
  },
};

const CALLS = [
  ['--help'],
  ['describe', 'NL24-XXL', '--json'],
  ['compare', 'BASE', 'NL12-SM'],
  ['suggest', '--budget-flops', '11T'],
  ['roofline', 'XXL'],
  ['describe', 'biggest'],
];

/** What a call of the program leaves behind where nothing but `env` is set. */
function call(args: readonly string[], env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    env,
    encoding: 'latin1',
  });
  return { status, stdout, stderr };
}

describe.each(CALLS.map((args) => ({ args, line: args.join(' ') })))('scaleplan $line', ({ args }) => {
  it('prints the same bytes whatever the language, the time zone and the terminal', () => {
    const expected = call(args, {});
    expect(expected.stdout + expected.stderr).not.toBe('');
    for (const [name, environment] of Object.entries(SURROUNDINGS)) {
      expect({ name, ...call(args, environment) }).toEqual({ name, ...expected });
    }
  });
});
