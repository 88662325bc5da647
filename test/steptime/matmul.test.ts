import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Operation, trainingOperations } from '../../src/census/backward';
import { takeCensus } from '../../src/census/census';
import { type LocalSize, wholeSize } from '../../src/census/dimensions';
import { whole } from '../../src/census/einsum';
import { activation, einsum, weight } from '../../src/census/stack';
import type { ModelShape } from '../../src/model/shape';
import { parseName } from '../../src/names/parse';
import { matmulWork } from '../../src/steptime/matmul';
import { baseWith, laidOutShapes, stepOf } from '../support/shapes';

const WIDTH = 128;

// Lengths and sequences that are no multiples of 128: they are streamed and never padded.
const RUN = { sequences: 3, encoderLength: 50, decoderLength: 7, trainSteps: 1 };

/** Padded over counted MACs of every operation of an einsum, the forward one first. */
function waste(changes: Partial<ModelShape>, name: string, local: LocalSize = wholeSize): number[] {
  return trainingOperations(takeCensus(baseWith(changes), RUN))
    .filter(({ einsum }) => einsum.name === name)
    .map((operation) => {
      const { macs, paddedMacs } = matmulWork(operation, local, WIDTH);
      return paddedMacs / macs;
    });
}

describe('the matrix unit is 128 wide', () => {
  test.each<[string, Partial<ModelShape>, string, number]>([
    ['d_kv 64 fills half of it in scores', { dKv: 64 }, 'encoder self-attention: scores', 2],
    ['and in the context', { dKv: 64 }, 'cross-attention: context', 2],
    ['d_kv 128 fills it', { dKv: 128 }, 'decoder self-attention: scores', 1],
    ['d_kv 32 fills a quarter', { dKv: 32 }, 'decoder self-attention: scores', 4],
    [
      'shared heads change nothing about scores',
      { dKv: 64, numMemoryHeads: 1 },
      'cross-attention: scores',
      2,
    ],
    [
      '3 heads of 64 are 192 columns, padded to 256',
      { numHeads: 3 },
      'encoder self-attention: query',
      256 / 192,
    ],
    ['12 heads of 64 are 768 columns, unpadded', {}, 'encoder self-attention: query', 1],
    ['one shared head of 64 columns is padded to 128', { numMemoryHeads: 1 }, 'cross-attention: key', 2],
    ['d_ff 200 is padded to 256', { dFf: 200 }, 'encoder feed-forward: input', 256 / 200],
    [
      'd_model 100 and d_ff 200 both',
      { dModel: 100, dFf: 200 },
      'decoder feed-forward: output',
      (128 * 256) / 20_000,
    ],
    ['the vocabulary 32,128 is 251 x 128', {}, 'logits: projection', 1],
  ])('%s', (_, changes, name, expected) => {
    const [forward, ...backward] = waste(changes, name);
    expect(forward).toBeCloseTo(expected, 12);
    expect(backward).toHaveLength(2);
    for (const ratio of backward) expect(ratio).toBeCloseTo(expected, 12);
  });

  test('what is padded is what a core holds: d_ff 256 over 4 cores is 64 wide', () => {
    const overFour: LocalSize = ({ name, size }) => (name === 'dFf' ? size / 4 : size);
    expect(waste({ dFf: 256 }, 'encoder feed-forward: input', overFour)).toEqual([2, 2, 2]);
  });
});

test('the patches of an image are streamed as tokens are: 49 of them need no padding', () => {
  const forward = trainingOperations(takeCensus(parseName('ViT-B/32'), RUN)).find(
    ({ einsum }) => einsum.name === 'embedding: patches',
  ) as Operation;
  const { macs, paddedMacs } = matmulWork(forward, wholeSize, WIDTH);
  expect(macs).toBe(3 * 49 * 3072 * 768);
  expect(paddedMacs).toBe(macs);
});

test('dimensions of one role are padded as one: 64 x 4 summed together fill the unit twice', () => {
  const batch = { name: 'batch', size: 5 } as const;
  const [heads, keys] = [{ name: 'headKeys', size: 64 } as const, { name: 'dKv', size: 4 } as const];
  const width = { name: 'dModel', size: 128 } as const;
  const product = einsum(
    'logits',
    'projection',
    'projection',
    1,
    [whole(activation('input', [batch, heads, keys], 1)), whole(weight('matrix', [heads, keys, width], 1))],
    whole(activation('output', [batch, width], 1)),
  );
  const [forward] = trainingOperations([product]) as [Operation];
  expect(matmulWork(forward, wholeSize, WIDTH)).toEqual({
    macs: 5 * 256 * 128,
    paddedMacs: 5 * 256 * 128,
  });
});

test('padding never takes work away, and a multiple of 128 everywhere needs none', () => {
  fc.assert(
    fc.property(laidOutShapes, (laidOut) => {
      for (const { macs, paddedMacs, matmulSeconds } of stepOf(laidOut).roofline.operations) {
        expect(paddedMacs).toBeGreaterThanOrEqual(macs);
        expect(matmulSeconds).toBeCloseTo((2 * paddedMacs) / 61.5e12, 12);
      }
    }),
  );
  const aligned = baseWith({ dKv: 128 });
  for (const operation of trainingOperations(takeCensus(aligned, RUN))) {
    const isMatmul = operation.einsum.kind === 'projection' || operation.einsum.kind === 'attention';
    if (!isMatmul) continue;
    const { macs, paddedMacs } = matmulWork(operation, wholeSize, WIDTH);
    expect(paddedMacs).toBe(macs);
  }
});

test('the backward pass of every matrix product is two of the same MACs; indices have no gradient', () => {
  const operations = trainingOperations(takeCensus(baseWith({}), RUN));
  const forward = operations.filter(({ pass }) => pass === 'forward');
  const macsOf = (operation: (typeof operations)[number]) => matmulWork(operation, wholeSize, WIDTH).macs;
  const products = forward.filter(({ einsum: { kind } }) => kind === 'projection' || kind === 'attention');
  expect(products).toHaveLength(3 * 6 + 2 * 2 + 1);
  for (const product of products) {
    const gradients = operations.filter(
      ({ pass, einsum }) => pass === 'backward' && einsum === product.einsum,
    );
    expect(gradients.map(macsOf)).toEqual([macsOf(product), macsOf(product)]);
  }
  expect(operations.some(({ gradientOf }) => gradientOf?.kind === 'indices')).toBe(false);
});
