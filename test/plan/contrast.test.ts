import { describe, expect, test } from 'vitest';
import type { ModelShape } from '../../src/model/shape';
import { formatName } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { contrastTo } from '../../src/plan/contrast';

const contrastOf = (name: string, changes: Partial<ModelShape> = {}) =>
  contrastTo({ ...parseName(name), ...changes });

describe('the contrast to a shape', () => {
  test.each([
    // A quarter of the layers under four times the heads and d_ff, from 8 layers on.
    ['NL8-SM', 'wide', 'NL2-FF8K-NH32-SM'],
    ['NL24-SM', 'wide', 'FF8K-NH32-SM'],
    ['XL', 'wide', 'NL6-XXL'],
    ['EL8-DL2-SM', 'wide', 'EL2-DL1-FF8K-NH32-SM'],
    ['EL2-DL24-SM', 'wide', 'EL1-DL6-FF8K-NH32-SM'],
    ['EL1-DL24-SM', 'wide', 'EL1-DL6-FF8K-NH32-SM'],
    // A stack that is not there stays away.
    ['EL24-DL0-SM', 'wide', 'EL6-DL0-FF8K-NH32-SM'],
    // Four times the layers of what is shallow.
    ['NL7-SM', 'deep', 'NL28-FF512-NH2-SM'],
    ['EL0-DL2-SM', 'deep', 'EL0-DL8-FF512-NH2-SM'],
    // Shared keys and values stay shared.
    ['NL24-SH-SM', 'wide', 'FF8K-NH32-SH-SM'],
  ])('%s is %s: %s', (name, kind, other) => {
    const contrast = contrastOf(name);
    expect(contrast?.kind).toBe(kind);
    expect(contrast?.shape).toEqual(parseName(other));
  });

  test('groups of memory heads widen and narrow with the heads, down to one', () => {
    expect(contrastOf('NL8-LG', { numMemoryHeads: 4 })?.shape.numMemoryHeads).toBe(16);
    expect(contrastOf('NL4-LG', { numMemoryHeads: 8 })?.shape.numMemoryHeads).toBe(2);
    expect(contrastOf('NL4-LG', { numMemoryHeads: 4 })?.shape.numMemoryHeads).toBe(1);
    expect(contrastOf('NL4-LG', { numMemoryHeads: 1 })?.shape.numMemoryHeads).toBe(1);
    expect(contrastOf('NL4-LG', { numMemoryHeads: 0 })?.shape.numMemoryHeads).toBe(0);
  });

  test('is none of a shallow shape whose heads or d_ff have no quarter; a deep one needs none', () => {
    expect(contrastOf('NL6-NH6-SM')).toBeNull();
    expect(contrastOf('NL6-FF1022-SM')).toBeNull();
    expect(formatName(contrastOf('NL8-NH6-FF1022-SM')?.shape as ModelShape)).toBe('NL2-FF4088-NH24-SM');
  });
});
