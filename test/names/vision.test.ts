import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModelShape } from '../../src/model/shape';
import { PAPER_VISION, VISION_SIZES, visionSizeNamed } from '../../src/model/vision';
import { defaultModelParallelism } from '../../src/names/defaultParallelism';
import { formatName, nameWithFlags } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { parseSweep } from '../../src/names/sweep';
import { UserError } from '../../src/problems/problem';

const TILING = [1, 2, 4, 7, 8, 14, 16, 28, 32, 56, 112, 224];

const shapes: fc.Arbitrary<ModelShape> = fc
  .record({
    size: fc.constantFrom(...VISION_SIZES),
    encoderLayers: fc.option(fc.integer({ min: 1, max: 1024 })),
    dFf: fc.option(fc.integer({ min: 1, max: 64 }).map((n) => n * 1024)),
    dModel: fc.option(fc.integer({ min: 1, max: 65_536 })),
    dKv: fc.option(fc.integer({ min: 1, max: 8192 })),
    numHeads: fc.option(fc.integer({ min: 1, max: 4096 })),
    patchSize: fc.constantFrom(...TILING),
  })
  .map(({ size, patchSize, ...changes }) => ({
    ...size.shape,
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null)),
    vision: { ...PAPER_VISION, patchSize },
  }));

test('a canonical name says the shape back, in any case', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const name = formatName(shape) as string;
      expect(name).toMatch(/^ViT-[SBLH]\/\d+(?:-(?:NL|FF|DM|KV|NH)\d+K?)*$/);
      for (const text of [name, name.toLowerCase(), name.toUpperCase()])
        expect(parseName(text)).toEqual(shape);
      expect(formatName(parseName(name))).toBe(name);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['ViT-S', 'ViT-S/32'],
  ['vit-s', 'ViT-S/32'],
  ['VIT_B_16', 'ViT-B/16'],
  ['ViT-B-32', 'ViT-B/32'],
  ['vit small', 'ViT-S/32'],
  ['ViT-Base/16', 'ViT-B/16'],
  ['ViT-S L=28', 'ViT-S/32-NL28'],
  ['ViT-S _{L=24}', 'ViT-S/32-NL24'],
  ['ViT-S_{L=24}', 'ViT-S/32-NL24'],
  ['ViT-S 24L', 'ViT-S/32-NL24'],
  ['ViT-S/32-NL24', 'ViT-S/32-NL24'],
  ['vit-s/16-ff4k-nl24', 'ViT-S/16-NL24-FF4K'],
  ['ViT-S/32-NL12-DM768-FF3072-NH12', 'ViT-B/32'],
  ['ViT-L/16', 'ViT-L/16'],
  ['ViT-H/14', 'ViT-H/14'],
])('%s is %s', (text, name) => {
  const [shape, ...others] = parseSweep(text, { limit: 10 });
  expect(others).toEqual([]);
  expect(formatName(shape as ModelShape)).toBe(name);
});

test('sweeps', () => {
  const names = (text: string) => parseSweep(text, { limit: 100 }).map(formatName);
  expect(names('ViT-S/32-NL{8..28..4}')).toEqual([
    'ViT-S/32',
    ...[12, 16, 20, 24, 28].map((layers) => `ViT-S/32-NL${layers}`),
  ]);
  expect(names('ViT-{S,B}/{16,32}')).toEqual(['ViT-S/16', 'ViT-S/32', 'ViT-B/16', 'ViT-B/32']);
});

test('what it sees can be told beside the name', () => {
  const shape = parseName('ViT-S', { vision: { imageSize: 384, patchSize: 16, classes: 1000 } });
  expect(shape.vision).toEqual({ imageSize: 384, patchSize: 16, classes: 1000 });
  expect(formatName(shape)).toBeNull();
  expect(nameWithFlags(shape)).toBe('ViT-S/16 --image-size 384 --classes 1000');
  expect(parseName('ViT-S/16', { vision: { patchSize: 16 } }).vision?.patchSize).toBe(16);
  expect(defaultModelParallelism(shape)).toBe(1);
});

