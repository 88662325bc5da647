import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import * as scaleplan from '../../src/index';
import { Scratch } from '../files/scratch';
import { scaleplan as scaleplanCall, scaleplanJson } from '../support/cli';

const scratch = new Scratch();
afterAll(() => scratch.remove());
const writeScratch = (name: string, text: string) => scratch.path(scratch.write(name, text));

/** What a command prints under `--json` without its envelope. */
async function printed(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { schemaVersion: _, command: __, workload: ___, ...payload } = await scaleplanJson(args);
  return payload;
}

type Options = scaleplan.ModelOptions;

const DESCRIBED: readonly (readonly [string, Options, string])[] = [
  ['NL24-SM', {}, ''],
  ['NL24-SM', { chips: 64, steps: 524288 }, '--chips 64 --steps 524288'],
  ['small-24L', { modelParallelism: 'auto' }, '--model-parallelism auto'],
  ['XXL', { modelParallelism: 8, chips: '64' }, '--model-parallelism 8 --chips 64'],
  ['FF9K', { base: 'small', sequences: '1024' }, '--base small --sequences 1024'],
  ['BASE', { machine: 'h100', chips: 4 }, '--machine h100 --chips 4'],
  ['BASE', { encoderLength: 1024, decoderLength: 64 }, '--encoder-length 1024 --decoder-length 64'],
  ['EL2-DL8-BASE', { steps: 1e6 }, '--steps 1e6'],
  ['XL', { family: 'decoder-only' }, '--family decoder-only'],
  ['DL0-BASE', {}, ''],
  [
    'ViT-B',
    { patchSize: 16, imageSize: 384, classes: 1000 },
    '--patch-size 16 --image-size 384 --classes 1000',
  ],
  ['ViT-S/32-NL24', {}, ''],
  ['SH-SKV-LG', {}, ''],
];

describe('a model', () => {
  test.each(DESCRIBED)('%s %o is what describe prints', async (name, options, flags) => {
    const args = [name, ...flags.split(' ').filter(Boolean)];
    const { models } = (await printed('describe', ...args, '--why')) as { models: { why: unknown }[] };
    const { why, ...model } = models[0] as { why: unknown };
    expect(scaleplan.describe(name, options)).toStrictEqual(model);
    expect(scaleplan.explain(name, options)).toStrictEqual(why);
    const { rooflines } = (await printed('roofline', ...args)) as { rooflines: unknown[] };
    expect(scaleplan.roofline(name, options)).toStrictEqual(rooflines[0]);
  });

  test('its shape, its description and its configuration stand for it', () => {
    const model = scaleplan.describe('NL24-SM', { chips: 64, sequences: 256 });
    expect(scaleplan.describe(model)).toStrictEqual(model);
    expect(scaleplan.describe(scaleplan.parseName('NL24-SM'))).toStrictEqual(scaleplan.describe('NL24-SM'));
    const config = scaleplan.readConfig(
      JSON.stringify({ schemaVersion: 1, command: 'describe', workload: model.workload, models: [model] }),
      { name: 'model.json' },
    );
    expect(scaleplan.describe(config)).toStrictEqual(model);
    for (const name of ['DL0-BASE', 'EL0-SM', 'ViT-B/16']) {
      const described = scaleplan.describe(name);
      expect(scaleplan.describe(described)).toStrictEqual(described);
    }
  });

  test('a configuration of a file gives what the file gives', async () => {
    const name = 'test/fixtures/export/nl24-sm.mesh-tf.gin';
    const config = scaleplan.readConfig(readFileSync(name, 'utf8'), { name });
    const { models } = await printed('describe', `${process.cwd()}/${name}`);
    expect([scaleplan.describe(config)]).toStrictEqual(models);
  });

  test('its scaling is what describe --scaling prints', async () => {
    const { models } = (await printed('describe', 'NL32-XL', '--scaling', '--chips', '16..128')) as {
      models: unknown[];
    };
    expect(scaleplan.scale('NL32-XL', { chips: '16..128' })).toStrictEqual(models[0]);
  });

  test('its census sums to what describe tells', () => {
    for (const name of ['NL24-SM', 'DL0-SH-BASE', 'ViT-S/32']) {
      const model = scaleplan.describe(name);
      const einsums = scaleplan.census(name);
      const sum = (of: (one: scaleplan.CensusEinsum) => number) =>
        einsums.reduce((total, one) => total + of(one), 0);
      expect(sum(({ parameters }) => parameters)).toBe(model.parameters.total);
      expect(sum(({ forwardMacs }) => forwardMacs)).toBe(model.compute.forwardMacs);
      expect(einsums.map(({ dimensions }) => dimensions)).toEqual(
        scaleplan.explain(name).census.map(({ dimensions }) => dimensions),
      );
      for (const { inputs, output, dimensions } of einsums) {
        const letters = (operand: scaleplan.CensusOperand) =>
          operand.dimensions.map((one) => one.letter).join(' ');
        expect(`${inputs.map(letters).join(', ')} -> ${letters(output)}`).toBe(dimensions);
      }
    }
  });
});

