import fc from 'fast-check';
import { PAPER_WORKLOAD, type Workload } from '../../src/census/workload';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { sliceOf } from '../../src/machine/mesh';
import type { ModelShape } from '../../src/model/shape';
import { sizeNamed } from '../../src/model/sizes';
import { type Step, takeStep } from '../../src/steptime/step';

/** Base with some dimensions changed. */
export function baseWith(changes: Partial<ModelShape>): ModelShape {
  return { ...sizeNamed('BASE').shape, ...changes };
}

/** A run that a random shape is laid out for. */
export interface LaidOut {
  readonly shape: ModelShape;
  readonly workload: Workload;
  readonly chips: number;
  readonly modelParallelism: number;
}

/** The step of a shape as laid out. */
export function stepOf({ shape, workload, chips, modelParallelism }: LaidOut): Step {
  return takeStep(shape, workload, sliceOf(PAPER_MACHINE, chips), modelParallelism);
}

/** The paper's step of a shape on 16 chips. */
export function paperStep(shape: ModelShape, modelParallelism = 1, chips = 16): Step {
  return stepOf({ shape, workload: PAPER_WORKLOAD, chips, modelParallelism });
}

const layers = fc.integer({ min: 1, max: 40 });

/** Any shape that a model axis of this size divides, operators and families of the whole grammar included. */
export function shapesFor(modelParallelism: number): fc.Arbitrary<ModelShape> {
  const groups = modelParallelism === 1 ? [0, 1] : [0, 1, modelParallelism];
  return fc
    .record({
      encoderLayers: layers,
      decoderLayers: layers,
      dModel: fc.integer({ min: 1, max: 1500 }),
      dFf: fc.integer({ min: 1, max: 200 }),
      dKv: fc.integer({ min: 1, max: 150 }),
      numHeads: fc.integer({ min: 1, max: 8 }),
      numMemoryHeads: fc.constantFrom(...groups),
      sharedKv: fc.boolean(),
      gatedFf: fc.boolean(),
      tiedEmbedding: fc.boolean(),
      vocabSize: fc.integer({ min: 1, max: 1000 }),
    })
    .map((shape) => ({
      ...shape,
      dFf: shape.dFf * 16 * modelParallelism,
      numHeads: shape.numHeads * modelParallelism,
      vocabSize: shape.vocabSize * modelParallelism,
    }));
}

/** Any shape on any mesh of 16 or 64 chips, with any lengths and a number of sequences that the replicas share evenly. */
export const laidOutShapes: fc.Arbitrary<LaidOut> = fc
  .record({ chips: fc.constantFrom(16, 64), modelParallelism: fc.constantFrom(1, 2, 4, 8, 32) })
  .chain(({ chips, modelParallelism }) =>
    fc.record({
      shape: shapesFor(modelParallelism),
      workload: fc
        .record({
          perReplica: fc.integer({ min: 1, max: 40 }),
          encoderLength: fc.integer({ min: 1, max: 600 }),
          decoderLength: fc.integer({ min: 1, max: 600 }),
        })
        .map(({ perReplica, ...lengths }) => ({
          sequences: (perReplica * chips * 2) / modelParallelism,
          ...lengths,
          trainSteps: 1000,
        })),
      chips: fc.constant(chips),
      modelParallelism: fc.constant(modelParallelism),
    }),
  );
