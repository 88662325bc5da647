import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatName } from '../../src/names/format';
import { expandSweep, parseSweep } from '../../src/names/sweep';
import { UserError } from '../../src/problems/problem';

const LIMIT = 10_000;
const expand = (text: string) => expandSweep(text, LIMIT);

function mistake(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { place } = error;
    return { code: error.code, at: place?.text.slice(place.start, place.end), text: place?.text };
  }
  throw new Error('No mistake was found.');
}

test('NL{2..36..2}-SM is every second depth', () => {
  const names = expand('NL{2..36..2}-SM');
  expect(names).toHaveLength(18);
  expect(names.slice(0, 2)).toEqual(['NL2-SM', 'NL4-SM']);
  expect(names.at(-1)).toBe('NL36-SM');
});

describe('expansion in written order', () => {
  test.each([
    ['NL24-SM', ['NL24-SM']],
    ['NL{2..4}', ['NL2', 'NL3', 'NL4']],
    ['{SM,BASE}-NL{16,24}', ['SM-NL16', 'SM-NL24', 'BASE-NL16', 'BASE-NL24']],
    ['NL{8..2..2}', ['NL8', 'NL6', 'NL4', 'NL2']],
    ['NL{2..7..2}', ['NL2', 'NL4', 'NL6']],
    ['NL{2..6..2,12}', ['NL2', 'NL4', 'NL6', 'NL12']],
    ['{NL{2,4},EL{6..8..2}-DL2}-SM', ['NL2-SM', 'NL4-SM', 'EL6-DL2-SM', 'EL8-DL2-SM']],
    ['NL{5}', ['NL5']],
    ['NL{5..5}', ['NL5']],
    ['NL{2..3..9}', ['NL2']],
    ['NL{ 2 .. 4 .. 2 }', ['NL2', 'NL4']],
    ['FF{1K..3K}', ['FF1K', 'FF2K', 'FF3K']],
    ['FF{512..2K..512}', ['FF512', 'FF1K', 'FF1536', 'FF2K']],
    ['{{a,b},{c}}', ['a', 'b', 'c']],
    // Written in thousands only where an end of the range is; in steps of them only where both are.
    ['FF{1024..2048..512}', ['FF1024', 'FF1536', 'FF2048']],
    ['FF{1K..1026}', ['FF1K', 'FF1025', 'FF1026']],
    ['FF{1022..1K}', ['FF1022', 'FF1023', 'FF1K']],
    ['FF{2K..1K}', ['FF2K', 'FF1K']],
  ])('%s', (sweep, names) => {
    expect(expand(sweep)).toEqual(names);
  });
});

describe('mistakes in the braces', () => {
  test.each([
    ['NL{2..8-SM', 'sweep-unbalanced', '{'],
    ['NL2..8}-SM', 'sweep-unbalanced', '}'],
    ['NL{2,{4}-SM', 'sweep-unbalanced', '{'],
    ['NL{}-SM', 'sweep-empty', '{}'],
    ['{SM,}-NL4', 'sweep-empty', ',}'],
    ['{,SM}', 'sweep-empty', '{,'],
    ['{SM,,LG}', 'sweep-empty', ',,'],
    ['{ }', 'sweep-empty', '{ }'],
    ['NL{2..8..0}', 'sweep-step', '2..8..0'],
    ['NL{2..}', 'sweep-range', '2..'],
    ['NL{2..8..}', 'sweep-range', '2..8..'],
    ['NL{2...8}', 'sweep-range', '2...8'],
    ['NL{-2..8}', 'sweep-range', '-2..8'],
    ['NL{8..2..-2}', 'sweep-range', '8..2..-2'],
    ['NL{1.5..3}', 'sweep-range', '1.5..3'],
    ['{NL2..8}', 'sweep-range', 'NL2..8'],
    ['NL{2..{4,6}}', 'sweep-range', '2..{4,6}'],
    ['NL{1..9999999999}', 'sweep-range', '1..9999999999'],
    ['NL{1..999999999}', 'sweep-too-many', 'NL{1..999999999}'],
    ['', 'name-empty', ''],
  ])('%s: %s at %s', (text, code, at) => {
    expect(mistake(() => parseSweep(text, { limit: LIMIT }))).toEqual({ code, at, text });
  });
});

test('exactly the limit is taken; one more is refused', () => {
  expect(expand('{1..100}{1..100}')).toHaveLength(10_000);
  expect(mistake(() => expandSweep('{1..100}{1..100}', 9_999)).code).toBe('sweep-too-many');
  expect(mistake(() => expandSweep('SM', 0)).code).toBe('sweep-too-many');
});

test('a sweep of 10^200 names is refused at once', () => {
  const start = performance.now();
  expect(mistake(() => expand('{1..999999999}'.repeat(21))).code).toBe('sweep-too-many');
  expect(mistake(() => expand(`${'{'.repeat(300)}`)).code).toBe('sweep-unbalanced');
  expect(mistake(() => expand(`${'{'.repeat(150)}${'}'.repeat(150)}`)).code).toBe('sweep-empty');
  expect(mistake(() => expand('{a,b}'.repeat(1_000_000))).code).toBe('name-too-long');
  expect(performance.now() - start).toBeLessThan(500);
});

test('shapes come out in the order of the names, on the base', () => {
  const shapes = parseSweep('NL{2,8}-{FF1K,FF4K}', { limit: LIMIT, base: 'SM' });
  expect(shapes.map(formatName)).toEqual(['NL2-FF1K-SM', 'NL2-FF4K-SM', 'NL8-FF1K-SM', 'NL8-FF4K-SM']);
});

describe('a mistake in an expansion is shown where it was written', () => {
  test.each([
    ['{SM,BSAE}-NL16', 'unknown-operator', 'BSAE'],
    ['NL{4,0}-SM', 'operator-zero', 'NL{4,0'],
    ['NL{0..8}-SM', 'operator-zero', 'NL{0..8'],
    ['NL{2,4}-XX8', 'unknown-operator', 'XX8'],
    ['{SM,BASE}-NL2-{LG,XL}', 'size-repeated', 'LG'],
    ['NL{2,4},SM', 'name-character', ','],
  ])('%s: %s at %s', (text, code, at) => {
    expect(mistake(() => parseSweep(text, { limit: LIMIT }))).toEqual({ code, at, text });
  });
});

test('random braces: as many names as the choices multiply to, or a UserError', () => {
  const fragment = fc.constantFrom(
    '{',
    '}',
    ',',
    '..',
    '2',
    '8',
    'NL',
    'SM',
    '-',
    'K',
    ' ',
    '{2..8..2}',
    '{SM,LG}',
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 40 }), (fragments) => {
      try {
        for (const name of expand(fragments.join(''))) expect(name).not.toMatch(/[{}]/);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('lists of words expand to their product', () => {
  const words = fc.array(fc.stringMatching(/^[A-Z]{1,3}$/), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(words, words, (left, right) => {
      const expected = left.flatMap((a) => right.map((b) => `${a}-${b}`));
      expect(expand(`{${left.join(',')}}-{${right.join(',')}}`)).toEqual(expected);
    }),
  );
});
