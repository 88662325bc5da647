import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import presets from '../../presets/machines.json';
import { scaleplan, scaleplanJson } from '../support/cli';

const FOLDER = mkdtempSync(join(tmpdir(), 'scaleplan-setting-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const here = { cwd: FOLDER };
const write = (name: string, content: unknown) =>
  writeFileSync(join(FOLDER, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));

const MINE = {
  name: 'My-Cluster',
  coresPerChip: 1,
  peakFlopsPerCore: 400e12,
  matrixUnitWidth: 64,
  memoryBytesPerCore: 48e9,
  memoryBytesPerSecondPerCore: 1e12,
  linkBytesPerSecond: 50e9,
  linksPerRing: 1,
  slices: [32, 8, 16],
  usdPerChipHour: 3,
};

/** What a call with wrong files says. */
async function mistake(...args: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await scaleplan(args, here);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  return stderr;
}

describe('--machine-file', () => {
  beforeAll(() => {
    write('mine.json', MINE);
    write('two.json', { machines: [MINE, { ...MINE, name: 'other', slices: [4] }] });
  });

  const sliceOf = async (...flags: string[]) => {
    const { stdout, stderr } = await scaleplan(['describe', 'BASE', ...flags, '--json'], here);
    expect(stderr).toBe('');
    return JSON.parse(stdout).models[0];
  };

  test('adds a machine, which is the one that is meant where no other is named', async () => {
    const { slice, training } = await sliceOf('--machine-file', 'mine.json');
    expect(slice).toMatchObject({ machine: 'my-cluster', chips: 16, cores: 16 });
    expect(training.usd).toBeCloseTo(3 * training.chipHours, 9);
    expect(training.kwh).toBeNull();
  });

  test('of several, one is named; the known ones stay', async () => {
    const file = ['--machine-file', 'two.json'];
    expect((await sliceOf(...file, '--machine', 'other')).slice).toMatchObject({
      machine: 'other',
      chips: 4,
    });
    expect((await sliceOf(...file)).slice.machine).toBe('tpu-v3');
    expect((await sliceOf(...file, '--machine', 'h200')).slice.machine).toBe('h200');
  });

  test('a known machine may be written out, with another price but the same figures', async () => {
    const { sources: _, ...h100 } = presets.machines.find(({ name }) => name === 'h100') as never as {
      sources: unknown;
    };
    write('h100.json', { ...h100, usdPerChipHour: 2.5 });
    expect((await sliceOf('--machine-file', 'h100.json')).training.usd).toBeGreaterThan(0);
    write('fast.json', { ...h100, peakFlopsPerCore: 1e16 });
    expect(await mistake('describe', 'BASE', '--machine-file', 'fast.json')).toContain(
      "There is a machine 'h100' already, with other figures.",
    );
  });

  test.each<[string, unknown, string[]]>([
    [
      'a key that is misspelt',
      { ...MINE, slice: [1] },
      ["A machine has no key 'slice'", 'Did you mean slices?'],
    ],
    [
      'a figure below 0',
      { ...MINE, linksPerRing: -1 },
      ["'linksPerRing' cannot be '-1'", 'a number above 0'],
    ],
    ['a figure that is text', { ...MINE, coresPerChip: 'two' }, ["'coresPerChip' cannot be '\"two\"'"]],
    ['a name with other characters', { ...MINE, name: 'a b' }, ["'name' cannot be", 'letters, digits']],
    ['no slices', { ...MINE, slices: [] }, ["'slices' cannot be '[]'", 'a list of numbers of chips']],
    ['half a chip', { ...MINE, slices: [0.5] }, ["'slices' cannot be '0.5'", 'a whole number']],
    ['a figure that is missing', { ...MINE, matrixUnitWidth: undefined }, ["'matrixUnitWidth' is missing"]],
    ['a mistake in a list', { machines: [MINE, { ...MINE, peekFlopsPerCore: 1 }] }, ['peakFlopsPerCore?']],
    ['a key beside the list', { machines: [MINE], more: 1 }, ["no key 'more'", 'Keys: machines.']],
    ['no object', [MINE], ['an object in braces']],
    ['no JSON', '{"name": ', ['This is not JSON']],
  ])('%s is told with its line', async (_, content, texts) => {
    write('wrong.json', content);
    const said = await mistake('describe', 'BASE', '--machine-file', 'wrong.json');
    for (const text of texts) expect(said).toContain(text);
    expect(said).toContain('wrong.json:');
  });

  test('a file that is not there', async () => {
    expect(await mistake('describe', 'BASE', '--machine-file', 'none.json')).toContain("no file 'none.json'");
  });
});

describe('--calibration', () => {
  beforeAll(async () => {
    write('one.csv', 'model,chips,stepsPerSecond\nBASE,16,9.10\nNL24-SM,16,9.00\nLG,16,3.8\n');
    await scaleplan(['calibrate', 'one.csv', '-o', 'cluster.json'], here);
  });

  const read = () => JSON.parse(readFileSync(join(FOLDER, 'cluster.json'), 'utf8'));

  test.each([
    [['describe', 'BASE']],
    [['compare', 'BASE', 'NL24-SM']],
    [['suggest', '--budget-flops', '11T']],
  ])('is what %j goes by, and is named', async (args) => {
    const { stdout } = await scaleplan([...args, '--calibration', 'cluster.json', '--json'], here);
    const answer = JSON.parse(stdout);
    const models = answer.models ?? answer.recommendations.map(({ model }: { model: unknown }) => model);
    for (const { throughput } of models) expect(throughput.calibration).toBe('cluster.json');
  });

  test('check takes it too', async () => {
    const args = ['check', 'BASE', '--min-steps-per-second', '9.05'];
    expect((await scaleplan(args, here)).stdout).not.toBe('');
    const { exitCode, stderr } = await scaleplan([...args, '--calibration', 'cluster.json'], here);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test('what it measured is calibrated, on its machine; anything else is extrapolated', async () => {
    const basis = async (...args: string[]) => {
      const call = ['describe', ...args, '--calibration', 'cluster.json', '--json'];
      const { throughput } = JSON.parse((await scaleplan(call, here)).stdout).models[0];
      return [throughput.basis, ...throughput.extrapolatedBecause];
    };
    expect(await basis('BASE')).toEqual(['calibrated']);
    expect(await basis('BASE', '--chips', '64')).toContain('slice');
    expect(await basis('BASE', '--machine', 'h100')).toEqual(['extrapolated', 'machine']);
    expect(await basis('XXL', '--chips', '64')).toContain('parameters');
  });

  test('the text says so', async () => {
    const { stdout } = await scaleplan(['describe', 'BASE', '--calibration', 'cluster.json'], here);
    expect(stdout).toContain('The speed is calibrated on cluster.json.');
    expect((await scaleplan(['describe', 'BASE'])).stdout).not.toContain('The speed is calibrated on');
    const compared = await scaleplan(['compare', 'BASE', 'XXL', '--calibration', 'cluster.json'], here);
    expect(compared.stdout).toContain('Speeds are calibrated on, or extrapolated from, cluster.json.');
  });

  test('a machine of a file goes with it, by itself', async () => {
    write('mine.json', MINE);
    write('mine.csv', 'model,chips,stepsPerSecond\nBASE,16,12\nSM,16,25\n');
    const calibrated = [
      'calibrate',
      'mine.csv',
      '--machine-file',
      'mine.json',
      '-o',
      'mine.cal.json',
      '--force',
    ];
    expect((await scaleplan(calibrated, here)).stderr).toBe('');
    const { stdout } = await scaleplan(['describe', 'SM', '--calibration', 'mine.cal.json', '--json'], here);
    const [{ slice, throughput, training }] = JSON.parse(stdout).models;
    expect(slice.machine).toBe('my-cluster');
    expect(throughput.basis).toBe('calibrated');
    expect(throughput.stepsPerSecond).toBeCloseTo(25, 0);
    expect(training.usd).toBeGreaterThan(0);
  });

  // biome-ignore lint/suspicious/noExplicitAny: files are made wrong on purpose.
  const WRONG: readonly [string, (file: any) => unknown, string][] = [
    ['another kind of file', () => ({ name: 'x' }), 'is no calibration'],
    ['a list', () => [], 'is no calibration'],
    ['a later version', (file) => ({ ...file, schemaVersion: 2 }), "has the version '2'"],
    ['other terms', (file) => ({ ...file, features: ['matmul'] }), 'has other terms of the step time'],
    [
      'a coefficient that beats the peak',
      (file) => ({ ...file, coefficients: { ...file.coefficients, matmul: 0.5 } }),
      'less would beat the hardware',
    ],
    [
      'a corner with six numbers',
      (file) => ({ ...file, corners: [[1, 2, 3, 4, 5, 6]] }),
      'a list of 7 numbers',
    ],
    ['a corner below 0', (file) => ({ ...file, corners: [[1, 2, 3, 4, 5, 6, -1]] }), 'a number of 0 or more'],
    ['no corners', (file) => ({ ...file, corners: [] }), 'a list of corners'],
    [
      'too many corners',
      (file) => ({ ...file, corners: new Array(1001).fill(file.corners[0]) }),
      'at most 1000',
    ],
    [
      'a machine without a peak',
      (file) => ({ ...file, machine: { ...file.machine, peakFlopsPerCore: 0 } }),
      'a number above 0',
    ],
    [
      'a family that there is none of',
      (file) => ({ ...file, measured: { ...file.measured, families: ['rnn'] } }),
      'one of encoder-decoder',
    ],
    ['nothing measured', (file) => ({ ...file, measured: undefined }), "'measured' is missing"],
  ];

  test.each(WRONG)('%s is refused', async (_, change, text) => {
    write('wrong.json', change(read()));
    const said = await mistake('describe', 'BASE', '--calibration', 'wrong.json');
    expect(said).toContain(text);
    expect(said).toContain('wrong.json:');
  });

  test('a calibration of Table 4 changes no number', async () => {
    await scaleplan(['calibrate', '--published', '-o', 't4.json', '--force'], here);
    const call = ['describe', 'BASE', 'NL12-XXL', 'XL', '--chips', '64'];
    const { stdout } = await scaleplan([...call, '--calibration', 't4.json', '--json'], here);
    const expected = await scaleplanJson(call);
    expect(JSON.parse(stdout.replaceAll('"t4.json"', '"Table 4"'))).toEqual(expected);
  });
});
