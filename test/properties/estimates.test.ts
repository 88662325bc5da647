import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ModelEstimate } from '../../src/estimate/model';
import { cases } from '../support/cases';
import { estimateIfPossible, namedShapes, settings } from '../support/models';

/** Whatever a machine, a slice and a run, of every family; test/estimate has the paper's machine. */
function everyEstimate(check: (model: ModelEstimate) => void, usual: number): void {
  fc.assert(
    fc.property(namedShapes, settings, (shape, setting) => {
      const model = estimateIfPossible(shape, setting);
      fc.pre(model !== null);
      check(model as ModelEstimate);
    }),
    cases(usual),
  );
}

test('an estimate lies inside its interval, and the bounds in their order', () => {
  everyEstimate(({ throughput }) => {
    const { low, stepsPerSecond, high, seconds, lowerBoundSeconds, upperBoundSeconds } = throughput;
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(stepsPerSecond);
    expect(stepsPerSecond).toBeLessThanOrEqual(high);
    expect(lowerBoundSeconds).toBeGreaterThan(0);
    expect(lowerBoundSeconds).toBeLessThanOrEqual(upperBoundSeconds);
    expect(Math.abs(stepsPerSecond * seconds - 1)).toBeLessThan(1e-12);
    expect(throughput.overheadSeconds).toBe(Math.max(0, seconds - upperBoundSeconds));
  }, 300);
});

test('on the paper machine no step is told to be faster than peak rates allow', () => {
  everyEstimate(({ throughput, slice }) => {
    fc.pre(slice.machine === 'tpu-v3');
    expect(throughput.seconds).toBeGreaterThanOrEqual(throughput.lowerBoundSeconds);
    expect(throughput.mfu).toBeLessThanOrEqual(1);
  }, 40);
});

test('scores lie inside their intervals, and those inside 0 and 100', () => {
  everyEstimate((model) => {
    for (const score of [model.quality, model.publishedQuality, model.fittedQuality]) {
      if (score === null) continue;
      expect(score.low).toBeGreaterThanOrEqual(0);
      expect(score.low).toBeLessThanOrEqual(score.average);
      expect(score.average).toBeLessThanOrEqual(score.high);
      expect(score.high).toBeLessThanOrEqual(100);
    }
  }, 200);
});

test('parts add up: parameters, memory, what a run takes', () => {
  everyEstimate(({ parameters, memory, training, throughput, workload, slice, compute }) => {
    const { weightBytes, gradientBytes, optimizerBytes, activationBytes, perCoreBytes } = memory;
    expect(perCoreBytes).toBeCloseTo(weightBytes + gradientBytes + optimizerBytes + activationBytes, 0);
    expect(memory.fits).toBe(perCoreBytes <= memory.limitBytes);
    expect(parameters.totalWithSlots).toBe(parameters.total + parameters.optimizerSlots);
    expect(training.hours / ((throughput.seconds * workload.trainSteps) / 3600)).toBeCloseTo(1, 9);
    expect(training.chipHours / (training.hours * slice.chips)).toBeCloseTo(1, 9);
    expect(slice.modelParallelism * slice.dataParallelism).toBe(slice.cores);
    expect(compute.trainFlops / (compute.trainFlopsPerStep * workload.trainSteps)).toBeCloseTo(1, 9);
  }, 200);
});
