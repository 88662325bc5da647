import { describe, expect, it } from 'vitest';
import { scaleplan, scaleplanJson } from '../support/cli';

describe('the flags of a run', () => {
  it('are the paper’s where nothing is said', async () => {
    const { workload, models } = await scaleplanJson(['describe', 'base']);
    expect(workload).toEqual({ sequences: 128, encoderLength: 512, decoderLength: 128, trainSteps: 524_288 });
    expect(models[0].slice).toMatchObject({ machine: 'tpu-v3', chips: 16, cores: 32, modelParallelism: 1 });
  });

  it('show in the answer', async () => {
    const args = ['--sequences', '256', '--encoder-length', '1K', '--decoder-length', '64', '--steps', '1e5'];
    const { workload } = await scaleplanJson(['compare', 'base', 'sm', ...args]);
    expect(workload).toEqual({ sequences: 256, encoderLength: 1000, decoderLength: 64, trainSteps: 100_000 });
  });

  it('change what they should: twice the steps cost twice the money', async () => {
    const [one, two] = await Promise.all(
      ['100K', '200K'].map((steps) => scaleplanJson(['describe', 'base', '--steps', steps])),
    );
    expect(two.models[0].training.usd).toBeCloseTo(2 * one.models[0].training.usd, 9);
    expect(two.models[0].throughput).toEqual(one.models[0].throughput);
  });

  it('--chips and --model-parallelism lay the model out', async () => {
    const { models } = await scaleplanJson(['describe', 'lg', '--chips', '64', '--model-parallelism', '4']);
    expect(models[0].slice).toEqual({
      machine: 'tpu-v3',
      chips: 64,
      cores: 128,
      modelParallelism: 4,
      dataParallelism: 32,
      microbatches: 1,
    });
  });

  it.each([
    ['default', 8],
    ['DEFAULT', 8],
    ['auto', 8],
    ['16', 16],
  ])('--model-parallelism %s gives XL on 64 chips %d', async (flag, expected) => {
    const { models } = await scaleplanJson(['describe', 'XL', '--chips', '64', '--model-parallelism', flag]);
    expect(models[0].slice.modelParallelism).toBe(expected);
  });

  it('--model-parallelism auto is never slower than the default where both fit', async () => {
    const names = ['SM', 'LG', 'NL36-LG', 'XL'];
    const speeds = async (flag: string) => {
      const { models } = await scaleplanJson(['describe', ...names, '--model-parallelism', flag]);
      return models.map((model: never) => model['throughput']['stepsPerSecond'] as number) as number[];
    };
    const [auto, own] = [await speeds('auto'), await speeds('default')];
    auto.forEach((speed, i) => {
      expect(speed).toBeGreaterThanOrEqual(own[i] as number);
    });
  });

  it.each([
    [[], 'FF2K-BASE'],
    [['--base', 'small'], 'SM'],
    [['--base', '3B'], 'FF2K-XL'],
  ])('--base %j: FF2K is %s', async (flags, name) => {
    const { models } = await scaleplanJson(['describe', 'FF2K', ...flags]);
    expect(models[0].name).toBe(name);
  });
});

describe('--strict', () => {
  it.each([
    [['describe', 'XXXL'], 1],
    [['describe', 'base'], 0],
    [['compare', 'base', 'DM500'], 1],
    [['suggest', '--budget-flops', '11T'], 0],
    [['suggest', '--budget-hours', '24', '--chips', '64'], 1],
    [['backtest'], 0],
  ])('%j exits %d', async (args, exitCode) => {
    expect((await scaleplan([...args, '--strict'])).exitCode).toBe(exitCode);
  });

  it('changes nothing that is printed, and without it warnings are no failure', async () => {
    const strict = await scaleplan(['describe', 'XXXL', '--strict']);
    const plain = await scaleplan(['describe', 'XXXL']);
    expect(plain).toEqual({ ...strict, exitCode: 0 });
    expect(plain.stdout).toContain('[does-not-fit]');
  });
});

describe('suggest', () => {
  it.each([
    [['--budget-flops', '11T'], 0],
    [['--budget-flops', '0.5T'], 1],
    [['--budget-flops', '0.5T', '--json'], 1],
    [['--budget-flops', '11T', '--min-steps-per-second', '100'], 1],
    [['--budget-memory', '1MiB'], 1],
  ])('%j exits %d', async (args, exitCode) => {
    const result = await scaleplan(['suggest', ...args]);
    expect(result).toMatchObject({ exitCode, stderr: '' });
    expect(result.stdout).not.toBe('');
  });
});

describe('--timings', () => {
  const CALLS = [
    ['describe', 'base'],
    ['compare', 'base', 'sm'],
    ['suggest', '--budget-flops', '11T'],
    ['backtest'],
  ];

  it.each(CALLS)('%s %s: without it, two runs print the same bytes', async (...args) => {
    for (const flags of [[], ['--json']]) {
      expect(await scaleplan([...args, ...flags])).toEqual(await scaleplan([...args, ...flags]));
    }
  });

  it.each(CALLS)('%s %s: with it, only wall-clock figures are added', async (...args) => {
    const timed = await scaleplanJson([...args, '--timings']);
    expect(timed.timings.seconds).toBeGreaterThanOrEqual(0);
    delete timed.timings;
    if (timed.searched) {
      expect(timed.searched.seconds).toBeGreaterThanOrEqual(0);
      delete timed.searched.seconds;
    }
    expect(timed).toEqual(await scaleplanJson(args));
  });

  it.each(CALLS)('%s %s: in text, one line is added', async (...args) => {
    const [timed, plain] = [await scaleplan([...args, '--timings']), await scaleplan(args)];
    expect(timed.stdout.slice(0, plain.stdout.length)).toBe(plain.stdout);
    expect(timed.stdout.slice(plain.stdout.length)).toMatch(/^\n {2}\d+\.\d{3} seconds\n$/);
  });
});

describe('no number is printed that is none', () => {
  it.each(['base', 'XXXL', 'NL1-TINY', 'SH-SKV-XL', 'NL1-FF1-DM1-KV1-NH1-SM'])('%s', async (name) => {
    const { stdout } = await scaleplan(['describe', name, '--why', '--model-parallelism', 'auto']);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined|null|\de[+-]\d/);
  });
});
