import { describe, expect, test } from 'vitest';
import * as scaleplan from '../../src/index';
import { scaleplan as call } from '../support/cli';

function mistake(work: () => unknown): scaleplan.UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof scaleplan.UserError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

// biome-ignore lint/suspicious/noExplicitAny: what callers without types may write.
const wrong = (value: unknown) => value as any;

const ours = scaleplan.readCalibration(
  scaleplan.writeCalibration('model,machine,chips,steps/s\nSM,tpu-v3,16,23\nBASE,tpu-v3,16,9'),
);

describe('mistakes', () => {
  test.each<readonly [string, () => unknown, string]>([
    ['a misspelt option', () => scaleplan.describe('SM', wrong({ chip: 64 })), "Unknown option 'chip'."],
    [
      'options that are none',
      () => scaleplan.describe('SM', wrong('64')),
      'options must be an object, not a text.',
    ],
    ['no model', () => scaleplan.describe(wrong(undefined)), 'A model must be'],
    ['a number for a model', () => scaleplan.describe(wrong(5)), 'A model must be'],
    ['a list for a model', () => scaleplan.describe(wrong(['SM'])), 'A model must be'],
    ['a pattern for a model', () => scaleplan.describe('NL{2,4}-SM'), "'NL{2,4}-SM' stands for 2 models"],
    [
      'a flag for an amount',
      () => scaleplan.describe('SM', wrong({ chips: true })),
      'chips must be a number or a text',
    ],
    [
      'no number',
      () => scaleplan.describe('SM', { chips: Number.NaN }),
      "--chips takes a number, not 'NaN'.",
    ],
    ['a limit that is none', () => scaleplan.suggest(wrong({ flop: 1 })), "Unknown option 'flop'."],
    ['no limit', () => scaleplan.suggest({}), 'suggest needs a budget.'],
    ['a shape with a hole', () => scaleplan.describe(wrong({ dModel: 3 })), 'does not say encoderLayers'],
    ['a size as operator', () => scaleplan.applyOperators('BASE', 'SM'), "'SM' is a size"],
    ['no operator', () => scaleplan.applyOperators('BASE', 'QQ3'), "'QQ"],
    ['an operator of another family', () => scaleplan.applyOperators('ViT-S/32', 'DL3'), 'DL3'],
    ['one model to compare', () => scaleplan.compare(['SM']), 'compare needs at least two models.'],
    ['an unknown rule', () => scaleplan.check('SM', { rules: { 'budget-flop': 'off' } }), 'budget-flop'],
    ['a machine without figures', () => scaleplan.describe('SM', wrong({ machines: [{ name: 'x' }] })), ''],
    [
      'a calibration that is none',
      () => scaleplan.describe('SM', wrong({ calibration: {} })),
      'is no calibration',
    ],
    [
      'what looks like a calibration',
      () =>
        scaleplan.describe(
          'SM',
          wrong({ calibration: { machine: 1, coefficients: 1, corners: 1, measured: 1 } }),
        ),
      'calibration.measured must be an object, not a number.',
    ],
    [
      'a calibration with a coefficient too few',
      () => scaleplan.describe('SM', { calibration: { ...ours, coefficients: ours.coefficients.slice(1) } }),
      'calibration.coefficients must be a list of 7 numbers, not one of 6.',
    ],
    [
      'a calibration of no numbers',
      () =>
        scaleplan.describe('SM', {
          calibration: { ...ours, corners: [ours.coefficients.map(() => Number.NaN)] },
        }),
      'calibration.corners[0][0] must be a number of 0 or more, not null.',
    ],
    [
      'a calibration of another machine under the name of a known one',
      () =>
        scaleplan.describe('SM', { calibration: { ...ours, machine: { ...ours.machine, coresPerChip: 3 } } }),
      'tpu-v3',
    ],
    ['more models than anybody means', () => scaleplan.compare(Array(1e9)), 'more than 10000 models'],
    [
      'patterns of more models',
      () => scaleplan.sweep(Array(11).fill('NL{1..1000}-SM')),
      'more than 10000 models',
    ],
    ['a list with a hole', () => scaleplan.compare(wrong(['SM', undefined, 'BASE'])), 'A model must be'],
    ['more rows than a table has', () => scaleplan.fit(Array(1e9)), 'more than 10000 rows'],
    [
      'a table with a hole',
      () => scaleplan.fit(wrong([{ n: 1 }, undefined, { n: 2 }])),
      'table[1] must be an object',
    ],
    [
      'more metrics than anybody means',
      () => scaleplan.sweep('SM', { frontier: Array(1e9) }),
      'frontier must be a list of 4096 at most, not a list of 1000000000.',
    ],
    [
      'more values than a knob has',
      () => scaleplan.search({}, { vary: { NL: Array(1e9) } }),
      'NL must be a list',
    ],
    ['a misspelt knob', () => scaleplan.search({}, { vary: wrong({ DN: 512 }) }), "Unknown option 'DN'."],
    [
      'values of a knob that are none',
      () => scaleplan.search({}, { vary: { DM: wrong({ from: 512 }) } }),
      'DM must be a number or a text',
    ],
    ['half a layer', () => scaleplan.search({}, { vary: { NL: [2.5] } }), "cannot read '2.5'"],
    ['no values', () => scaleplan.search({}, { vary: { NL: [] } }), '--vary cannot read'],
    ['a text that varies nothing', () => scaleplan.search({}, { vary: 'DM' }), '--vary cannot read'],
    ['one metric', () => scaleplan.search({}, { frontier: ['flops'] }), 'two to 4 metrics'],
    [
      'a callback that is none',
      () => scaleplan.search({}, { shouldStop: wrong(true) }),
      'shouldStop must be a function, not true or false.',
    ],
    ['a table that is none', () => scaleplan.fit(wrong({ x: 1 })), 'table must be a text, not an object.'],
    ['a row that is none', () => scaleplan.fit(wrong([[1, 2]])), 'table[0] must be an object, not a list.'],
    ['a level that cannot be', () => scaleplan.fit('x,y\n1,2', { level: 101 }), '101'],
    ['too few points', () => scaleplan.fit([{ n: 1e6, loss: 2 }]), '1 different size'],
    [
      'accuracy that is no flag',
      () => scaleplan.fit('x', { accuracy: wrong('yes') }),
      'accuracy must be true or false, not a text.',
    ],
    ['a run of no model', () => scaleplan.calibrate([{ model: 'bsae', stepsPerSecond: 9 }]), 'bsae'],
    ['a run without a speed', () => scaleplan.calibrate([{ model: 'BASE' }]), 'speed'],
    [
      'a calibration of a calibration',
      () => scaleplan.calibrate([], wrong({ calibration: {} })),
      "Unknown option 'calibration'.",
    ],
    ['around without knobs', () => scaleplan.sweep('SM', { around: 'SM' }), 'knobs'],
  ])('%s', (_, work, message) => {
    const error = mistake(work);
    expect(error.message).toContain(message);
    expect(error.hint).not.toBe('');
  });

  test.each([
    ['bsae', {}, ''],
    ['SM', { chips: 17 }, '--chips 17'],
    ['SM', { machine: 'tpu-v9' }, '--machine tpu-v9'],
    ['SM', { chips: '64X' }, '--chips 64X'],
    ['SM', { patchSize: 16 }, '--patch-size 16'],
    ['SM', { family: 'encoder' }, '--family encoder'],
    ['NH5-SM', { modelParallelism: 8 }, '--model-parallelism 8'],
    ['FF2K', { base: 'NL2-SM' }, '--base NL2-SM'],
  ])('%s %o is told as the command line tells it', async (name, options, flags) => {
    const { stderr } = await call(['describe', name, ...flags.split(' ').filter(Boolean)]);
    const { message, hint } = mistake(() => scaleplan.describe(name, options));
    const words = (text: string) => text.replace(/\s+/g, ' ');
    expect(words(stderr)).toContain(`error: ${words(message)}`);
    expect(words(stderr)).toContain(`hint: ${words(hint)}`);
  });
});

