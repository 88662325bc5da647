import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';
import { readProjectConfig } from '../../src/project/config';
import { settingsFor } from '../../src/project/settings';
import { projectConfigFile } from '../../src/schema/projectConfigFile';

const read = (text: string) => readProjectConfig({ name: 'scaleplan.config.json', text });

const FULL = {
  $schema: './node_modules/scaleplan/schemas/scaleplan.config.json',
  targets: [
    {
      files: ['configs/**/*.json'],
      names: ['NL24-SM'],
      budgets: {
        flops: '11T',
        params: 200e6,
        minStepsPerSecond: 9,
        trainFlops: '1e21',
        hours: 24,
        usd: '500',
        memory: '12GiB',
      },
      increase: {
        flops: { percent: 5, absolute: '0.5T' },
        params: '5%',
        usd: '100',
        trainFlops: '5%, 1T',
        hours: ' 0,0 % ',
        stepsPerSecond: '0%',
        memory: 0,
      },
      slice: { chips: 16, modelParallelism: 'auto' },
      run: { sequences: '128', encoderLength: 512, steps: '1M' },
      rules: { 'too-deep': 'error' },
      ignore: [{ rule: 'misaligned', reason: ' the tokenizer team asked for it ' }],
    },
    {
      files: ['configs/big/*.json'],
      budgets: { flops: '40T' },
      slice: { chips: 64 },
      rules: { misaligned: 'warning' },
    },
  ],
};

const file = (label: string) => ({ label, isFile: true, shape: parseName('BASE') });

describe('settingsFor', () => {
  const config = read(JSON.stringify(FULL));

  test('reads quantities into base units', () => {
    expect(settingsFor(file('configs/a.json'), config)).toEqual({
      budget: {
        flops: 11e12,
        parameters: 200e6,
        minStepsPerSecond: 9,
        trainFlops: 1e21,
        hours: 24,
        usd: 500,
        memoryBytes: 12 * 1024 ** 3,
      },
      allowed: {
        flops: { percent: 5, absolute: 0.5e12 },
        parameters: { percent: 5 },
        usd: { absolute: 100 },
        trainFlops: { percent: 5, absolute: 1e12 },
        hours: { percent: 0, absolute: 0 },
        minStepsPerSecond: { percent: 0 },
        memoryBytes: { absolute: 0 },
      },
      chips: 16,
      modelParallelism: 'auto',
      workload: { sequences: 128, encoderLength: 512, trainSteps: 1e6 },
      severities: { 'too-deep': 'error', misaligned: 'off' },
      ignored: [{ ruleId: 'misaligned', reason: 'the tokenizer team asked for it' }],
    });
  });

  test('applies all entries that match, a later one over an earlier, key by key', () => {
    const settings = settingsFor(file('./configs/big/b.json'), config);
    expect(settings.budget).toMatchObject({ flops: 40e12, parameters: 200e6 });
    expect(settings).toMatchObject({ chips: 64, modelParallelism: 'auto' });
    expect(settings.severities).toEqual({ 'too-deep': 'error', misaligned: 'warning' });
    expect(settings.ignored).toEqual([]);
  });

  test('matches names by what they mean, and files by path alone', () => {
    const named = (label: string) =>
      settingsFor({ label, isFile: false, shape: parseName(label) }, config).chips;
    expect([named('small-24L'), named('BASE')]).toEqual([16, undefined]);
    expect(settingsFor(file('configs\\deep\\er\\a.json'), config).chips).toBe(16);
    expect(settingsFor(file('other/a.json'), config)).toEqual({
      budget: {},
      allowed: {},
      workload: {},
      severities: {},
      ignored: [],
    });
  });
});

/** The mistake of a configuration with one target of this text, on line 3. */
function mistake(target: string): UserError {
  return mistakeOf(`{\n  "targets": [\n    {"files": ["a.json"], ${target}}\n  ]\n}`);
}

function mistakeOf(text: string): UserError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

/** What the caret stands under. */
function pointed({ place }: UserError): string | undefined {
  return place?.text.slice(place.start, place.end);
}

