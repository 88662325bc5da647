import { describe, expect, test } from 'vitest';
import { parseName } from '../../src/names/parse';
import { parseSweep } from '../../src/names/sweep';
import { UserError } from '../../src/problems/problem';

/** The mistake in a name or a sweep: what it is, what its message is made of, and what it points at. */
function mistake(text: string): [code: string, details: unknown, at: string | undefined] {
  try {
    parseSweep(text, { limit: 10 });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, details, place } = error;
    return [code, details, place?.text.slice(place.start, place.end)];
  }
  throw new Error(`'${text}' is read.`);
}

const VISION = ['ViT-S', 'ViT-B', 'ViT-L', 'ViT-H'];
const KNOWN =
  'Operators: NL EL DL FF DM KV NH SH SKV; sizes: TINY MINI SM BASE LG XL XXL XXXL; Vision Transformers: ViT-S, ViT-B, ViT-L, ViT-H.';

type Told = [text: string, code: string, details: object, at: string];

describe('what is said twice is told as it was written, first and second', () => {
  test.each<Told>([
    ['NL24-NL12-SM', 'operator-repeated', { code: 'NL', first: 'NL24', second: 'NL12' }, 'NL12'],
    ['F2K-FF3K', 'operator-repeated', { code: 'FF', first: 'F2K', second: 'FF3K' }, 'FF3K'],
    ['SH-SHKV', 'operator-repeated', { code: 'SH', first: 'SH', second: 'SHKV' }, 'SHKV'],
    ['SM-NL24-small', 'size-repeated', { first: 'SM', second: 'small' }, 'small'],
    ['ViT-S-ViT-B', 'size-repeated', { first: 'ViT-S', second: 'ViT-B' }, 'ViT-B'],
    ['NL24-EL12-SM', 'depth-given-twice', { first: 'NL24', second: 'EL12' }, 'EL12'],
    ['NL12-DL4', 'depth-given-twice', { first: 'NL12', second: 'DL4' }, 'DL4'],
    ['DL4-NL24', 'depth-given-twice', { first: 'DL4', second: 'NL24' }, 'NL24'],
  ])('%s', (text, ...told) => {
    expect(mistake(text)).toEqual(told);
  });
});

describe('a number that an operator cannot take', () => {
  const deepest = { limit: 1024, reason: 'the deepest Transformer published has 1,000 layers' };
  test.each<Told>([
    ['NL0-SM', 'operator-zero', { code: 'NL' }, 'NL0'],
    ['NL2.5', 'operator-not-whole', { code: 'NL', number: '2.5', nearest: ['NL2', 'NL3'] }, 'NL2.5'],
    ['FF1.5k', 'operator-not-whole', { code: 'FF', number: '1.5k', nearest: ['FF1k', 'FF2k'] }, 'FF1.5k'],
    ['FF0.5K', 'operator-not-whole', { code: 'FF', number: '0.5K', nearest: ['FF1K'] }, 'FF0.5K'],
    ['DM12.75', 'operator-not-whole', { code: 'DM', number: '12.75', nearest: ['DM12', 'DM13'] }, 'DM12.75'],
    ['NL2..8', 'operator-not-whole', { code: 'NL', number: '2..8', nearest: [] }, 'NL2..8'],
    ['NL1.2.5', 'operator-not-whole', { code: 'NL', number: '1.2.5', nearest: [] }, 'NL1.2.5'],
    ['NL1.', 'operator-not-whole', { code: 'NL', number: '1.', nearest: [] }, 'NL1.'],
    ['NL-4-SM', 'operator-negative', { code: 'NL', number: '4' }, 'NL-4'],
    ['FF -2K', 'operator-negative', { code: 'FF', number: '2K' }, 'FF -2K'],
    ['NL1025-SM', 'operator-too-large', { code: 'NL', number: '1025', ...deepest }, 'NL1025'],
    ['NL-SM', 'operator-without-number', { spelling: 'NL', code: 'NL' }, 'NL'],
    ['SM-l', 'operator-without-number', { spelling: 'l', code: 'NL' }, 'l'],
    ['24-SM', 'number-without-operator', { number: '24' }, '24'],
    ['8K', 'number-without-operator', { number: '8K' }, '8K'],
    ['SH2-SM', 'switch-with-number', { spelling: 'SH', number: '2' }, 'SH2'],
    ['SM-skv32', 'switch-with-number', { spelling: 'skv', number: '32' }, 'skv32'],
    ['SHKV0', 'operator-zero', { code: 'KV' }, 'KV0'],
    // Numbers before their operators: all of a run, or none.
    ['9H16L8', 'number-without-operator', { number: '9' }, '9'],
    ['16L 8-SM', 'number-without-operator', { number: '8' }, '8'],
    ['24+SM', 'name-character', { character: '+' }, '+'],
    ['FF2K-EL0-NH4-DL0-KV32', 'no-layers', {}, 'EL0-NH4-DL0'],
  ])('%s', (text, ...told) => {
    expect(mistake(text)).toEqual(told);
  });

  test('a number of more than nine places is near none', () => {
    expect(mistake('FF1234567890.5')[1]).toMatchObject({ nearest: [] });
    expect(mistake('FF123456789.5')[1]).toMatchObject({ nearest: ['FF123456789', 'FF123456790'] });
  });
});

