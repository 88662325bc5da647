import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeCensus } from '../../src/census/census';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import type { ModelShape } from '../../src/model/shape';
import { parseName } from '../../src/names/parse';
import { parametersOf } from '../support/closedForms';
import { baseWith, shapesFor } from '../support/shapes';
import { ROWS } from '../support/table4';

const count = (shape: ModelShape) => countParameters(takeCensus(shape, PAPER_WORKLOAD));

const ANY_SHAPE = fc.constantFrom(1, 2, 3).chain(shapesFor);

test.each([
  ['SM', 60_506_624],
  ['BASE', 222_903_552],
  ['LG', 737_668_096],
  ['XL', 2_851_598_336],
  ['XXL', 11_307_321_344],
])('%s has %d parameters', (name, parameters) => {
  expect(count(parseName(name)).total).toBe(parameters);
});

const T5_1_1 = { gatedFf: true, tiedEmbedding: false };
const MT5_VOCABULARY = 250_112;
const layers = (depth: number) => ({ encoderLayers: depth, decoderLayers: depth });

// Parameter counts of the public checkpoints google/t5-v1_1-* and google/mt5-*.
test.each([
  ['t5-v1_1-small', { dModel: 512, dFf: 1024, numHeads: 6, ...layers(8) }, 76_961_152],
  ['t5-v1_1-base', { dModel: 768, dFf: 2048, numHeads: 12, ...layers(12) }, 247_577_856],
  ['t5-v1_1-large', { dModel: 1024, dFf: 2816, numHeads: 16, ...layers(24) }, 783_150_080],
  [
    'mt5-small',
    { dModel: 512, dFf: 1024, numHeads: 6, ...layers(8), vocabSize: MT5_VOCABULARY },
    300_176_768,
  ],
  [
    'mt5-base',
    { dModel: 768, dFf: 2048, numHeads: 12, ...layers(12), vocabSize: MT5_VOCABULARY },
    582_401_280,
  ],
])('%s, gated and untied, has its published count', (_, widths, parameters) => {
  expect(count(baseWith({ ...T5_1_1, ...widths })).total).toBe(parameters);
});

test('the parameters of any shape are those of the closed form, to the last one', () => {
  fc.assert(
    fc.property(ANY_SHAPE, (shape) => {
      expect(count(shape).total).toBe(parametersOf(shape));
    }),
    { numRuns: 300 },
  );
});

test('the parameters do not depend on the run', () => {
  const shape = parseName('EL16-DL4-SH-SM');
  const other = { sequences: 7, encoderLength: 33, decoderLength: 5, trainSteps: 1 };
  expect(countParameters(takeCensus(shape, other))).toEqual(count(shape));
});

test('modules and stacks add up to the parameters of any shape', () => {
  fc.assert(
    fc.property(ANY_SHAPE, (shape) => {
      const { byModule, total, embedding, encoder, decoder, optimizerSlots, totalWithSlots } = count(shape);
      expect(Object.values(byModule).reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(embedding + encoder + decoder).toBe(total);
      expect(totalWithSlots).toBe(total + optimizerSlots);
    }),
  );
});

test('a tied embedding is counted once, an untied one beside the logits', () => {
  const matrix = 32_128 * 768;
  expect(count(baseWith({})).byModule).toMatchObject({ embedding: matrix, logits: 0 });
  expect(count(baseWith({ tiedEmbedding: false })).byModule).toMatchObject({
    embedding: matrix,
    logits: matrix,
  });
});

describe('heads of keys and values', () => {
  const MODULES = ['encoder self-attention', 'decoder self-attention', 'cross-attention'] as const;
  const d = 768;
  const A = d * 12 * 64;
  const kv = d * 64;

  test.each([
    ['SKV', { sharedKv: true }, 3 * A],
    ['SH', { numMemoryHeads: 1 }, 2 * A + 2 * kv],
    ['SH and SKV', { numMemoryHeads: 1, sharedKv: true }, 2 * A + kv],
    ['four memory heads', { numMemoryHeads: 4 }, 2 * A + (2 * A * 4) / 12],
    ['as many memory heads as heads', { numMemoryHeads: 12 }, 4 * A],
    ['neither', {}, 4 * A],
  ])('%s: the matrices of an attention block, in self- and in cross-attention', (_, changes, matrices) => {
    const { byModule } = count(baseWith(changes));
    const tables = {
      'encoder self-attention': 32 * 12,
      'decoder self-attention': 32 * 12,
      'cross-attention': 0,
    };
    for (const module of MODULES) {
      expect(byModule[module]).toBe(12 * (matrices + d) + tables[module]);
    }
  });
});

describe('Adafactor slots', () => {
  test.each(ROWS)('$name has the parameters, and the parameters with slots, of the library', (row) => {
    const { total, totalWithSlots } = countParameters(row.step.census);
    expect((total / 1e6).toFixed(2)).toBe(row.counted.parametersM);
    expect((totalWithSlots / 1e6).toFixed(2)).toBe(row.counted.withSlotsM);
  });

  test('a matrix keeps a row and a column, one with a side under 128 a number a weight', () => {
    const slots = (dFf: number) => count(baseWith({ dFf })).optimizerSlots;
    const matrices = 2 * (12 + 12);
    expect(slots(129) - slots(128)).toBe(matrices);
    expect(slots(127) - slots(126)).toBe(matrices * 768);
    expect(slots(127) - slots(128)).toBe(matrices * (127 * 768 - (128 + 768)));
  });
});
