import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeCensus } from '../../src/census/census';
import { countCompute, forwardMacs } from '../../src/census/compute';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD, type Workload } from '../../src/census/workload';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { layOut, sliceOf } from '../../src/machine/mesh';
import type { ModelShape, VisionInput } from '../../src/model/shape';
import { visionSizeNamed } from '../../src/model/vision';
import { parseName } from '../../src/names/parse';
import { findReductions } from '../../src/steptime/reductions';
import { takeStep } from '../../src/steptime/step';

type Vision = ModelShape & { readonly vision: VisionInput };

const images = (sequences: number): Workload => ({ ...PAPER_WORKLOAD, sequences });
const ONE_IMAGE = images(1);

const macsOf = (shape: ModelShape, run: Workload) =>
  takeCensus(shape, run).reduce((sum, einsum) => sum + forwardMacs(einsum, null), 0);
const parametersOf = (shape: ModelShape) => countParameters(takeCensus(shape, ONE_IMAGE)).total;

// Dosovitskiy et al. 2020, section 3.1, written out by hand. n patches of p x p pixels in three colours, c classes.
const patchesOf = ({ imageSize, patchSize }: VisionInput) =>
  (imageSize / patchSize) * (imageSize / patchSize);

function closedParameters({ encoderLayers: L, dModel: d, dFf: f, dKv: k, numHeads: H, vision }: Vision) {
  const pixels = 3 * vision.patchSize * vision.patchSize;
  const embedding = pixels * d + d + d + (patchesOf(vision) + 1) * d;
  const attention = 3 * (d * H * k + H * k) + H * k * d + d;
  const feedForward = d * f + f + f * d + d;
  const layer = attention + feedForward + 2 * 2 * d;
  return embedding + L * layer + 2 * d + d * vision.classes + vision.classes;
}

function closedMacs({ encoderLayers: L, dModel: d, dFf: f, dKv: k, numHeads: H, vision }: Vision) {
  const patches = patchesOf(vision);
  const tokens = patches + 1;
  const layer = tokens * (4 * d * H * k + 2 * d * f) + 2 * tokens * tokens * H * k;
  return patches * 3 * vision.patchSize * vision.patchSize * d + L * layer + d * vision.classes;
}

const visions: fc.Arbitrary<Vision> = fc
  .record({
    encoderLayers: fc.integer({ min: 1, max: 40 }),
    dModel: fc.integer({ min: 1, max: 64 }).map((n) => 8 * n),
    dFf: fc.integer({ min: 1, max: 64 }).map((n) => 8 * n),
    dKv: fc.integer({ min: 1, max: 128 }),
    numHeads: fc.integer({ min: 1, max: 16 }),
    patchSize: fc.integer({ min: 1, max: 64 }),
    side: fc.integer({ min: 1, max: 16 }),
    classes: fc.integer({ min: 1, max: 30_000 }),
  })
  .map(({ patchSize, side, classes, ...widths }) => ({
    ...visionSizeNamed('S').shape,
    ...widths,
    vision: { patchSize, imageSize: patchSize * side, classes },
  }));

describe('the four models of Table 5', () => {
  test.each([
    ['ViT-S/32', 36_202_867, '1.365'],
    ['ViT-S/32-NL24', 86_641_011, '3.92'],
    ['ViT-S/32-NL28', 99_250_547, '4.56'],
    ['ViT-B/32', 101_521_011, '4.42'],
  ])('%s has %i parameters and takes %s G multiply-accumulates an image', (name, parameters, giga) => {
    const shape = parseName(name);
    expect(parametersOf(shape)).toBe(parameters);
    expect((macsOf(shape, ONE_IMAGE) / 1e9).toFixed((giga.split('.')[1] as string).length)).toBe(giga);
    expect(macsOf(shape, images(4096))).toBe(4096 * macsOf(shape, ONE_IMAGE));
  });

  // Dosovitskiy et al. 2020, Table 1, without the head that they change.
  test.each([
    ['ViT-B/16', 86e6],
    ['ViT-L/16', 307e6],
    ['ViT-H/14', 632e6],
  ])('%s has about the %i parameters that its own paper prints', (name, printed) => {
    const body = countParameters(takeCensus(parseName(name), ONE_IMAGE)).total - headOf(name);
    expect(Math.abs(body / printed - 1)).toBeLessThan(0.015);
  });

  function headOf(name: string): number {
    const { dModel, vision } = parseName(name) as Vision;
    return (dModel + 1) * vision.classes;
  }
});

describe('any Vision Transformer', () => {
  test('has the parameters and the multiply-accumulates of the closed form, to the last one', () => {
    fc.assert(
      fc.property(visions, fc.integer({ min: 1, max: 64 }), (shape, sequences) => {
        expect(parametersOf(shape)).toBe(closedParameters(shape));
        expect(macsOf(shape, images(sequences))).toBe(sequences * closedMacs(shape));
      }),
      { numRuns: 300 },
    );
  });

  test('costs more with every layer and width', () => {
    const knobs = ['encoderLayers', 'dModel', 'dFf', 'dKv', 'numHeads'] as const;
    fc.assert(
      fc.property(visions, fc.constantFrom(...knobs), (shape, knob) => {
        const larger = { ...shape, [knob]: shape[knob] + 1 };
        expect(parametersOf(larger)).toBeGreaterThan(parametersOf(shape));
        expect(macsOf(larger, ONE_IMAGE)).toBeGreaterThan(macsOf(shape, ONE_IMAGE));
      }),
    );
  });

  test('keeps two moments of every weight (Adam)', () => {
    fc.assert(
      fc.property(visions, (shape) => {
        const { total, optimizerSlots, totalWithSlots } = countParameters(takeCensus(shape, ONE_IMAGE));
        expect([optimizerSlots, totalWithSlots]).toEqual([2 * total, 3 * total]);
      }),
    );
  });

  test('sums every gradient over the data axis once a step, biases and class token too', () => {
    const shape = parseName('ViT-S/32-NL3');
    const { roofline, mesh } = takeStep(shape, images(256), sliceOf(PAPER_MACHINE, 16), 1);
    const reduced = findReductions(
      roofline.operations.map(({ operation }) => operation),
      mesh,
    ).reduce((sum, { elementsPerRun, runsPerStep }) => sum + elementsPerRun * runsPerStep, 0);
    expect(reduced).toBe(parametersOf(shape));
  });

  test('is laid out with heads and d_ff over the model axis, classes and all on every core, in one microbatch', () => {
    const shape = parseName('ViT-S/32');
    const mesh = layOut(shape, images(8192), sliceOf(PAPER_MACHINE, 4), 8);
    expect([mesh.microbatches, mesh.dataParallelism]).toEqual([1, 1]);
    const compute = countCompute(takeCensus(shape, images(8192)), images(8192), mesh);
    const head = 8192 * 512 * 18_291;
    const patches = 8192 * 49 * 3072 * 512;
    const repeated = compute.forwardMacs - compute.forwardMacsUnique;
    expect(repeated).toBe(7 * (head + patches));
  });
});
