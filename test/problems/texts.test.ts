import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/problems/problem';
import { TEXTS } from '../../src/problems/texts';

// Something for every argument that any text takes.
const DETAILS = {
  name: 'tpu-v9',
  names: ['tpu-v3'],
  shells: ['bash'],
  operator: 'NL24',
  nearest: [],
  chips: 17,
  machine: 'tpu-v3',
  slices: [4, 16],
  modelParallelism: 8,
  allowed: [1, 2, 4],
  cores: 8,
  dimensions: [['heads', 12]],
  undivided: [{ code: 'NH', name: 'heads', values: [12] }],
  modelParallelisms: [16, 32],
  isAsked: false,
  sharing: ['SH'],
  others: ['flops', 'params'],
  wouldDo: [1, 2, 4],
  sequences: 3,
  heads: 12,
  replicas: 32,
  length: 999,
  limit: 300,
  character: '@',
  spelling: 'XX',
  known: 'Operators: NL.',
  code: 'NL',
  number: '0',
  reason: 'nobody trains more',
  first: 'NL2',
  second: 'NL3',
  brace: '{',
  command: 'describe',
  example: 'scaleplan describe NL24-SM',
  range: '2..3..0',
  flag: '--chips',
  text: '11X',
  examples: '128 or 16K',
  suffix: 'X',
  sizes: ['TINY'],
  word: 'base',
  kind: 'folder',
  baseline: '../main',
  field: 'd_ff',
  format: 'hf',
  formats: ['hf', 't5x'],
  key: 'd_modl',
  value: '-3',
  expected: 'a whole number above 0',
  found: 'bert',
  path: 'configs/small.json',
  pattern: 'configs/*.json',
  encoder: '512',
  decoder: '768',
  opening: '[',
  what: 'bindings',
  metric: 'tflop',
  libraryDefault: '2048',
  differences: ['d_ff'],
  model: 'NL{2..4}-SM',
  speed: '90.0',
  peak: '45.0',
  message: 'Wrong.',
  hint: 'Right.',
  column: 'los',
  columns: ['parameters', 'loss'],
  position: 3,
  count: 400,
  lists: ['rows'],
  imageSize: 224,
  patchSize: 24,
  most: 99.9,
  least: 3,
  slowest: 1e-5,
  fastest: 1e6,
  knob: 'DM',
  knobs: ['FF', 'DM'],
  last: '512',
  step: 'DM=512..640..1',
  limitReason: 'nobody trains more',
  surplus: 'extra',
  shapes: '3.2e12',
  places: '3.95e17',
};

const ESC = '\u001b[31m';

/** The details with an escape sequence in each text, in lists too. */
function hostile(value: unknown): unknown {
  if (typeof value === 'string') return ESC + value;
  return Array.isArray(value) ? value.map(hostile) : value;
}

describe('every problem', () => {
  it.each(Object.keys(TEXTS) as (keyof typeof TEXTS)[])('%s says what is wrong and what to do', (code) => {
    const { message, hint, name } = new UserError(code, DETAILS as never);
    expect(name).toBe('UserError');
    expect(message).toMatch(/^\S.*\.$/);
    expect(hint).toMatch(/^[A-Z-].{5,}/);
    expect(`${message} ${hint}`).not.toMatch(/undefined|\bNaN\b(?!, no)|\[object|\n/);
  });

  it.each(Object.keys(TEXTS) as (keyof typeof TEXTS)[])('%s hands nothing to the terminal', (code) => {
    const details = Object.fromEntries(Object.entries(DETAILS).map(([key, value]) => [key, hostile(value)]));
    const { message, hint } = new UserError(code, details as never);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(`${message}${hint}`).not.toMatch(/\u001b/);
  });
});
