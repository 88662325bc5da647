import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCompute } from '../../src/census/compute';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { groupRoofline, RESOURCES } from '../../src/estimate/roofline';
import { estimateThroughput } from '../../src/estimate/throughput';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import { parseName } from '../../src/names/parse';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';
import { type Step, takeStep } from '../../src/steptime/step';
import { laidOutShapes, stepOf } from '../support/shapes';
import { rowNamed } from '../support/table4';

const rooflineOf = (step: Step) => groupRoofline(step, PAPER_CALIBRATION);

function estimatedSeconds(step: Step, workload: Parameters<typeof countCompute>[1]): number {
  const compute = countCompute(step.census, workload, step.mesh);
  return estimateThroughput(step, compute, countParameters(step.census), PAPER_CALIBRATION).seconds;
}

describe('the groups of any step', () => {
  test('and the rest of it add up to the estimated seconds, to the operations and to their traffic', () => {
    fc.assert(
      fc.property(laidOutShapes, (laidOut) => {
        const step = stepOf(laidOut);
        const { groups, rest, seconds } = rooflineOf(step);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(seconds).toBe(estimatedSeconds(step, laidOut.workload));
        const parts = sum([...groups.map((group) => group.seconds), ...Object.values(rest)]);
        expect(parts / seconds).toBeCloseTo(1, 10);
        const { operations } = step.roofline;
        const { peakFlopsPerCore, memoryBytesPerSecondPerCore } = step.mesh.slice.machine;
        const macs = sum(operations.map((operation) => operation.macs));
        expect(sum(groups.map(({ flops }) => flops)) / (2 * macs)).toBeCloseTo(1, 10);
        const memory =
          sum(operations.map(({ memorySeconds }) => memorySeconds)) * memoryBytesPerSecondPerCore;
        expect(sum(groups.map(({ bytes }) => bytes)) / memory).toBeCloseTo(1, 4);
        const matrix = sum(operations.map(({ matmulSeconds }) => matmulSeconds));
        const useful = sum(groups.map(({ peakSeconds }) => peakSeconds.matrixUnit + peakSeconds.padding));
        expect(useful / matrix).toBeCloseTo(1, 10);
        for (const { flops, attainableFlopsPerSecond: roof } of groups) {
          if (flops > 0) expect(roof).toBeLessThanOrEqual(peakFlopsPerCore);
          else expect(roof).toBeNull();
        }
      }),
    );
  });
});

describe('the roofline of Base', () => {
  const { groups, roofs } = rooflineOf(rowNamed('BASE').step);
  const group = (name: string) => groups.find((one) => one.name === name) as (typeof groups)[number];

  test('has the roofs of half a TPU v3 chip', () => {
    expect(roofs.peakFlopsPerSecond).toBe(61.5e12);
    expect(roofs.memoryBytesPerSecond).toBe(450e9);
    expect(roofs.ridgeFlopsPerByte).toBeCloseTo(136.7, 1);
  });

  test('has a dozen groups, each einsum in one of them', () => {
    expect(groups.map(({ name }) => name)).toEqual([
      'embedding look-ups',
      'layer norms',
      'encoder projections',
      'encoder scores',
      'position biases',
      'encoder feed-forward',
      'decoder projections',
      'decoder scores',
      'cross projections',
      'cross scores',
      'decoder feed-forward',
      'logits',
    ]);
  });

  // Scores of one head, 4 sequences a core: forward and the two gradients each read two of (S x k), (S x k), (S x S) and
  // write the third; so does the context. All six: 2 S S k multiply-adds over 2 (2 S k + S S) bytes.
  test('has the arithmetic intensity that closed forms give', () => {
    const [S, k, d, f, tokens] = [512, 64, 768, 3072, 4 * 512];
    expect(group('encoder scores').flopsPerByte).toBeCloseTo((2 * S * S * k) / (2 * (2 * S * k + S * S)), 9);
    const product = (m: number, n: number) => (2 * m * n * tokens) / (2 * (m * n + (m + n) * tokens));
    expect(group('encoder feed-forward').flopsPerByte).toBeCloseTo(product(d, f), 9);
    expect(group('encoder projections').flopsPerByte).toBeCloseTo(product(d, d), 9);
  });

  test('binds attention scores by memory and feed-forward by the matrix unit', () => {
    expect(group('encoder scores').boundBy).toBe('memory');
    expect(group('encoder feed-forward').boundBy).toBe('matrixUnit');
    expect(group('encoder scores').peakSeconds.padding).toBeCloseTo(
      group('encoder scores').peakSeconds.matrixUnit,
      12,
    );
    for (const { boundBy, peakSeconds } of groups) {
      expect(peakSeconds[boundBy]).toBe(Math.max(...RESOURCES.map((name) => peakSeconds[name])));
    }
  });
});

describe('the roofline of a Vision Transformer', () => {
  test('has no position biases, and one group for all that is added', () => {
    const shape = parseName('ViT-S/32');
    const workload = { ...PAPER_WORKLOAD, sequences: 4096 };
    const { groups } = rooflineOf(takeStep(shape, workload, sliceOf(PAPER_MACHINE, 64), 1));
    expect(groups.map(({ name }) => name)).toEqual([
      'embedding',
      'bias additions',
      'layer norms',
      'encoder projections',
      'encoder scores',
      'encoder feed-forward',
      'logits',
    ]);
  });
});