describe('a mistake in the configuration is told with its line and place', () => {
  test.each([
    ['"budget": {}', 'project-unknown-key', '"budget"', 'Did you mean budgets?'],
    ['"budgets": {"flop": "11T"}', 'project-unknown-key', '"flop"', 'Did you mean flops?'],
    ['"increase": {"flops": {"percnt": 5}}', 'project-unknown-key', '"percnt"', 'Did you mean percent?'],
    [
      '"ignore": [{"rule": "too-deep", "why": "x"}]',
      'project-missing-key',
      '{',
      'Add it: text that says why.',
    ],
    ['"__proto__": {"files": []}', 'project-unknown-key', '"__proto__"', 'Keys here: files'],
    ['"budgets": {"flops": "11X"}', 'quantity-suffix', 'X', 'Write it as in 11T'],
    ['"budgets": {"flops": -3}', 'quantity-not-positive', '-3', 'Write it as in 11T'],
    ['"budgets": {"flops": 0}', 'quantity-not-positive', '0', 'Write it as in'],
    ['"budgets": {"flops": true}', 'project-bad-value', 'true', 'Write a quantity such as'],
    ['"budgets": {"memory": "12B"}', 'quantity-suffix', 'B', 'Did you mean 12GB or 12GiB?'],
    ['"budgets": []', 'project-bad-value', '[]', 'Write an object in braces.'],
    ['"increase": {"flops": "-5%"}', 'quantity-not-positive', '-5%', 'Write it as in'],
    ['"increase": {"flops": "5%,1X"}', 'quantity-suffix', 'X', 'Write it as in'],
    ['"increase": {"flops": "5%,6%"}', 'increase-twice', '5%,6%', 'Write it as in 5%, 0.5T or 5%,0.5T.'],
    ['"increase": {"flops": {"percent": -5}}', 'project-bad-value', '-5', 'Write a percentage of 0 or more.'],
    ['"increase": {"flops": {}}', 'project-bad-value', '{}', 'Write "percent"'],
    ['"slice": {"modelParallelism": 3}', 'project-bad-value', '3', 'Write one of 1, 2, 4'],
    ['"run": {"steps": 1.5}', 'quantity-not-whole', '1.5', 'Write it as in 128'],
    ['"run": {"sequences": 1e12}', 'flag-too-large', '1e12', 'Check the number'],
    ['"rules": {"too-deap": "off"}', 'project-unknown-rule', '"too-deap"', 'Did you mean too-deep?'],
    ['"rules": {"too-deep": "fatal"}', 'project-bad-value', '"fatal"', 'Write "error", "warning" or "off".'],
    [
      '"ignore": [{"rule": "to-deep", "reason": "x"}]',
      'project-unknown-rule',
      '"to-deep"',
      'Did you mean too-deep?',
    ],
    [
      '"ignore": [{"rule": "too-deep", "reason": " "}]',
      'project-bad-value',
      '" "',
      'Write text that says why.',
    ],
    ['"names": ["NL24-SMOL"]', 'unknown-operator', '"NL24-SMOL"', ''],
    ['"names": []', 'project-bad-value', '[]', 'Write a list of names'],
    ['"budgets": {"flops": 1, "flops": 2}', 'json-duplicate-key', '"flops"', 'Keep one'],
    ['"budgets": {"flops": NaN}', 'json-syntax', 'NaN', 'JSON has numbers'],
  ])('%s', (target, code, under, hint) => {
    const error = mistake(target);
    expect(error.code).toBe(code);
    expect(error.place).toMatchObject({ file: 'scaleplan.config.json', line: 3 });
    expect(pointed(error)).toBe(under);
    expect(error.hint).toContain(hint);
  });

  test.each([
    ['{"targets": [{"budgets": {}}]}', 'project-no-target'],
    ['{}', 'project-missing-key'],
    ['[]', 'project-bad-value'],
    ['{"targets": {}}', 'project-bad-value'],
    ['{"targets": [', 'json-syntax'],
    ['', 'config-empty'],
    [`${'['.repeat(100_000)}`, 'config-too-deep'],
  ])('%s', (text, code) => {
    expect(mistakeOf(text).code).toBe(code);
  });
});

describe('schemas/scaleplan.config.json', () => {
  const { path, text } = projectConfigFile();

  test('is what the code makes (npm run schemas)', () => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('accepts what the reader does, and refuses what it does not know', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(
      JSON.parse(text),
    );
    expect([validate(FULL), validate.errors]).toEqual([true, null]);
    for (const wrong of [
      {},
      { targets: [{}] },
      { targets: [{ files: ['a'], budget: {} }] },
      { targets: [{ files: ['a'], rules: { x: 'off' } }] },
    ]) {
      expect(validate(wrong)).toBe(false);
    }
  });

  test('says what every key is', () => {
    const keys = [...text.matchAll(/"description": "(.*)"/g)];
    expect(keys.length).toBeGreaterThan(25);
  });
});
