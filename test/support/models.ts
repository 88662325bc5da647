import fc from 'fast-check';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { estimateModel, type ModelEstimate } from '../../src/estimate/model';
import type { Setting } from '../../src/estimate/setting';
import { MACHINES } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import type { ModelShape } from '../../src/model/shape';
import { VOCAB_SIZE } from '../../src/model/sizes';
import { PAPER_VISION, VISION_SIZES } from '../../src/model/vision';
import { UserError } from '../../src/problems/problem';
import { PAPER_CALIBRATION } from '../../src/steptime/paperCalibration';

const layers = fc.integer({ min: 1, max: 48 });
const multiple = (of: number, most: number) => fc.integer({ min: 1, max: most }).map((n) => n * of);

/** Widths that the model axes up to 8 divide; of sizes that machines hold, and of odd ones. */
const widths = {
  dModel: fc.oneof(multiple(128, 16), fc.integer({ min: 1, max: 2048 })),
  dFf: multiple(8, 1024),
  dKv: fc.oneof(fc.constantFrom(16, 32, 64, 128), fc.integer({ min: 1, max: 200 })),
  numHeads: multiple(8, 6),
};

const ofText = fc.record({
  ...widths,
  encoderLayers: layers,
  decoderLayers: layers,
  numMemoryHeads: fc.constantFrom(0, 1),
  sharedKv: fc.boolean(),
  gatedFf: fc.constant(false),
  tiedEmbedding: fc.constant(true),
  vocabSize: fc.constant(VOCAB_SIZE),
});

const vision = fc
  .record({
    ...widths,
    size: fc.constantFrom(...VISION_SIZES),
    encoderLayers: layers,
    patchSize: fc.constantFrom(8, 14, 16, 32),
    side: fc.integer({ min: 1, max: 24 }),
  })
  .map(({ size, patchSize, side, ...dimensions }) => ({
    ...size.shape,
    ...dimensions,
    vision: { ...PAPER_VISION, patchSize, imageSize: patchSize * side },
  }));

/** Any shape that a name can say, of each family. */
export const NAMED_SHAPES: Readonly<Record<string, fc.Arbitrary<ModelShape>>> = {
  'encoder-decoder': ofText,
  'encoder-only': ofText.map((shape) => ({ ...shape, decoderLayers: 0 })),
  'decoder-only': ofText.map((shape) => ({ ...shape, encoderLayers: 0 })),
  vit: vision,
};

/** Any shape that a name can say, of any family. */
export const namedShapes: fc.Arbitrary<ModelShape> = fc.oneof(...Object.values(NAMED_SHAPES));

/** Any slice of any machine, with any run and model parallelism; not every shape can be laid out on every one. */
export const settings: fc.Arbitrary<Setting> = fc
  .constantFrom(...MACHINES)
  .chain((machine) =>
    fc.record({
      machine: fc.constant(machine),
      chips: fc.constantFrom(...machine.slices.filter((chips) => chips <= 128)),
      modelParallelism: fc.constantFrom<Setting['modelParallelism'][]>(1, 2, 4, 8, 'default', 'auto'),
      encoderLength: fc.constantFrom(64, 128, 512, 1000),
      decoderLength: fc.constantFrom(32, 128, 512),
      trainSteps: fc.constantFrom(1, 1000, 524_288),
      perCore: fc.constantFrom(1, 4, 16),
    }),
  )
  .map(({ machine, chips, modelParallelism, perCore, ...lengths }): Setting => {
    const slice = sliceOf(machine, chips);
    const workload = { ...PAPER_WORKLOAD, ...lengths, sequences: slice.cores * perCore };
    const shown = `${machine.name} x ${chips}, ${JSON.stringify({ modelParallelism, ...workload })}`;
    // A counterexample names its machine; the calibration in it would be pages.
    const told = { [fc.toStringMethod]: () => shown };
    return { workload, slice, modelParallelism, calibration: PAPER_CALIBRATION, ...told };
  });

/** What is estimated of a shape, or null where it cannot be laid out so. */
export function estimateIfPossible(shape: ModelShape, setting: Setting): ModelEstimate | null {
  return unlessRefused(() => estimateModel(shape, setting));
}

/** What work gives, or null where the user would be told a mistake. */
export function unlessRefused<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
