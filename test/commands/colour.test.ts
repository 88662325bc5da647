import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scaleplan } from '../support/cli';
import { splitWords } from '../support/transcripts';

const ROOT = join(__dirname, '../..');

const CALLS = [
  'describe NL24-SM --why',
  'describe NL24-SM --scaling',
  'compare BASE NL24-SM NL27-MINI',
  'suggest --budget-flops 11T',
  'sweep NL{4..12..4}-SM',
  'roofline XXL --chips 64',
  'depth XL',
  'fit docs/examples/table4-scores.csv --y average',
  'fit --published',
  'audit --all',
  'backtest',
  'calibrate --published',
  'check BASE --budget-flops 10T',
];

/** Escape sequences of colour. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

describe('colour changes nothing but the colour', () => {
  it.each(CALLS)('%s', async (call) => {
    const terminal = { cwd: ROOT, isTTY: true, columns: 80 };
    const coloured = await scaleplan(splitWords(call), terminal);
    const plain = await scaleplan(splitWords(call), { ...terminal, env: { NO_COLOR: '1' } });
    expect(coloured.stdout).toMatch(COLOUR);
    expect(coloured.stdout.replace(COLOUR, '')).toBe(plain.stdout);
  });
});