describe('the answer to many models', () => {
  test('compare', async () => {
    expect(scaleplan.compare(['base', 'small-24L', 'NL{12,16}-XL'], { chips: 64 })).toStrictEqual(
      await printed('compare', 'base', 'small-24L', 'NL{12,16}-XL', '--chips', '64'),
    );
    const failing = scaleplan.compare(['base', 'large'], { failOn: ['tflops>+5%', 'hours>1K'] });
    expect(failing).toStrictEqual(
      await printed('compare', 'base', 'large', '--fail-on', 'tflops>+5%', '--fail-on', 'hours>1K'),
    );
    expect(failing.failures).toHaveLength(1);
  });

  test.each([
    [{ flops: '11T' }, {}, '--budget-flops 11T'],
    [{ flops: 11e12 }, {}, '--budget-flops 11T'],
    [{ parameters: 2e8, minStepsPerSecond: 9 }, {}, '--budget-params 200M --min-steps-per-second 9'],
    [
      { usd: 500.5, memoryBytes: '12GiB' },
      { steps: '100K' },
      '--budget-usd 500.5 --budget-memory 12GiB --steps 100K',
    ],
    [
      { trainFlops: 1e21, hours: 24 },
      { chips: 64 },
      '--budget-train-flops 1e21 --budget-hours 24 --chips 64',
    ],
    [{ flops: '0.5T' }, {}, '--budget-flops 0.5T'],
  ] as const)('suggest %o %o', async (budget, options, flags) => {
    expect(scaleplan.suggest(budget, options)).toStrictEqual(await printed('suggest', ...flags.split(' ')));
  });

  const GRID = '--vary scored --vary DM=384,512 --vary FF=1536..2048 --vary NH=8';
  const VARIED = { scored: true, DM: [384, '512'], FF: '1536..2048', NH: 8 };

  test.each<readonly [scaleplan.Limits, scaleplan.SearchOptions, string]>([
    [{ flops: '11T' }, { vary: VARIED }, `${GRID} --budget-flops 11T`],
    [
      {},
      { vary: ['scored', 'DM=384', 'FF=1K,2K', 'NL=2..12'] },
      '--vary scored --vary DM=384 --vary FF=1K,2K --vary NL=2..12',
    ],
    [
      { parameters: 12e7, minStepsPerSecond: 10 },
      { vary: VARIED, frontier: ['params', 'speed'], chips: 32, modelParallelism: 4 },
      `${GRID} --budget-params 120M --min-steps-per-second 10 --frontier params,speed --chips 32 --model-parallelism 4`,
    ],
    [
      { usd: 500 },
      {
        vary: {
          scored: false,
          DM: 512,
          FF: [2048],
          KV: 64,
          NH: [8, 16],
          NL: '4..24..4',
          sharing: ['none', 'SKV'],
        },
        frontier: 'flops,usd,memory',
      },
      '--budget-usd 500 --vary DM=512 --vary FF=2K --vary KV=64 --vary NH=8,16 --vary NL=4..24..4 --vary sharing=none,SKV --frontier flops,usd,memory',
    ],
    [{ flops: '0.1T' }, { vary: { ...VARIED, NL: 6 } }, `${GRID} --vary NL=6 --budget-flops 0.1T`],
  ])('search %o %o', async (budget, options, flags) => {
    const args = ['suggest', '--search', 'wide', '--jobs', '1', ...flags.split(' ')];
    const found = scaleplan.search(budget, options);
    expect(found).toStrictEqual(await printed(...args));
    expect(found.searched.finished).toBe(true);
  });

  const TABLE = readFileSync('docs/examples/table4-scores.csv', 'utf8');
  const POINTS = [1e6, 4e6, 2e7, 1e8].map((n, i) => ({
    parameters: n,
    loss: 2 + 40 * n ** -0.25,
    depth: 4 + i,
  }));

  test.each<readonly [scaleplan.MeasuredTable, scaleplan.FitOptions, string]>([
    [TABLE, {}, ''],
    [TABLE, { y: 'superGlue', accuracy: true, level: '90%' }, '--y superGlue --accuracy --level 90'],
    [TABLE, { x: 'flops', shape: 'depth', level: 99 }, '--x flops --shape depth --level 99'],
    [POINTS, { x: 'parameters', y: 'loss' }, '--x parameters --y loss'],
    [JSON.stringify({ points: POINTS }), {}, ''],
  ])('fit %#', async (table, options, flags) => {
    const file = writeScratch('points', typeof table === 'string' ? table : JSON.stringify(table));
    expect(scaleplan.fit(table, options)).toStrictEqual(
      await printed('fit', file, ...flags.split(' ').filter(Boolean)),
    );
  });

  const RUNS = readFileSync('docs/examples/table4-runs.csv', 'utf8');
  const MEASURED = [
    { model: 'SM', chips: 8, sequencesPerSecond: 5200, rounding: 100 },
    { model: 'FF4K', chips: 8, sequencesPerSecond: 2400 },
    { model: 'LG', chips: 8, modelParallelism: 2, sequencesPerSecond: 950 },
  ];

  test.each<readonly [scaleplan.MeasuredTable, scaleplan.CalibrateOptions, string]>([
    [RUNS, {}, ''],
    [RUNS, { sequences: '64', encoderLength: 1024 }, '--sequences 64 --encoder-length 1024'],
    [MEASURED, { machine: 'h100', base: 'small' }, '--machine h100 --base small'],
  ])('calibrate %#', async (runs, options, flags) => {
    const file = writeScratch('runs', typeof runs === 'string' ? runs : JSON.stringify(runs));
    const args = ['calibrate', file, ...flags.split(' ').filter(Boolean)];
    expect(scaleplan.calibrate(runs, { ...options, name: file })).toStrictEqual(await printed(...args));
    const { stdout } = await scaleplanCall([...args, '-o', '-']);
    const text = scaleplan.writeCalibration(runs, { ...options, name: file });
    // One is of the sources, which have a version of their own.
    expect(text.replace(/"madeBy": .*/, '')).toBe(stdout.replace(/"madeBy": .*/, ''));
    expect(scaleplan.readCalibration(text).machine).toStrictEqual(scaleplan.calibrate(runs, options).machine);
  });

  test('what is published', async () => {
    expect(scaleplan.fitPublished()).toStrictEqual(await printed('fit', '--published'));
    expect(scaleplan.fitPublished({ level: 50 })).toStrictEqual(
      await printed('fit', '--published', '--level', '50'),
    );
    expect(scaleplan.calibratePublished()).toStrictEqual(await printed('calibrate', '--published'));
  });

  test('sweep', async () => {
    expect(scaleplan.sweep(['NL{2..8..2}-{SM,BASE}', 'SM', 'NH5-SM'])).toStrictEqual(
      await printed('sweep', 'NL{2..8..2}-{SM,BASE}', 'SM', 'NH5-SM'),
    );
    expect(
      scaleplan.sweep([], {
        knobs: ['NL', 'FF', 'SH'],
        around: 'XL',
        frontier: ['params', 'speed'],
        chips: 64,
      }),
    ).toStrictEqual(
      await printed(
        ...['sweep', '--knobs', 'NL,FF,SH', '--around', 'XL', '--frontier', 'params,speed', '--chips', '64'],
      ),
    );
  });

  test('check', async () => {
    expect(
      scaleplan.check(['BASE', 'NL24-SM', 'NH5-SM'], { budget: { flops: '10T', memoryBytes: '12GiB' } }),
    ).toStrictEqual(
      await printed(
        ...['check', 'BASE', 'NL24-SM', 'NH5-SM', '--no-config'],
        ...['--budget-flops', '10T', '--budget-memory', '12GiB'],
      ),
    );
    expect(scaleplan.check('LG', { baseline: 'BASE', increase: { flops: '5%,0.5T', usd: 1 } })).toStrictEqual(
      await printed(
        ...['check', 'LG', '--no-config', '--baseline', 'BASE'],
        ...['--increase-flops', '5%,0.5T', '--increase-usd', '1'],
      ),
    );
  });

  test('backtest, audit and depth', async () => {
    expect(scaleplan.backtest()).toStrictEqual(await printed('backtest'));
    expect(scaleplan.audit()).toStrictEqual(await printed('audit'));
    expect(scaleplan.depth()).toStrictEqual(await printed('depth'));
    expect(scaleplan.depth(['NL32-XL', 'BASE'])).toStrictEqual(await printed('depth', 'NL32-XL', 'BASE'));
  });
});