describe('a word that means nothing', () => {
  test.each<[text: string, spelling: string, nearest: string[]]>([
    ['XX24-SM', 'XX24', []],
    ['NK24-SM', 'NK24', ['NL24', 'NH24']],
    ['FK2K', 'FK2K', ['FF2K']],
    // The number belongs to what follows it, or to a name of its own.
    ['Smal16L', 'Smal', ['SMALL']],
    ['NL24-BSAE', 'BSAE', ['BASE']],
    ['BSAE-24L', 'BSAE', ['BASE']],
    ['valve', 'valve', []],
    ['IVT-S', 'IVT', []],
    // `law` ends a folder only where it stands apart.
    ['bi_v1_outlaw', 'outlaw', []],
  ])('%s', (text, spelling, nearest) => {
    expect(mistake(text)).toEqual(['unknown-operator', { spelling, nearest, known: KNOWN }, spelling]);
  });

  test('of one letter has no spelling near it', () => {
    expect(mistake('Q-SM')[1]).toMatchObject({ spelling: 'Q', nearest: [] });
  });

  test('like ViT: how Vision Transformers are written', () => {
    const known = `Vision Transformers: ${VISION.join(', ')}, with a patch and operators: ViT-S/32-NL24.`;
    for (const spelling of ['vti', 'VT', 'viit']) {
      expect(mistake(`${spelling}-S`)).toEqual([
        'unknown-operator',
        { spelling, nearest: [], known },
        spelling,
      ]);
    }
    // It begins otherwise: a word like any other.
    expect(mistake('GIT-S')[1]).toMatchObject({ known: KNOWN });
  });
});

