import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import paper from '../../presets/calibration/tpu-v3.json';
import { FEATURE_NAMES } from '../../src/steptime/features';
import { scaleplan } from '../support/cli';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLE = 'docs/examples/table4-runs.csv';
const FOLDER = mkdtempSync(join(tmpdir(), 'scaleplan-calibrate-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const here = { cwd: FOLDER };
const write = (name: string, content: string) => writeFileSync(join(FOLDER, name), content);
const readJson = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

/** `calibrate FLAGS --json` on these runs. */
async function calibrated(runs: string, ...flags: string[]) {
  write('runs.csv', runs);
  const { stdout, stderr } = await scaleplan(['calibrate', 'runs.csv', ...flags, '--json'], here);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** What `calibrate FLAGS` says of wrong runs. */
async function mistake(runs: string, ...flags: string[]): Promise<string> {
  write('runs.csv', runs);
  const { stdout, stderr, exitCode } = await scaleplan(['calibrate', 'runs.csv', ...flags], here);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  // Long messages are wrapped.
  return stderr.replace(/\n {6,7}(?=[^\s^])/g, ' ');
}

describe('the paper’s Table 4', () => {
  test.each([
    ['as a file of runs', [join(ROOT, EXAMPLE)]],
    ['as published', ['--published']],
  ])('%s gives the built-in calibration back, bit for bit', async (_, words) => {
    const { stdout } = await scaleplan(
      ['calibrate', ...words, '-o', 'paper.json', '--force', '--json'],
      here,
    );
    const file = readJson('paper.json');
    expect(file.features).toEqual(paper.features);
    expect(Object.values(file.coefficients)).toEqual(paper.coefficients);
    expect(file.corners).toEqual(paper.corners);
    expect(file.measured).toEqual(paper.measured);
    const answer = JSON.parse(stdout);
    expect(Object.values(answer.coefficients)).toEqual(paper.coefficients);
    expect(answer.summary).toMatchObject({ runs: 14, disagreement: 0, widening: 0, oddRun: null });
    expect(answer.rows).toHaveLength(14);
  });
});

describe('the file', () => {
  test('is self-contained, small, and never written over another one', async () => {
    write('runs.csv', 'model,machine,gpus,sequences/s\nBASE,h100,8,2400\nSM,h100,8,5200\nLG,h100,8,1000\n');
    const args = ['calibrate', 'runs.csv', '-o', 'h100.json'];
    const first = await scaleplan(args, here);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toBe((await scaleplan(args.slice(0, 2), here)).stdout);
    expect(readJson('h100.json')).toMatchObject({
      schemaVersion: 1,
      source: 'runs.csv',
      machine: { name: 'h100', peakFlopsPerCore: 989e12 },
      measured: { chips: [8] },
    });
    expect(readJson('h100.json').madeBy).toMatch(/^scaleplan \S+, calibrate$/);
    expect(readJson('h100.json').runs[0]).toMatchObject({ model: 'BASE', chips: 8, stepsPerSecond: 18.75 });
    expect(statSync(join(FOLDER, 'h100.json')).size).toBeLessThan(200_000);
    const second = await scaleplan(args, here);
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain("'h100.json' is there already.");
    expect((await scaleplan([...args, '--force'], here)).exitCode).toBe(0);
  });
});

describe('the answer', () => {
  test('has the keys of the contract, a row a run, and every coefficient within its interval', async () => {
    const answer = await calibrated('model,steps/s\nBASE,9.0\nSM,23.0\nNL24-SM,9.0\n');
    expect(Object.keys(answer).slice(0, 9)).toEqual([
      'schemaVersion',
      'command',
      'workload',
      'source',
      'machine',
      'coefficients',
      'intervals',
      'rows',
      'summary',
    ]);
    expect(answer.machine.name).toBe('tpu-v3');
    expect(answer.rows.map(({ model }: { model: string }) => model)).toEqual(['BASE', 'SM', 'NL24-SM']);
    for (const name of FEATURE_NAMES) {
      const { low, high } = answer.intervals[name];
      expect(low).toBeLessThanOrEqual(answer.coefficients[name]);
      expect(answer.coefficients[name]).toBeLessThanOrEqual(high);
    }
  });

  test('runs that contradict each other say by how much', async () => {
    const answer = await calibrated('model,steps/s\nBASE,9.00\nBASE,8.00\n');
    // Half of an eighth of the way from one to the other, but for the rounding.
    expect(answer.summary.disagreement).toBeGreaterThan(0.055);
    expect(answer.summary.disagreement).toBeLessThan(0.06);
    const { stdout } = await scaleplan(['calibrate', 'runs.csv'], here);
    expect(stdout.replace(/\s+/g, ' ')).toContain('The runs disagree with any such model by 5.8%');
  });

  test('flags say what the rows leave out; rows win', async () => {
    const runs = 'model,chips,steps/s\nBASE,,9\nBASE,64,20\n';
    const { rows, workload } = await calibrated(runs, '--chips', '32', '--sequences', '256');
    expect(rows.map(({ chips }: { chips: number }) => chips)).toEqual([32, 64]);
    expect(workload.sequences).toBe(256);
  });

  test('sequences a second are steps a second times the batch', async () => {
    const perStep = await calibrated('model,batch,steps/s,rounding\nBASE,256,5,0.5\n');
    const perSequence = await calibrated('model,batch,sequences/s,rounding\nBASE,256,1280,128\n');
    expect(perSequence.rows).toEqual(perStep.rows);
    expect(perSequence.coefficients).toEqual(perStep.coefficients);
  });

  test('a model may be a file', async () => {
    write(
      'small.json',
      '{"encoderLayers":6,"decoderLayers":6,"dModel":512,"dFf":2048,"dKv":64,"numHeads":8}',
    );
    const { stdout } = await scaleplan(['export', 'SM', '--to', 'hf'], here);
    write('config.json', stdout);
    const byFile = await calibrated('model,steps/s\nconfig.json,23\n');
    const byName = await calibrated('model,steps/s\nSM,23\n');
    expect(byFile.coefficients).toEqual(byName.coefficients);
  });

  test('fits a page of 80 columns', async () => {
    for (const args of [['--published'], ['runs.csv']]) {
      const { stdout } = await scaleplan(['calibrate', ...args], here);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
      expect(stdout).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });
});

describe('columns', () => {
  test.each([
    ['it/s', '9'],
    ['steps per second', '9'],
    ['samples/s', '1152'],
    ['seconds per step', '0.1111'],
    ['ms/step', '111.1'],
  ])('%s is understood', async (column, value) => {
    const { rows } = await calibrated(`model,${column},rounding\nBASE,${value},1%\n`);
    expect(rows[0].measured).toBeCloseTo(9, 2);
    expect(rows[0].low).toBeCloseTo(8.91, 1);
    expect(rows[0].high).toBeCloseTo(9.09, 1);
  });
});

describe('a configuration file', () => {
  test('is looked for beside the runs, and then in the working folder', async () => {
    const { stdout } = await scaleplan(['export', 'SM', '--to', 'hf'], here);
    const base = await scaleplan(['export', 'BASE', '--to', 'hf'], here);
    mkdirSync(join(FOLDER, 'measured'), { recursive: true });
    write('measured/near.json', stdout);
    write('near.json', base.stdout);
    write('far.json', base.stdout);
    write('measured/runs.csv', 'model,steps/s\nnear.json,23\nfar.json,9\n');
    const answer = await scaleplan(['calibrate', 'measured/runs.csv', '--json'], here);
    const byName = await calibrated('model,steps/s\nSM,23\nBASE,9\n');
    expect(JSON.parse(answer.stdout).coefficients).toEqual(byName.coefficients);
  });
});

describe('-o -', () => {
  test('prints the calibration instead of the report', async () => {
    const { stdout, exitCode } = await scaleplan(['calibrate', '--published', '-o', '-'], here);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).coefficients.matmul).toBe(paper.coefficients[0]);
  });
});

describe('what is at fault is marked', () => {
  /** The line of the message that is marked, and what the carets stand under. */
  const marked = (said: string) => {
    const lines = said.split('\n');
    const carets = lines.findIndex((line) => /^\s*\^+$/.test(line));
    const line = lines[carets - 1] as string;
    return line.slice((lines[carets] as string).indexOf('^'), (lines[carets] as string).length);
  };

  test.each([
    ['chips', 'model,chips,steps/s\nSM,17,23\n', [], '17'],
    ['model parallelism', 'model,mp,steps/s\nBASE,16,9\n', [], '16'],
    ['sequences', 'model,batch,steps/s\nBASE,7,9\n', [], '7'],
    ['a speed beyond the peak', 'model,steps/s\nBASE,90\n', [], '90'],
    ['a speed that is none', 'model,steps/s\nBASE,1e-300\n', [], '1e-300'],
    ['a flag', 'model,steps/s\nSM,23\n', ['--chips', '17'], '17'],
    ['a machine of a flag', 'model,steps/s\nSM,23\n', ['--machine', 'tpu-v9'], 'tpu-v9'],
    ['a model that does not go with a default', 'model,batch,steps/s\nNH12-XL,,9\n', [], 'NH12-XL'],
  ])('%s', async (_, runs, flags, text) => {
    expect(marked(await mistake(runs, ...flags))).toBe(text);
  });

  test('a flag at fault is not blamed on the file', async () => {
    expect(await mistake('model,steps/s\nSM,23\n', '--chips', '17')).not.toContain('runs.csv');
  });

  test.each([
    ['another machine than the runs', 'model,machine,steps/s\nSM,h100,23\n', ['--machine', 'tpu-v3']],
    ['chips that every run says', 'model,chips,steps/s\nSM,16,23\n', ['--chips', '64']],
  ])('%s is no flag to pass over', async (_, runs, flags) => {
    expect(await mistake(runs, ...flags)).toContain(flags[0]);
  });
});

describe('mistakes stand with their line', () => {
  test.each([
    ['a model that there is none of', 'model,steps/s\nSM,23\nBSAE,9\n', 'runs.csv:3'],
    ['several models in one run', 'model,steps/s\n"NL{2,4}-SM",23\n', 'stands for several models'],
    ['a slice that there is none of', 'model,chips,steps/s\nSM,17,23\n', 'No tpu-v3 slice has 17 chips.'],
    ['a machine that there is none of', 'model,machine,steps/s\nSM,tpu-v9,23\n', 'Unknown machine'],
    ['two machines', 'model,machine,steps/s\nSM,tpu-v3,23\nSM,h100,40\n', 'not of tpu-v3 and h100'],
    ['a layout that cannot be', 'model,mp,steps/s\nBASE,16,9\n', 'does not divide'],
    ['a speed beyond the peak', 'model,steps/s\nBASE,90\n', 'would beat the peak'],
    ['an escape sequence', 'model,steps/s\n\u001b[31mSM,23\n', '\\u{1b}'],
    ['a throughput of what', 'model,throughput\nSM,23\n', "'throughput' does not say what it counts"],
    ['a step time of what', 'model,step time\nSM,23\n', "'step time' does not say what it counts"],
    ['a comma for thousands', 'model,sequences/s\nSM,"1,000"\n', 'Write decimals with a point'],
    ['a decimal comma', 'model;steps/s\nSM;9,5\n', "A number has no comma: '9,5'."],
    ['an empty file', '', 'has no heading'],
  ])('%s', async (_, runs, text) => {
    const said = await mistake(runs);
    expect(said).toContain(text);
    expect(said).toContain('runs.csv');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(said).not.toMatch(/\u001b/);
  });

  test.each([
    [['calibrate'], 'calibrate needs a file of measured runs.'],
    [['calibrate', 'a.csv', 'b.csv'], 'calibrate takes one file of measured runs, not 2.'],
    [['calibrate', 'a.csv', '--published'], 'not 2.'],
    [['calibrate', 'none.csv'], "There is no file 'none.csv'."],
    [['calibrate', '--published', '-o', ''], '-o needs a file.'],
    [['calibrate', '--published', '-o', '-', '--json'], '--json and -o - ask for two formats.'],
    [['calibrate', '--published', '--machine', 'h100'], '--machine changes nothing there.'],
    [['calibrate', '--published', '--chips', '64'], '--chips changes nothing there.'],
    [['calibrate', '--published', '--calibration', 'x.json'], "Unknown option '--calibration'"],
  ])('%j', async (args, text) => {
    const { stdout, stderr, exitCode } = await scaleplan(args, here);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr.replace(/\s+/g, ' ')).toContain(text);
  });
});
