import { describe, expect, test } from 'vitest';
import { isSameKind, isSameName, machineNamed, sameMachine } from '../../src/machine/machine';
import { UserError } from '../../src/problems/problem';

const H100 = machineNamed('h100');
const named = (name: string) => ({ ...H100, name });

/** The names that the hint of an unknown machine proposes. */
function proposed(name: string, added: readonly string[] = []) {
  try {
    machineNamed(name, added.map(named));
  } catch (error) {
    if (error instanceof UserError && error.code === 'unknown-machine') {
      const { nearest } = error.details as { nearest: readonly string[] };
      return nearest;
    }
    throw error;
  }
  throw new Error(`${name} is a machine.`);
}

describe('names that begin alike', () => {
  test('up to three are proposed, however much longer they are', () => {
    expect(proposed('tpu-v5', ['tpu-v5litepod'])).toEqual(['tpu-v5litepod', 'tpu-v5e', 'tpu-v5p']);
  });

  test('more are no help', () => {
    expect(proposed('tpu')).toEqual([]);
  });

  test('separators alone begin no name', () => {
    expect(proposed('-_.')).toEqual([]);
  });
});

test('case and what stands between words are no part of a name', () => {
  expect(isSameName('TPU v5_e', 'tpu.v5e')).toBe(true);
  expect(isSameName('tpu-v5e', 'tpu-v5p')).toBe(false);
});

test('machines of two names are not the same, however fast', () => {
  expect(sameMachine(H100, named('my-h100'))).toBe(false);
});

describe('two machines of one name are one kind', () => {
  test('whatever they cost', () => {
    expect(isSameKind(H100, { ...H100, usdPerChipHour: 2, kilowattsPerChip: 1 })).toBe(true);
    expect(isSameKind(H100, { ...H100, slices: [...H100.slices] })).toBe(true);
  });

  test.each([
    ['with another speed', { linkBytesPerSecond: 1 }],
    ['with another memory', { memoryBytesPerCore: H100.memoryBytesPerCore / 2 }],
    ['with fewer slices', { slices: H100.slices.slice(0, -1) }],
    ['with more slices', { slices: [...H100.slices, 4096] }],
    ['with one other slice', { slices: [...H100.slices.slice(0, -1), 4096] }],
    ['with no slices', { slices: [] }],
  ])('but not %s', (_, changes) => {
    expect(isSameKind(H100, { ...H100, ...changes })).toBe(false);
  });
});
