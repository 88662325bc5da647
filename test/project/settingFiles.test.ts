import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import presets from '../../presets/machines.json';
import { settingFileSchemas } from '../../src/schema/settingFiles';
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

describe('schemas/', () => {
  test.each(settingFileSchemas())('$path is what the code makes (npm run schemas)', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('accept what the readers do', async () => {
    write('runs.csv', 'model,chips,stepsPerSecond\nBASE,16,9.10\n');
    await scaleplan(['calibrate', 'runs.csv', '-o', 'schema.json', '--force'], here);
    const [machine, calibration] = settingFileSchemas().map(({ text }) =>
      new Ajv2020({ strict: false }).compile(JSON.parse(text)),
    ) as [ValidateFunction, ValidateFunction];
    expect([machine(MINE), machine({ machines: [MINE] })]).toEqual([true, true]);
    expect(machine({ ...MINE, peakFlopsPerCore: 400 })).toBe(false);
    const file = JSON.parse(readFileSync(join(FOLDER, 'schema.json'), 'utf8'));
    expect([calibration(file), calibration.errors]).toEqual([true, null]);
    expect(calibration({ ...file, corner: 1 })).toBe(false);
  });
});

/** What a call with wrong files says. */
async function mistake(...args: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await scaleplan(args, here);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  // Long messages are wrapped.
  return stderr.replace(/\n {6,7}(?=[^\s^])/g, ' ');
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
      ["'linksPerRing' cannot be '-1'", 'a number of links from 1 to 64'],
    ],
    [
      'TFLOP/s for FLOP/s',
      { ...MINE, peakFlopsPerCore: 400 },
      ["'peakFlopsPerCore' cannot be '400'", '1e9 to 1e18: 400e12 for 400 TFLOP/s'],
    ],
    ['nearly no FLOP/s', { ...MINE, peakFlopsPerCore: 1e-300 }, ["'peakFlopsPerCore' cannot be '1e-300'"]],
    ['too many FLOP/s', { ...MINE, peakFlopsPerCore: 4e20 }, ['400e12 for 400 TFLOP/s']],
    ['GB for bytes', { ...MINE, memoryBytesPerCore: 48 }, ['48e9 for 48 GB']],
    ['GB/s for bytes a second', { ...MINE, linkBytesPerSecond: 50 }, ['50e9 for 50 GB/s']],
    ['watts for kilowatts', { ...MINE, kilowattsPerChip: 700 }, ['0.7 for 700 W']],
    ['a data centre that gains energy', { ...MINE, powerUsageEffectiveness: 0.9 }, ['1 to 10']],
    [
      'a key that is misspelt, before the one that is missing for it',
      { ...MINE, peakFlopsPerCore: undefined, peakFlopsPerCor: 4e14 },
      ["no key 'peakFlopsPerCor'", 'Did you mean peakFlopsPerCore?'],
    ],
    ['a key that begins like another', { ...MINE, peakFlops: 4e14 }, ['Did you mean peakFlopsPerCore?']],
    ['a key like no other', { ...MINE, colour: 'red' }, ['Keys: name, title', 'and others']],
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

  test('may be given again', async () => {
    write('third.json', { ...MINE, name: 'third' });
    const files = ['--machine-file', 'mine.json', '--machine-file', 'third.json'];
    for (const name of ['third', 'my-cluster', 'my_cluster']) {
      const { slice } = await sliceOf(...files, '--machine', name);
      expect(slice.machine).toBe(name.replace('_', '-'));
    }
    write('fourth.json', { ...MINE, peakFlopsPerCore: 1e15 });
    expect(
      await mistake('describe', 'BASE', '--machine-file', 'mine.json', '--machine-file', 'fourth.json'),
    ).toContain("There is a machine 'my-cluster' already");
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
    [
      'a corner of zeros',
      (file) => ({ ...file, corners: [[0, 0, 0, 0, 0, 0, 0]] }),
      'would beat the hardware',
    ],
    [
      'a corner that is huge',
      (file) => ({ ...file, corners: [...file.corners, [1e6, 8, 15, 4, 1, 0, 0]] }),
      'the coefficients of this corner miss the runs',
    ],
    [
      'a coefficient that misses the runs',
      (file) => ({ ...file, coefficients: { ...file.coefficients, step: 1 } }),
      'its coefficients miss the speed of run 1',
    ],
    ['no version', (file) => ({ ...file, schemaVersion: undefined }), 'does not say its schemaVersion'],
    ['an unknown key', (file) => ({ ...file, corner: [] }), 'Did you mean corners?'],
    [
      'an unknown coefficient',
      (file) => ({ ...file, coefficients: { ...file.coefficients, magic: 1 } }),
      "The part coefficients of a calibration has no key 'magic'",
    ],
    ['a widening that is text', (file) => ({ ...file, widening: 'lots' }), 'a number of 0 or more'],
    ['a widening below the disagreement', (file) => ({ ...file, disagreement: 1 }), 'widened by less'],
    ['a source that is none', (file) => ({ ...file, source: 3 }), "'source' cannot be '3'"],
    ['runs that are none', (file) => ({ ...file, runs: [1] }), 'an object in braces'],
    ['fewer runs than steps', (file) => ({ ...file, runs: file.runs.slice(1) }), 'not as many steps as runs'],
    [
      'half a chip',
      (file) => ({ ...file, measured: { ...file.measured, chips: [0.5] } }),
      'a whole number above 0',
    ],
    [
      'a slice that the machine has not',
      (file) => ({ ...file, measured: { ...file.measured, chips: [17] } }),
      'no slice of so many chips',
    ],
    [
      'the name of a known machine with other figures',
      (file) => ({ ...file, machine: { ...file.machine, name: 'h100' } }),
      "There is a machine 'h100' already",
    ],
    [
      'a known machine with more memory',
      (file) => ({
        ...file,
        machine: { ...file.machine, memoryBytesPerCore: 1.5 * Number(file.machine['memoryBytesPerCore']) },
      }),
      "There is a machine 'tpu-v3' already",
    ],
    ['a corner below 0', (file) => ({ ...file, corners: [[1, 2, 4, 4, 5, 6, -1]] }), 'a number of 0 or more'],
    ['no corners', (file) => ({ ...file, corners: [] }), 'a list of corners'],
    [
      'too many corners',
      (file) => ({ ...file, corners: new Array(1001).fill(file.corners[0]) }),
      'at most 1000',
    ],
    [
      'a machine without a peak',
      (file) => ({ ...file, machine: { ...file.machine, peakFlopsPerCore: 0 } }),
      '400e12 for 400 TFLOP/s',
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

  test('terms with escape sequences do not reach the terminal', async () => {
    write('wrong.json', { ...read(), features: ['\u001b[31m', 'x'.repeat(1000)] });
    const said = await mistake('describe', 'BASE', '--calibration', 'wrong.json');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(said).not.toMatch(/\u001b/);
    expect(said.length).toBeLessThan(500);
  });

  test('runs that contradict each other are no calibrated speed, and every estimate says so', async () => {
    write('odd.csv', 'model,chips,stepsPerSecond\nBASE,16,9\nBASE,16,3\n');
    const made = ['calibrate', 'odd.csv', '-o', 'odd.json', '--force'];
    expect((await scaleplan(made, here)).exitCode).toBe(0);
    expect((await scaleplan([...made, '--strict'], here)).exitCode).toBe(1);
    const call = ['describe', 'BASE', '--calibration', 'odd.json'];
    const [{ throughput }] = JSON.parse((await scaleplan([...call, '--json'], here)).stdout).models;
    expect([throughput.basis, ...throughput.extrapolatedBecause]).toEqual(['extrapolated', 'interval']);
    expect(throughput.calibrationDoubt).toContain('its runs disagree by');
    const text = (await scaleplan(call, here)).stdout.replace(/\s+/g, ' ');
    expect(text).toContain('Mind that calibration: its runs disagree by');
  });

  test('of Vision Transformers, no interval is stretched', async () => {
    write('vit.csv', 'model,chips,sequences,stepsPerSecond\nViT-S/32,32,4096,12.0\nViT-B/32,32,4096,6.0\n');
    await scaleplan(['calibrate', 'vit.csv', '-o', 'vit.json', '--force'], here);
    const call = ['describe', 'ViT-S/32', '--json'];
    const notes = async (...flags: string[]) =>
      JSON.parse((await scaleplan([...call, ...flags], here)).stdout).models[0].notes.join(' ');
    expect(await notes()).toContain('the interval is stretched');
    expect(await notes('--calibration', 'vit.json')).not.toContain('stretched');
  });

  test('a calibration of Table 4 changes no number', async () => {
    await scaleplan(['calibrate', '--published', '-o', 't4.json', '--force'], here);
    const call = ['describe', 'BASE', 'NL12-XXL', 'XL', '--chips', '64'];
    const { stdout } = await scaleplan([...call, '--calibration', 't4.json', '--json'], here);
    const numbers = ({ models }: { models: { throughput: object; [key: string]: unknown }[] }) =>
      models.map(({ throughput, warnings: _, ...model }) => ({
        ...model,
        throughput: numbersOf(throughput),
      }));
    expect(numbers(JSON.parse(stdout))).toEqual(numbers(await scaleplanJson(call)));
  });

  /** What the paper printed wide is calibrated for the program's own calibration alone. */
  function numbersOf(throughput: object): unknown {
    return Object.entries(throughput).filter(([, value]) => typeof value === 'number');
  }
});
