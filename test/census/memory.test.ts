import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureMemory } from '../../src/census/memory';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { parseName } from '../../src/names/parse';
import { baseWith, laidOutShapes, paperStep, stepOf } from '../support/shapes';
import { ROWS } from '../support/table4';

const GIB = 1024 ** 3;

const memoryOf = ({ census, mesh }: ReturnType<typeof stepOf>) => measureMemory(census, mesh.local);

test.each(ROWS.filter(({ counted }) => counted.weightsAndSlotsGiB !== undefined))(
  '$name: weights and slots a core within 1% of what the library allocates',
  ({ step, counted }) => {
    const { weightBytes, optimizerBytes } = memoryOf(step);
    const expected = (counted.weightsAndSlotsGiB as number) * GIB;
    expect(Math.abs((weightBytes + optimizerBytes) / expected - 1)).toBeLessThan(0.01);
  },
);

test.each(ROWS)('$name trained, so it fits the 16 GiB of a core', ({ step }) => {
  expect(memoryOf(step).perCoreBytes).toBeLessThan(16 * GIB);
});

test('the parts of any memory use add up', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      const memory = memoryOf(stepOf(laidOut));
      const { weightBytes, gradientBytes, optimizerBytes, activationBytes } = memory;
      expect(weightBytes + gradientBytes + optimizerBytes + activationBytes).toBe(memory.perCoreBytes);
      expect(memory.logitBytes + memory.weightCopyBytes).toBeLessThanOrEqual(activationBytes);
    }),
  );
});

test('a weight is float32 with a bfloat16 copy and a bfloat16 gradient', () => {
  const { weightBytes, gradientBytes, weightCopyBytes } = memoryOf(paperStep(baseWith({})));
  expect(weightBytes).toBe(4 * 222_903_552);
  expect(gradientBytes).toBe(2 * 222_903_552);
  expect(weightCopyBytes).toBe(2 * 222_903_552);
});

test('the numbers of the optimizer are float32: a row and a column a matrix of Adafactor, two moments a weight of Adam', () => {
  const slotsOf = (name: string) => {
    const { census, mesh } = paperStep(parseName(name));
    return { bytes: measureMemory(census, mesh.local).optimizerBytes, counted: countParameters(census) };
  };
  const base = slotsOf('BASE');
  expect(base.bytes).toBe(4 * base.counted.optimizerSlots);
  expect(base.counted.optimizerSlots).toBeLessThan(base.counted.total / 100);
  const vision = slotsOf('ViT-B/32');
  expect(vision.bytes).toBe(4 * 2 * vision.counted.total);
});

test('logits are whole, in float32 beside their bfloat16 gradient, the vocabulary split over the model axis', () => {
  const perReplica = PAPER_WORKLOAD.sequences / (32 / 4);
  const { logitBytes } = memoryOf(paperStep(baseWith({}), 4));
  expect(logitBytes).toBe(6 * perReplica * PAPER_WORKLOAD.decoderLength * (32_128 / 4));
});

test('weights are split over the model axis, layer norms and the shared keys and values of SH are not', () => {
  const weights = (changes: Parameters<typeof baseWith>[0], modelParallelism: number) =>
    memoryOf(paperStep(baseWith(changes), modelParallelism)).weightBytes / 4;
  const norms = 768 * (12 * 2 + 12 * 3 + 2);
  expect(weights({}, 4)).toBe((222_903_552 - norms) / 4 + norms);
  const shared = 36 * 2 * 768 * 64;
  const split = weights({ numMemoryHeads: 1 }, 1) - norms - shared;
  expect(weights({ numMemoryHeads: 1 }, 4)).toBe(split / 4 + norms + shared);
});

test('an encoder layer keeps streams, queries, keys, values, context, hidden units in bfloat16, probabilities in both widths', () => {
  const saved = (encoderLayers: number) => {
    const { activationBytes, weightCopyBytes } = memoryOf(paperStep(baseWith({ encoderLayers })));
    return activationBytes - weightCopyBytes;
  };
  const tokens = 4 * 512;
  const streams = 4 * 768;
  const projections = 4 * 768;
  const hidden = 3072;
  const probabilities = 12 * 512;
  expect(saved(13) - saved(12)).toBe(
    tokens * (2 * (streams + projections + hidden) + (4 + 2) * probabilities),
  );
});
