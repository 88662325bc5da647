import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeCensus } from '../../src/census/census';
import { countCompute, forwardMacs } from '../../src/census/compute';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import type { ModelShape } from '../../src/model/shape';
import { writeLike } from '../../src/units/printed';
import { elementwiseOf, macsOf, ONCE, type Repetition } from '../support/closedForms';
import { baseWith, type LaidOut, laidOutShapes, paperStep, stepOf } from '../support/shapes';
import { ROWS, rowNamed } from '../support/table4';

const countOf = (laidOut: LaidOut) => {
  const { census, mesh } = stepOf(laidOut);
  const repeated: Repetition = {
    replicas: mesh.dataParallelism,
    modelParallelism: mesh.modelParallelism,
    microbatches: mesh.microbatches,
  };
  return { compute: countCompute(census, laidOut.workload, mesh), repeated };
};

test('the MACs of any shape on any mesh are those of the closed form and the elementwise products, to the last one', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const { shape, workload } = laidOut;
      const { compute, repeated } = countOf(laidOut);
      const laidOutForm = macsOf(shape, workload, repeated);
      expect(compute.forwardMacs - elementwiseOf(shape, workload, repeated)).toBe(laidOutForm);
      expect(compute.forwardMacsUnique - elementwiseOf(shape, workload, ONCE)).toBe(
        macsOf(shape, workload, ONCE),
      );
    }),
    { numRuns: 300 },
  );
});

test('the MACs of the einsums one by one add up to those of the step, laid out and without a layout', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const { census, mesh } = stepOf(laidOut);
      const { forwardMacs: laidOutMacs, forwardMacsUnique } = countCompute(census, laidOut.workload, mesh);
      const sumOver = (spread: typeof mesh | null) =>
        census.reduce((sum, einsum) => sum + forwardMacs(einsum, spread), 0);
      expect(sumOver(mesh)).toBe(laidOutMacs);
      expect(sumOver(null)).toBe(forwardMacsUnique);
      expect(laidOutMacs).toBeGreaterThan(forwardMacsUnique);
    }),
  );
});

test('modules add up to the MACs of any shape', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const { compute } = countOf(laidOut);
      expect(Object.values(compute.byModule).reduce((sum, part) => sum + part, 0)).toBe(compute.forwardMacs);
    }),
  );
});

test('a step costs six FLOPs a MAC; look-ups and bias gathers are not useful ones', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const { shape, workload } = laidOut;
      const { compute, repeated } = countOf(laidOut);
      const { sequences: B, encoderLength: S, decoderLength: T } = workload;
      const bias =
        32 * shape.numHeads * (S * S * shape.encoderLayers + T * T * shape.decoderLayers) * repeated.replicas;
      const gathers = B * (S + T) * shape.vocabSize * shape.dModel + bias;
      expect(compute.trainFlopsPerStep).toBe(6 * compute.forwardMacs);
      expect(compute.trainFlops).toBe(6 * compute.forwardMacs * workload.trainSteps);
      expect(compute.usefulTrainFlopsPerStep).toBe(6 * (compute.forwardMacs - gathers));
      expect(compute.tflops).toBe(compute.forwardMacs / 1e12);
      const inBatch = compute.forwardMacs - bias;
      expect(compute.forwardMacsPerMicrobatch).toBeCloseTo(inBatch / repeated.microbatches + bias, -3);
    }),
  );
});

describe('Table 4', () => {
  const computeOf = (name: string) => {
    const { step } = rowNamed(name);
    return countCompute(step.census, PAPER_WORKLOAD, step.mesh);
  };

  test.each(ROWS)("$name: #TFlops within 0.15% of the library's laid-out counter", ({ name, counted }) => {
    const { tflops } = computeOf(name);
    expect(Math.abs(tflops / counted.laidOutTflops - 1)).toBeLessThan(0.0015);
  });

  test('eleven of fourteen #TFlops come out as printed', () => {
    const wrong = ROWS.filter(
      ({ name, printed }) => writeLike(computeOf(name).tflops, printed.tflops) !== printed.tflops,
    );
    expect(wrong.map(({ name }) => name)).toEqual(['NL8-MINI', 'XL', 'XXL']);
  });

  test("XL's printed 64 is the count of one of its two microbatches", () => {
    const { forwardMacs, forwardMacsPerMicrobatch } = computeOf('XL');
    const bias = 32 * 32 * (512 ** 2 + 128 ** 2) * 24 * 4;
    expect(forwardMacsPerMicrobatch).toBe((forwardMacs - bias) / 2 + bias);
    expect(writeLike(forwardMacsPerMicrobatch / 1e12, '64')).toBe('64');
  });

  test('Small 16L has 63.1% of the FLOPs of Base, Small 24L 87% (text of section 4.4)', () => {
    const base = computeOf('BASE').tflops;
    expect((100 * computeOf('NL16-SM').tflops) / base).toBeCloseTo(63.1, 1);
    expect(Math.floor((100 * computeOf('NL24-SM').tflops) / base)).toBe(87);
  });
});

describe('heads of keys and values', () => {
  const { sequences: B, encoderLength: S, decoderLength: T } = PAPER_WORKLOAD;
  const A = 768 * 12 * 64;
  const byModule = (changes: Partial<ModelShape>, modelParallelism = 1) => {
    const { census, mesh } = paperStep(baseWith(changes), modelParallelism);
    return countCompute(census, PAPER_WORKLOAD, mesh).byModule;
  };
  const plain = byModule({});

  test('SKV saves one projection of every attention block and no score', () => {
    const tied = byModule({ sharedKv: true });
    expect(plain['encoder self-attention'] - tied['encoder self-attention']).toBe(12 * B * S * A);
    expect(plain['decoder self-attention'] - tied['decoder self-attention']).toBe(12 * B * T * A);
    expect(plain['cross-attention'] - tied['cross-attention']).toBe(12 * B * S * A);
  });

  test('SH leaves a twelfth of the key and value projections of 12 heads, and all scores', () => {
    const shared = byModule({ numMemoryHeads: 1 });
    const saved = (2 * A * 11) / 12;
    expect(plain['encoder self-attention'] - shared['encoder self-attention']).toBe(12 * B * S * saved);
    expect(plain['decoder self-attention'] - shared['decoder self-attention']).toBe(12 * B * T * saved);
    expect(plain['cross-attention'] - shared['cross-attention']).toBe(12 * B * S * saved);
  });

  test("SH's keys and values are made on every core of the model axis", () => {
    const alone = byModule({ numMemoryHeads: 1 });
    const split = byModule({ numMemoryHeads: 1 }, 4);
    const normsAgain = 12 * 3 * 3 * B * T * 768;
    const oncePerCore = 12 * 3 * B * S * 2 * 768 * 64;
    expect(split['cross-attention'] - alone['cross-attention']).toBe(oncePerCore + normsAgain);
  });

  test('feed-forward blocks do not know about heads', () => {
    const other = byModule({ numMemoryHeads: 1, sharedKv: true });
    expect(other['encoder feed-forward']).toBe(plain['encoder feed-forward']);
    expect(other['decoder feed-forward']).toBe(plain['decoder feed-forward']);
  });
});

test('keys and values of cross-attention are made of the encoder positions', () => {
  const shape = baseWith({});
  const key = takeCensus(shape, PAPER_WORKLOAD).find(({ name }) => name === 'cross-attention: key');
  expect(key?.output.dimensions.map(({ size }) => size)).toEqual([128, 512, 768]);
});
