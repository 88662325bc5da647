import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOperatorsOf } from '../../src/names/apply';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';

/** The mistake in a text: its code, what its message is made of, and the part that it points at. */
function mistake(text: string, name: string): [code: string, details: unknown, at: string | undefined] {
  try {
    applyOperatorsOf(text, parseName(name));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, details, place } = error;
    return [code, details, place?.text.slice(place.start, place.end)];
  }
  throw new Error('It is applied.');
}

describe('operators applied to a shape', () => {
  test('make what they make of the size in its name', () => {
    const operators = fc.subarray(['FF4K', 'DM640', 'KV32', 'NH16', 'SH', 'SKV'], { minLength: 1 });
    fc.assert(
      fc.property(operators, fc.constantFrom('SM', 'BASE', 'NL24-SM'), (codes, name) => {
        const text = codes.join('-');
        expect(applyOperatorsOf(text, parseName(name))).toEqual(parseName(`${text}-${name}`));
      }),
    );
    expect(applyOperatorsOf('EL0', parseName('SM'))).toEqual(parseName('EL0-SM'));
    expect(applyOperatorsOf('DL0', parseName('SM'))).toEqual(parseName('DL0-SM'));
    expect(applyOperatorsOf('NL24-FF4K', parseName('ViT-S/32'))).toEqual(parseName('ViT-S/32-NL24-FF4K'));
  });

  test.each([
    ['', 'SM', 'name-empty', {}, ''],
    ['NL4-BASE', 'SM', 'operators-only', { spelling: 'BASE' }, 'BASE'],
    ['EL0', 'DL0-SM', 'no-layers', {}, 'EL0'],
    // A Vision Transformer has one stack, and heads of its own.
    ['NL4-EL4', 'ViT-S/32', 'vision-operator', { spelling: 'EL4' }, 'EL4'],
    ['DL4', 'ViT-S/32', 'vision-operator', { spelling: 'DL4' }, 'DL4'],
    ['SH', 'ViT-S/32', 'vision-operator', { spelling: 'SH' }, 'SH'],
  ])('%j to %s is refused with its place', (text, name, ...told) => {
    expect(mistake(text, name)).toEqual(told);
  });

  test('are plain characters, and not too many', () => {
    expect(mistake('NL4-ü', 'SM')[2]).toBe('ü');
    expect(mistake('NL4-'.repeat(1000), 'SM')[0]).toBe('name-too-long');
  });
});
