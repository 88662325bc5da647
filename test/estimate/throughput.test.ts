import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateModel } from '../../src/estimate/model';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import { FEATURE_NAMES } from '../../src/steptime/features';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';
import { roundingInterval } from '../../src/units/printed';
import { estimateOf } from '../support/settings';
import { laidOutShapes } from '../support/shapes';
import { ROWS } from '../support/table4';

const throughputOf = (name: string, chips = 16) => estimateOf(name, { chips }).throughput;

describe.each(ROWS)('$name', ({ name, printed, counted }) => {
  const { throughput, slice } = estimateOf(name, { chips: counted.chips });

  test('runs at the printed speed, and so does its whole interval', () => {
    const { least, most } = roundingInterval(printed.stepsPerSecond);
    expect(throughput.stepsPerSecond.toFixed(0)).toBe(printed.stepsPerSecond);
    expect(throughput.low).toBeGreaterThan(least);
    expect(throughput.high).toBeLessThan(most);
  });

  test('is one of the measured runs: its own mesh, a calibrated speed', () => {
    expect(slice.modelParallelism).toBe(counted.modelParallelism);
    expect(throughput.basis).toBe('calibrated');
  });

  test('takes longer than the roofline allows', () => {
    expect(throughput.lowerBoundSeconds).toBeLessThan(throughput.upperBoundSeconds);
    expect(throughput.lowerBoundSeconds).toBeLessThan(throughput.seconds);
  });

  test('uses the share of the peak that the speed implies, between a fifth and a half', () => {
    const flops = 6 * counted.laidOutTflops * 1e12 * throughput.stepsPerSecond;
    expect(throughput.mfu / (flops / (counted.chips * 123e12))).toBeCloseTo(1, 2);
    expect(throughput.mfu).toBeGreaterThan(0.2);
    expect(throughput.mfu).toBeLessThan(0.5);
  });
});

test('the interval holds the estimate, the features add up to it, and the largest is what binds', () => {
  fc.assert(
    fc.property(laidOutShapes, ({ shape, workload, chips, modelParallelism }) => {
      const slice = sliceOf(PAPER_MACHINE, chips);
      const { throughput, compute } = estimateModel(shape, {
        workload,
        slice,
        modelParallelism,
        calibration: PAPER_CALIBRATION,
      });
      const { seconds, low, stepsPerSecond, high, featureSeconds, boundBy } = throughput;
      expect(low).toBeLessThanOrEqual(stepsPerSecond);
      expect(stepsPerSecond).toBeLessThanOrEqual(high);
      expect(stepsPerSecond * seconds).toBeCloseTo(1, 12);
      const parts = FEATURE_NAMES.map((name) => featureSeconds[name]);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(seconds);
      expect(featureSeconds[boundBy]).toBe(Math.max(...parts));
      expect(throughput.mfu).toBeCloseTo((6 * compute.forwardMacs) / (seconds * chips * 123e12), 9);
      expect(throughput.mfu).toBeLessThan(1);
      expect(throughput.overheadSeconds).toBe(Math.max(0, seconds - throughput.upperBoundSeconds));
    }),
  );
});

describe('an estimate is extrapolated', () => {
  test.each<[string, string, number, string[]]>([
    ['on a slice that nobody measured', 'NL24-SM', 32, ['slice']],
    ['on another such slice', 'NL36-LG', 128, ['slice']],
    [
      'where parameters and #TFlops are less than half the smallest measured',
      'NL1-TINY',
      16,
      ['parameters', 'tflops'],
    ],
    ['where they are more than twice the largest', 'XXXL', 64, ['parameters', 'tflops']],
    ['where the measured speeds leave a wide interval', 'NL12-XXL', 64, ['interval']],
    ['where a small model meets many chips', 'BASE', 64, ['interval']],
  ])('%s', (_, name, chips, reasons) => {
    const { basis, extrapolatedBecause } = throughputOf(name, chips);
    expect(basis).toBe('extrapolated');
    expect(extrapolatedBecause).toEqual(expect.arrayContaining(reasons));
  });

  test('under a model parallelism that its size was not measured with', () => {
    const { basis, extrapolatedBecause } = estimateOf('NH8-BASE', { modelParallelism: 8 }).throughput;
    expect({ basis, extrapolatedBecause }).toEqual({
      basis: 'extrapolated',
      extrapolatedBecause: ['interval'],
    });
  });

  test('and not beside the measured shapes', () => {
    for (const name of ['NL18-SM', 'NL24-BASE', 'NL30-LG', 'EL24-SM', 'NL12-MINI']) {
      expect(throughputOf(name)).toMatchObject({ basis: 'calibrated', extrapolatedBecause: [] });
    }
  });

  test('the interval of NL12-XXL is a fifth to three fifths of its speed', () => {
    const { low, high, stepsPerSecond } = throughputOf('NL12-XXL', 64);
    expect((high - low) / stepsPerSecond).toBeGreaterThan(0.2);
    expect((high - low) / stepsPerSecond).toBeLessThan(0.6);
  });

  test('XXL is measured on 64 chips with model parallelism 32, and not with another batch or mesh', () => {
    expect(throughputOf('XXL', 64).basis).toBe('calibrated');
    const halfBatch = estimateOf('XXL', { chips: 64, workload: { sequences: 64 } });
    expect(halfBatch.throughput.basis).toBe('extrapolated');
    expect(estimateOf('XXL', { chips: 64, modelParallelism: 16 }).throughput.basis).toBe('extrapolated');
  });
});