describe('a Vision Transformer', () => {
  test.each<Told>([
    ['ViT', 'vision-without-size', { sizes: VISION }, 'ViT'],
    ['ViT-Q/32', 'vision-size', { spelling: 'Q', nearest: [], sizes: VISION }, 'Q'],
    ['ViT-Smal', 'vision-size', { spelling: 'Smal', nearest: ['ViT-S'], sizes: VISION }, 'Smal'],
    ['ViT-Hgue/32', 'vision-size', { spelling: 'Hgue', nearest: ['ViT-H'], sizes: VISION }, 'Hgue'],
    ['ViT-S/', 'vision-pixels', { what: 'patch', number: '', limit: 8192 }, '/'],
    ['ViT-S/1.5', 'vision-pixels', { what: 'patch', number: '1.5', limit: 8192 }, '/1.5'],
    ['ViT-S@', 'vision-pixels', { what: 'image', number: '', limit: 8192 }, '@'],
    ['ViT-S/32@8224', 'vision-pixels', { what: 'image', number: '8224', limit: 8192 }, '/32@8224'],
    ['ViT-S/32@100', 'vision-indivisible', { imageSize: 100, patchSize: 32, nearest: [96, 128] }, '/32@100'],
    ['ViT-S/32@16', 'vision-indivisible', { imageSize: 16, patchSize: 32, nearest: [32] }, '/32@16'],
    ['ViT-L24-S/16', 'vision-operator-inside', { operator: 'L24', model: 'ViT-S/16' }, 'L24'],
    ['vit_h14_small', 'vision-operator-inside', { operator: 'h14', model: 'ViT-small' }, 'h14'],
    ['ViT-L24', 'vision-indivisible', { imageSize: 224, patchSize: 24, nearest: [216, 240] }, '24'],
    ['EL4-ViT-S', 'vision-operator', { spelling: 'EL4' }, 'EL4'],
    ['ViT-S-DL4', 'vision-operator', { spelling: 'DL4' }, 'DL4'],
    ['ViT-S/32 SHKV', 'vision-operator', { spelling: 'SHKV' }, 'SHKV'],
    ['ViT-S  /24', 'vision-indivisible', { imageSize: 224, patchSize: 24, nearest: [216, 240] }, '/24'],
    ['ViT-S/ 24', 'vision-indivisible', { imageSize: 224, patchSize: 24, nearest: [216, 240] }, '/ 24'],
    // The = of Table 5 stands between an operator and its number, and nothing else does.
    ['ViT-S L=SM', 'name-character', { character: '=' }, '='],
    ['ViT-S L+24', 'name-character', { character: '+' }, '+'],
  ])('%s', (text, ...told) => {
    expect(mistake(text)).toEqual(told);
  });

  test('8,192 pixels are the most of an image or a patch', () => {
    expect(parseSweep('ViT-S/8192@8192', { limit: 1 })[0]?.vision).toMatchObject({
      patchSize: 8192,
      imageSize: 8192,
    });
    expect(mistake('ViT-S/8193@8193')[0]).toBe('vision-pixels');
  });
});

test('a patch or an image that the name and a flag give differently', () => {
  const told = (text: string, vision: object) => {
    try {
      parseName(text, { vision });
    } catch (error) {
      if (error instanceof UserError) return error.details;
    }
    return null;
  };
  const patches = { what: 'patches', flag: '--patch-size', first: 32, second: 16 };
  expect(told('ViT-S/32', { patchSize: 16 })).toEqual(patches);
  const images = { what: 'images', flag: '--image-size', first: 384, second: 224 };
  expect(told('ViT-S@384', { imageSize: 224 })).toEqual(images);
  expect(told('ViT-S@384', { imageSize: 384 })).toBeNull();
});

describe('braces', () => {
  test.each<Told>([
    ['NL{2..8', 'sweep-unbalanced', { brace: '{' }, '{'],
    ['NL}', 'sweep-unbalanced', { brace: '}' }, '}'],
    ['NL{8..2..0}', 'sweep-step', { range: '8..2..0' }, '8..2..0'],
    ['NL{1.5..3}', 'sweep-range', { range: '1.5..3' }, '1.5..3'],
    ['NL{1..99}', 'sweep-too-many', { limit: 10 }, 'NL{1..99}'],
    ['{SM,}', 'sweep-empty', {}, ',}'],
  ])('%s', (text, ...told) => {
    expect(mistake(text)).toEqual(told);
  });
});

describe('the longest text', () => {
  test('of 300 characters is read', () => {
    expect(mistake('x'.repeat(300))[0]).toBe('unknown-operator');
  });

  test('of one more is not, and its beginning is shown', () => {
    expect(mistake('x'.repeat(301))).toEqual(['name-too-long', { length: 301, limit: 300 }, 'x'.repeat(40)]);
  });
});

test.each([
  ['NL24\u{1f600}', '\u{1f600}'],
  ['NL24\n', '\n'],
  ['NL24~', '~'],
  ['NL24 é', 'é'],
  ['é/t5-small', 'é'],
])('%j has a character that no name has', (text, character) => {
  expect(mistake(text)).toEqual(['name-character', { character }, character]);
});