test.each<Partial<ModelShape>>([
  { gatedFf: true },
  { sharedKv: true },
  { numMemoryHeads: 1 },
  { tiedEmbedding: true },
  { vocabSize: 32128 },
  { decoderLayers: 1 },
  { encoderLayers: 0 },
  { vision: { ...PAPER_VISION, patchSize: 33 } },
])('no name says %j', (change) => {
  expect(formatName({ ...visionSizeNamed('S').shape, ...change })).toBeNull();
});

function mistake(text: string, vision = {}): { code: string; at: string } {
  try {
    parseName(text, { vision });
  } catch (error) {
    if (!(error instanceof UserError) || error.place === undefined) throw error;
    return { code: error.code, at: error.place.text.slice(error.place.start, error.place.end) };
  }
  throw new Error(`${text} is read`);
}

describe('mistakes point at their place', () => {
  test.each([
    ['ViT', 'vision-without-size', 'ViT'],
    ['vit/32', 'vision-without-size', 'vit'],
    ['ViT-Q/32', 'vision-size', 'Q'],
    ['ViT-XL/32', 'vision-size', 'XL'],
    ['ViT-S/', 'vision-patch', '/'],
    ['ViT-S/0', 'vision-patch', '/0'],
    ['ViT-S/1.5', 'vision-patch', '/1.5'],
    ['ViT-S/24', 'vision-indivisible', '/24'],
    ['ViT-S/9999999', 'vision-patch', '/9999999'],
    ['ViT-S/32-EL4', 'vision-operator', 'EL4'],
    ['ViT-S/32-SH', 'vision-operator', 'SH'],
    ['ViT-S/32-SKV', 'vision-operator', 'SKV'],
    ['ViT-S/32-BASE', 'vision-operator', 'BASE'],
    ['ViT-S/32-NL0', 'operator-zero', 'NL0'],
    ['ViT-S/32-NL4-L5', 'operator-repeated', 'L5'],
    ['ViT-S/32-NLX', 'unknown-operator', 'NLX'],
    ['ViT-S=24', 'name-character', '='],
    ['ViT-S/32/16', 'name-character', '/'],
  ])('%s: %s', (text, code, at) => {
    expect(mistake(text)).toEqual({ code, at });
  });

  test('a patch that flag and name give differently', () => {
    expect(mistake('ViT-S/32', { patchSize: 16 })).toEqual({ code: 'vision-patch-twice', at: '/32' });
    expect(mistake('ViT-S', { imageSize: 100 })).toEqual({ code: 'vision-indivisible', at: 'ViT-S' });
  });

  test('anything behind ViT is a shape or one UserError with a place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'SBLH/=-_ 0123NLFFKDM{}.'), maxLength: 20 }),
        (rest) => {
          try {
            expect(parseName(`ViT${rest}`).vision).toBeDefined();
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            expect((error as UserError).place).toBeDefined();
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('stacks of 0 layers', () => {
  test.each([
    ['DL0-BASE', 'DL0-BASE'],
    ['base dl0', 'DL0-BASE'],
    ['EL0-BASE', 'EL0-BASE'],
    ['EL24-DL0-SM', 'EL24-DL0-SM'],
    ['EL0-DL24-LG', 'EL0-LG'],
    ['EL12-DL0', 'DL0-BASE'],
  ])('%s is %s', (text, name) => {
    expect(formatName(parseName(text))).toBe(name);
  });

  test.each([
    ['NL0-SM', 'operator-zero', 'NL0'],
    ['EL0-DL0-SM', 'no-layers', 'EL0-DL0'],
    ['SM-DL0-FF2K-EL0', 'no-layers', 'DL0-FF2K-EL0'],
    ['FF0-SM', 'operator-zero', 'FF0'],
  ])('%s: %s', (text, code, at) => {
    expect(mistake(text)).toEqual({ code, at });
  });
});