describe('what is handed out and taken', () => {
  test('is frozen through and through, and shares nothing with what was given', () => {
    const shape = { ...scaleplan.parseName('BASE'), gatedFf: true };
    const before = structuredClone(shape);
    const model = scaleplan.describe({ shape, name: 'ours' });
    expect(model.name).toBe('ours');
    expect(Object.isFrozen(shape)).toBe(false);
    expect(shape).toEqual(before);
    for (const value of [model, model.shape, model.warnings, scaleplan.SIZES[0]?.shape, scaleplan.MACHINES]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
  });

  test('a copy of a calibration does what the calibration does', () => {
    const copy = structuredClone(ours);
    const described = scaleplan.describe('BASE', { calibration: ours });
    expect(scaleplan.describe('BASE', { calibration: copy })).toStrictEqual(described);
  });

  test('what is no place or note of a configuration is left out', () => {
    const shape = { ...scaleplan.parseName('BASE') };
    const config = {
      shape,
      file: 'a.json',
      places: { dFf: { text: Symbol('x') } },
      notes: [Symbol('x'), 'a note'],
    };
    const { findings } = scaleplan.check(wrong(config));
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  });

  test('what the caller throws comes out as it is', () => {
    const error = new Error('mine');
    const fails = () => {
      throw error;
    };
    const vary = { NL: 2, FF: 2048, DM: 512, KV: 64, NH: 8, sharing: 'none' } as const;
    expect(() => scaleplan.search({}, { vary, onProgress: fails })).toThrow(error);
    expect(() => scaleplan.readConfig("include 'a.gin'\n", { include: fails })).toThrow(error);
    expect(() =>
      scaleplan.describe('SM', Object.defineProperty({}, 'chips', { get: fails, enumerable: true })),
    ).toThrow(error);
  });

  test('options without a value are as if left out', () => {
    expect(scaleplan.describe('SM', wrong({ chips: undefined, base: undefined }))).toStrictEqual(
      scaleplan.describe('SM'),
    );
  });

  test('a machine of the caller', () => {
    const [first] = scaleplan.MACHINES as [scaleplan.Machine];
    const machines = [{ ...first, name: 'ours', usdPerChipHour: 1 }];
    const model = scaleplan.describe('SM', { machines });
    expect(model.slice.machine).toBe('ours');
    expect(model.training.usd).toBe(model.training.chipHours);
    expect(scaleplan.readMachines(JSON.stringify({ machines }))).toEqual(machines);
  });

  test('names, operators and shapes', () => {
    expect(scaleplan.formatName('small-24L')).toBe('NL24-SM');
    expect(scaleplan.formatName({ ...scaleplan.parseName('SM'), gatedFf: true })).toBeNull();
    expect(scaleplan.applyOperators('SM', 'NL24')).toStrictEqual(scaleplan.parseName('NL24-SM'));
    expect(scaleplan.applyOperators('SM', 'SH-FF4K')).toStrictEqual(scaleplan.parseName('FF4K-SH-SM'));
    expect(scaleplan.expandNames('NL{2,4}-SM')).toEqual(['NL2-SM', 'NL4-SM']);
  });

  test('a configuration that includes another', () => {
    const { shape } = scaleplan.readConfig(scaleplan.writeConfig('NL24-SM', 'hf'));
    expect(scaleplan.formatName(shape)).toBe('NL24-SM');
    const asked: string[] = [];
    const include = (path: string) => {
      asked.push(path);
      return scaleplan.writeConfig('NL24-SM', 't5x');
    };
    const config = scaleplan.readConfig("include 'base.gin'\nTRAIN_STEPS = 1000\n", {
      name: 'own.gin',
      include,
    });
    expect(new Set(asked)).toEqual(new Set(['base.gin']));
    expect(config.run.trainSteps).toBe(1000);
  });
});
