import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunSettings } from '../../src/formats/config';
import { readConfig, recogniseFormat } from '../../src/formats/read';
import { writeHuggingFace } from '../../src/formats/write/huggingFace';
import { EXPORT_FORMATS, type ExportFormat, formatsThatSay } from '../../src/formats/write/limits';
import { writeMeshTf } from '../../src/formats/write/meshTf';
import type { FullRun } from '../../src/formats/write/recipe';
import { writeT5x } from '../../src/formats/write/t5x';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { MODEL_PARALLELISMS } from '../../src/machine/mesh';
import type { ModelShape } from '../../src/model/shape';

const whole = (max: number) => fc.integer({ min: 1, max });

/** Any shape, of the grammar and outside it. */
const shapes: fc.Arbitrary<ModelShape> = fc
  .record({
    encoderLayers: whole(1024),
    decoderLayers: whole(1024),
    dModel: whole(65_536),
    dFf: whole(1_048_576),
    dKv: whole(8192),
    numHeads: whole(64),
    memoryHeads: fc.oneof(fc.constantFrom(0, 1), whole(64)),
    sharedKv: fc.boolean(),
    gatedFf: fc.boolean(),
    tiedEmbedding: fc.boolean(),
    vocabSize: fc.oneof(fc.constantFrom(32128, 250112, 384), whole(1_000_000)),
  })
  .map(({ memoryHeads, ...shape }) => ({
    ...shape,
    numHeads: shape.numHeads * Math.max(1, memoryHeads),
    numMemoryHeads: memoryHeads,
  }));

const runs: fc.Arbitrary<FullRun> = fc.record({
  sequences: whole(2 ** 24),
  encoderLength: whole(2 ** 20),
  decoderLength: whole(2 ** 20),
  trainSteps: whole(1e9),
  chips: fc.constantFrom(...PAPER_MACHINE.slices),
  modelParallelism: fc.constantFrom(...MODEL_PARALLELISMS),
  microbatches: fc.constantFrom(1, 2, 4),
});

const WRITERS = { hf: writeHuggingFace, 'mesh-tf': writeMeshTf, t5x: writeT5x };

/** The part of a run that a format holds. */
const HELD: Readonly<Record<ExportFormat, (run: FullRun) => RunSettings>> = {
  hf: () => ({}),
  'mesh-tf': ({ microbatches: _, ...run }) => run,
  t5x: ({ microbatches: _, chips: __, ...run }) => run,
};

const include = () => {
  throw new Error('An exported file includes no other.');
};

test.each(EXPORT_FORMATS)('%s: reading what was written gives the same shape and run', (format) => {
  const sayable = shapes.map((shape) => madeSayable(shape, format));
  fc.assert(
    fc.property(sayable, runs, (shape, run) => {
      const source = { name: 'written', text: WRITERS[format](shape, run) };
      expect(source.text).toMatch(/[^\n]\n$/);
      expect(recogniseFormat(source)).toBe(format);
      for (const options of [{ include }, { include, format }]) {
        const config = readConfig(source, options);
        expect(config).toMatchObject({ file: 'written', format });
        expect(config.shape).toEqual(shape);
        expect(config.run).toEqual(HELD[format](run));
      }
    }),
    { numRuns: 300 },
  );
});

function madeSayable(shape: ModelShape, format: ExportFormat): ModelShape {
  const made =
    format === 'mesh-tf' ? { ...shape, vocabSize: 32128 } : { ...shape, numMemoryHeads: 0, sharedKv: false };
  expect(formatsThatSay(made)).toContain(format);
  return made;
}
