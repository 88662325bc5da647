import { expect, test } from 'vitest';
import { allReduceSeconds, bytesPerElement } from '../../src/machine/allReduce';
import { sizeNamed } from '../../src/model/sizes';
import { paperStep } from '../support/shapes';
import { rowNamed } from '../support/table4';

const RING = 2 * 82e9;
const CORE_MEMORY = 450e9;

const meshOf = (modelParallelism: number, chips = 16) =>
  paperStep(sizeNamed('XXL').shape, modelParallelism, chips).mesh;

test('groups of up to eight reduce in bfloat16, larger ones in float32', () => {
  const bytes = (modelParallelism: number) => bytesPerElement(meshOf(modelParallelism), 'model');
  expect([2, 4, 8, 16, 32].map(bytes)).toEqual([2, 2, 2, 4, 4]);
});

test.each([
  ['SM', 'data', 4],
  ['LG', 'data', 4],
  ['LG', 'model', 2],
  ['XL', 'data', 2],
  ['XL', 'model', 2],
  ['NL32-XL', 'data', 4],
  ['XXL', 'data', 2],
  ['XXL', 'model', 4],
] as const)('%s reduces over its %s axis with %d bytes an element', (name, axis, bytes) => {
  expect(bytesPerElement(rowNamed(name).step.mesh, axis)).toBe(bytes);
});

test('a ring of n sends 2 (n - 1) / n of its bytes over two links', () => {
  const elements = 1e9;
  expect(allReduceSeconds(meshOf(8), 'model', elements)).toBeCloseTo(
    ((2 * 7) / 8) * ((2 * elements) / RING),
    12,
  );
  expect(allReduceSeconds(meshOf(32), 'model', elements)).toBeCloseTo(
    ((2 * 31) / 32) * ((4 * elements) / RING),
    12,
  );
  expect(allReduceSeconds(meshOf(1), 'data', elements)).toBeCloseTo(
    ((2 * 31) / 32) * ((4 * elements) / RING),
    12,
  );
});

test('model parallelism 2 stays inside a chip and goes through its memory; two replicas do not', () => {
  const elements = 1e9;
  expect(allReduceSeconds(meshOf(2), 'model', elements)).toBeCloseTo((2 * elements) / CORE_MEMORY, 12);
  expect(allReduceSeconds(meshOf(16), 'data', elements)).toBeCloseTo((2 * elements) / RING, 12);
});

test('an axis of one core has nothing to reduce', () => {
  expect(allReduceSeconds(meshOf(1), 'model', 1e9)).toBe(0);
  expect(allReduceSeconds(meshOf(32), 'data', 1e9)).toBe(0);
});
