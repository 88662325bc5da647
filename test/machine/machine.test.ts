import { describe, expect, test } from 'vitest';
import presets from '../../presets/machines.json';
import { defaultChips, MACHINES, machineNamed, sameMachine } from '../../src/machine/machine';
import { scaleplan, scaleplanJson } from '../support/cli';

/** Every figure of a machine but its names. */
const FIGURES = Object.keys(presets.machines[0] as object).filter(
  (key) => !['name', 'title', 'sources'].includes(key),
);

/** A chip as its maker's page gives it: TFLOP/s, bytes, bytes a second, all links of one direction. */
const CHIPS: readonly [string, number, number, number][] = [
  ['tpu-v2', 45, 16 * 1024 ** 3, 700e9],
  ['tpu-v3', 123, 32 * 1024 ** 3, 900e9],
  ['tpu-v4', 275, 32 * 1024 ** 3, 1200e9],
  ['tpu-v5e', 197, 16e9, 819e9],
  ['tpu-v5p', 459, 95e9, 2765e9],
  ['tpu-v6e', 918, 32e9, 1638e9],
  ['a100', 312, 80e9, 2039e9],
  ['h100', 989, 80e9, 3350e9],
  ['h200', 989, 141e9, 4800e9],
];

test.each(CHIPS)('a chip of %s has %d TFLOP/s', (name, tflops, memory, bandwidth) => {
  const one = machineNamed(name);
  expect(one.coresPerChip * one.peakFlopsPerCore).toBe(tflops * 1e12);
  expect(one.coresPerChip * one.memoryBytesPerCore).toBe(memory);
  expect(one.coresPerChip * one.memoryBytesPerSecondPerCore).toBe(bandwidth);
});

test('the list above has every machine', () => {
  expect(CHIPS.map(([name]) => name).sort()).toEqual(MACHINES.map(({ name }) => name).sort());
});

describe.each(MACHINES.map((machine) => ({ name: machine.name, machine })))('$name', ({ name, machine }) => {
  test('has a source for every figure', () => {
    const { sources = {} } = machine;
    const unsourced = FIGURES.filter((figure) => !sources[figure]);
    // One and two cores a chip went without saying of TPU v3.
    expect(unsourced).toEqual(name === 'tpu-v3' ? ['coresPerChip'] : []);
    expect([...machine.slices].sort((a, b) => a - b)).toEqual(machine.slices);
  });

  test('describes BASE on its own default slice', async () => {
    const { models } = await scaleplanJson(['describe', 'BASE', '--machine', name]);
    const [{ slice, throughput, training, memory, warnings }] = models;
    expect(slice).toMatchObject({ machine: name, chips: defaultChips(machine) });
    const { low, stepsPerSecond, high, lowerBoundSeconds } = throughput;
    expect(low).toBeLessThan(stepsPerSecond);
    expect(stepsPerSecond).toBeLessThan(high);
    expect(high * lowerBoundSeconds).toBeLessThanOrEqual(1 + 1e-12);
    expect(memory.limitBytes).toBe(machine.memoryBytesPerCore);
    if (name === 'tpu-v3') {
      expect(throughput).toMatchObject({ basis: 'calibrated', calibration: 'Table 4' });
      return;
    }
    expect(throughput.extrapolatedBecause).toEqual(['machine']);
    expect(high / low).toBeGreaterThan(2);
    expect(training).toMatchObject({ usd: null, kwh: null });
    expect(warnings.map(({ message }: { message: string }) => message).join()).toContain(
      'another machine than the measured tpu-v3',
    );
  });

  test('says in words what is unknown', async () => {
    const { stdout } = await scaleplan(['describe', 'BASE', '--machine', name]);
    expect(stdout.includes('price unknown, energy unknown')).toBe(machine.usdPerChipHour === null);
    expect(stdout).not.toMatch(/NaN|null|undefined/);
  });
});

test('a larger slice or a faster machine is faster', async () => {
  const speed = async (...flags: string[]) => {
    const { models } = await scaleplanJson(['describe', 'LG', ...flags]);
    return models[0].throughput.stepsPerSecond as number;
  };
  expect(await speed('--machine', 'h100')).toBeGreaterThan(await speed('--machine', 'a100'));
  expect(await speed('--machine', 'tpu-v5p')).toBeGreaterThan(await speed('--machine', 'tpu-v4'));
  expect(await speed('--machine', 'tpu-v4', '--chips', '64')).toBeGreaterThan(
    await speed('--machine', 'tpu-v4', '--chips', '16'),
  );
});

test('a machine is the same with another price, and not with another peak', () => {
  const h100 = machineNamed('H100');
  expect(sameMachine(h100, { ...h100, usdPerChipHour: 2 })).toBe(true);
  expect(sameMachine(h100, { ...h100, peakFlopsPerCore: 1e15 })).toBe(false);
  expect(sameMachine(h100, machineNamed('h200'))).toBe(false);
});

describe('dollars where no price is known', () => {
  test.each([
    [['suggest', '--budget-usd', '100', '--machine', 'h100']],
    [['check', 'BASE', '--budget-usd', '100', '--machine', 'h100']],
    [['compare', 'BASE', 'SM', '--fail-on', 'usd>1', '--machine', 'h100']],
  ])('%j is refused', async (args) => {
    const { stdout, stderr, exitCode } = await scaleplan(args);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain('The price of h100 is unknown, so dollars are no limit there.');
  });

  test('other limits hold there', async () => {
    const { exitCode, stdout } = await scaleplan(['suggest', '--budget-hours', '24', '--machine', 'h100']);
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/NaN|null/);
  });
});

test('an unknown machine: the names there are', async () => {
  const { stderr, exitCode } = await scaleplan(['describe', 'BASE', '--machine', 'tpu-v9']);
  expect(exitCode).toBe(2);
  for (const { name } of MACHINES) expect(stderr).toContain(name);
});

describe('names of machines', () => {
  test.each([
    ['TPU_V3', 'tpu-v3'],
    ['tpuv4', 'tpu-v4'],
    ['h-100', 'h100'],
    ['My Cluster', 'my-cluster'],
  ])('%s is %s', (written, name) => {
    const own = { ...machineNamed('h100'), name: 'my-cluster' };
    expect(machineNamed(written, [own]).name).toBe(name);
  });

  test.each([
    ['tpu-v5', 'Did you mean tpu-v5e or tpu-v5p?'],
    ['h10', 'Did you mean h100?'],
    ['a1000', 'Did you mean a100?'],
  ])('%s: the nearest', async (written, hint) => {
    expect((await scaleplan(['describe', 'BASE', '--machine', written])).stderr).toContain(hint);
  });
});

test('one chip is no chips', async () => {
  const { stdout } = await scaleplan(['describe', 'SM', '--machine', 'h100', '--chips', '1']);
  expect(stdout).toContain('1 chip (1 core) of h100');
});

test('a file is exported for a machine that has no slice like the paper’s', async () => {
  const { stdout, stderr } = await scaleplan(['export', 'BASE', '--to', 't5x', '--machine', 'h100']);
  expect(stderr).toBe('');
  expect(stdout).toContain('8 chips');
});

test('of a family that was not measured, the speed is no more than a guess', async () => {
  const { stdout } = await scaleplan(['describe', 'BASE', '--family', 'encoder-only']);
  expect(stdout.replace(/\s+/g, ' ')).toContain('Its speed has no printed one to be held against.');
});
