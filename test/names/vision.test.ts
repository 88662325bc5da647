import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModelShape } from '../../src/model/shape';
import { PAPER_VISION, VISION_SIZES, visionSizeNamed } from '../../src/model/vision';
import { defaultModelParallelism } from '../../src/names/defaultParallelism';
import { formatName, nameWithFlags } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { parseSweep } from '../../src/names/sweep';
import { visionSaidBy } from '../../src/names/vision';
import { UserError } from '../../src/problems/problem';

/** Patches that tile images: of Table 5's, and of others. */
const inputs = fc
  .record({ patchSize: fc.integer({ min: 1, max: 64 }), side: fc.integer({ min: 1, max: 128 }) })
  .map(({ patchSize, side }) => ({ patchSize, imageSize: patchSize * side }));
const tilings = fc.constantFrom(1, 2, 4, 7, 8, 14, 16, 28, 32, 56, 112, 224);
const sights = fc.oneof(
  inputs,
  tilings.map((patchSize) => ({ patchSize, imageSize: 224 })),
);

const shapes: fc.Arbitrary<ModelShape> = fc
  .record({
    size: fc.constantFrom(...VISION_SIZES),
    encoderLayers: fc.option(fc.integer({ min: 1, max: 1024 })),
    dFf: fc.option(fc.integer({ min: 1, max: 64 }).map((n) => n * 1024)),
    dModel: fc.option(fc.integer({ min: 1, max: 65_536 })),
    dKv: fc.option(fc.integer({ min: 1, max: 8192 })),
    numHeads: fc.option(fc.integer({ min: 1, max: 4096 })),
    sight: sights,
  })
  .map(({ size, sight, ...changes }) => ({
    ...size.shape,
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null)),
    vision: { ...PAPER_VISION, ...sight },
  }));

test('a canonical name says the shape back, in any case', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const name = formatName(shape) as string;
      expect(name).toMatch(/^ViT-[SBLH]\/\d+(?:@\d+)?(?:-(?:NL|FF|DM|KV|NH)\d+K?)*$/);
      for (const text of [name, name.toLowerCase(), name.toUpperCase()])
        expect(parseName(text)).toEqual(shape);
      expect(formatName(parseName(name))).toBe(name);
    }),
    { numRuns: 1000 },
  );
});

test('operators stand before the size and behind it, in any order and separation', () => {
  const separators = fc.constantFrom('-', ' ', '_', ' - ', '');
  const scattered = shapes.chain((shape) => {
    const [, size = '', ...operators] = (formatName(shape) as string).split('-');
    return fc.record({
      shape: fc.constant(shape),
      head: separators.map((separator) => `ViT${separator}${size}`),
      order: fc.shuffledSubarray(operators, { minLength: operators.length }),
      before: fc.nat({ max: operators.length }),
      separators: fc.array(separators, { minLength: operators.length, maxLength: operators.length }),
    });
  });
  fc.assert(
    fc.property(scattered, ({ shape, head, order, before, separators: between }) => {
      const words = [...order.slice(0, before), head, ...order.slice(before)];
      const text = words.map((word, i) => word + (between[i] ?? '')).join('');
      expect(parseName(text)).toEqual(shape);
      expect(parseName(text.toLowerCase())).toEqual(shape);
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
  ['ViT-SM/16', 'ViT-S/16'],
  ['vit_bs_16', 'ViT-B/16'],
  ['ViT-LG/16', 'ViT-L/16'],
  ['vit-large', 'ViT-L/32'],
  ['ViT-S16', 'ViT-S/16'],
  ['ViT-S L=28', 'ViT-S/32-NL28'],
  ['ViT-S _{L=24}', 'ViT-S/32-NL24'],
  ['ViT-S_{L=24}', 'ViT-S/32-NL24'],
  ['ViT-S 24L', 'ViT-S/32-NL24'],
  ['ViT-S/32-NL24', 'ViT-S/32-NL24'],
  ['vit-s/16-ff4k-nl24', 'ViT-S/16-NL24-FF4K'],
  ['ViT-S/32-NL12-DM768-FF3072-NH12', 'ViT-B/32'],
  ['ViT-L/16', 'ViT-L/16'],
  ['ViT-H/14', 'ViT-H/14'],
  ['NL24-ViT-S/32', 'ViT-S/32-NL24'],
  ['NL24-ViT-S', 'ViT-S/32-NL24'],
  ['nl24 vit_s_16', 'ViT-S/16-NL24'],
  ['24L ViT-S', 'ViT-S/32-NL24'],
  ['L=24 ViT-S', 'ViT-S/32-NL24'],
  ['FF4K-ViT-S/32-NL24', 'ViT-S/32-NL24-FF4K'],
  ['ff4kvit-s/32nl24', 'ViT-S/32-NL24-FF4K'],
  ['ViT-SNL24', 'ViT-S/32-NL24'],
  ['ViT-SL24', 'ViT-S/32-NL24'],
  ['ViT-L24L', 'ViT-L/32'],
  ['ViT-L16-H8', 'ViT-L/16-NH8'],
  ['ViT-HugeH8', 'ViT-H/32-NH8'],
  ['ViT-S/32@224', 'ViT-S/32'],
  ['ViT-S/32@384', 'ViT-S/32@384'],
  ['vit_b_16 @ 384 nl24', 'ViT-B/16@384-NL24'],
  ['NL24-ViT-S@384', 'ViT-S/32@384-NL24'],
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
  expect(names('NL{8..28..10}-ViT-S/32')).toEqual(['ViT-S/32', 'ViT-S/32-NL18', 'ViT-S/32-NL28']);
  expect(names('{NL24,FF4K}-ViT-{S,B}/32@{224,384}')).toHaveLength(8);
  expect(names('ViT-S/32@{224,384}')).toEqual(['ViT-S/32', 'ViT-S/32@384']);
  expect(names('ViT-{S,B}/{16,32}')).toEqual(['ViT-S/16', 'ViT-S/32', 'ViT-B/16', 'ViT-B/32']);
});

test('what it sees can be told beside the name', () => {
  const shape = parseName('ViT-S', { vision: { imageSize: 384, patchSize: 16, classes: 1000 } });
  expect(shape.vision).toEqual({ imageSize: 384, patchSize: 16, classes: 1000 });
  expect(formatName(shape)).toBeNull();
  expect(nameWithFlags(shape)).toBe('ViT-S/16@384 --classes 1000');
  expect(parseName('ViT-S/16', { vision: { patchSize: 16 } }).vision?.patchSize).toBe(16);
  expect(parseName('ViT-S@384', { vision: { imageSize: 384, patchSize: 16 } }).vision).toMatchObject({
    imageSize: 384,
    patchSize: 16,
  });
  expect(defaultModelParallelism(shape)).toBe(1);
});

test('what a name itself says of patches and images', () => {
  expect(visionSaidBy('ViT-S/16@384-NL24')).toEqual({ patchSize: 16, imageSize: 384 });
  expect(visionSaidBy('ViT-S/16')).toEqual({ patchSize: 16 });
  expect(visionSaidBy('ViT-S@384')).toEqual({ imageSize: 384 });
  expect(visionSaidBy('ViT-S')).toEqual({});
  expect(visionSaidBy('NL24-SM')).toEqual({});
});

test.each([
  ['SM', 1],
  ['BASE', 1],
  ['LG', 2],
  ['NL36-LG', 2],
  ['XL', 8],
  ['NL32-XL', 8],
  ['NL12-XXL', 32],
  // As wide and deep as LG, and never split.
  ['ViT-L/16', 1],
  ['ViT-H/14', 1],
])('%s is trained with model parallelism %d (section 3)', (name, modelParallelism) => {
  expect(defaultModelParallelism(parseName(name))).toBe(modelParallelism);
});

test('flags say what a name cannot: other classes than those of Table 5, and nothing else', () => {
  const small = visionSizeNamed('S').shape;
  const classes = { ...PAPER_VISION, classes: 1000 };
  expect(nameWithFlags(parseName('NL24-SM'))).toBe('NL24-SM');
  expect(nameWithFlags(small)).toBe('ViT-S/32');
  expect(nameWithFlags({ ...small, vision: classes })).toBe('ViT-S/32 --classes 1000');
  expect(nameWithFlags({ ...small, gatedFf: true, vision: classes })).toBeNull();
  expect(nameWithFlags({ ...small, gatedFf: true })).toBeNull();
});

test.each([
  { patchSize: 0.5 },
  { patchSize: -32 },
  { patchSize: 0 },
  { imageSize: 0 },
  { imageSize: -224 },
  { imageSize: 8193, patchSize: 8193 },
])('no image or patch has %j pixels', (sight) => {
  const shape = { ...visionSizeNamed('S').shape, vision: { ...PAPER_VISION, ...sight } };
  expect(formatName(shape)).toBeNull();
});

test('the largest image has 8,192 pixels a side', () => {
  const vision = { ...PAPER_VISION, imageSize: 8192, patchSize: 8192 };
  expect(formatName({ ...visionSizeNamed('S').shape, vision })).toBe('ViT-S/8192@8192');
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
  { vision: { ...PAPER_VISION, imageSize: 8224 } },
  { vision: { ...PAPER_VISION, classes: 1000 } },
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
    ['NL24-ViT', 'vision-without-size', 'NL24-ViT'],
    ['ViT-S/', 'vision-pixels', '/'],
    ['ViT-S/0', 'vision-pixels', '/0'],
    ['ViT-S/1.5', 'vision-pixels', '/1.5'],
    ['ViT-S@', 'vision-pixels', '@'],
    ['ViT-S/32@0', 'vision-pixels', '/32@0'],
    ['ViT-S/32@8224', 'vision-pixels', '/32@8224'],
    ['ViT-S/32@100', 'vision-indivisible', '/32@100'],
    ['NL24-ViT-S_24', 'vision-indivisible', '24'],
    ['NL24-ViT-Q/32', 'vision-size', 'Q'],
    ['EL4-ViT-S/32', 'vision-operator', 'EL4'],
    ['ViT-NL24-S/16', 'vision-operator-inside', 'NL24'],
    ['ViT-nl24s', 'vision-operator-inside', 'nl24'],
    ['vit-FF4K-b/16@384', 'vision-operator-inside', 'FF4K'],
    ['ViT-SH-S/16', 'vision-operator', 'SH'],
    ['ViT-EL4-S/16', 'vision-operator', 'EL4'],
    ['ViT-DL4-S/16', 'vision-operator', 'DL4'],
    ['SM-ViT-S', 'vision-operator', 'SM'],
    ['NL0-ViT-S', 'operator-zero', 'NL0'],
    ['NL24-ViT-S-L24', 'operator-repeated', 'L24'],
    ['NLX-ViT-S', 'unknown-operator', 'NLX'],
    ['24-ViT-S-L', 'number-without-operator', '24'],
    ['ViT-S-ViT-B', 'size-repeated', 'ViT-B'],
    ['ViT-S/32/16', 'name-character', '/'],
    ['VTI-S/32', 'unknown-operator', 'VTI'],
    ['ViT-S/24', 'vision-indivisible', '/24'],
    ['ViT-S/9999999', 'vision-pixels', '/9999999'],
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
    expect(mistake('ViT-S/32', { patchSize: 16 })).toEqual({ code: 'vision-twice', at: '/32' });
    expect(mistake('ViT-S@384', { imageSize: 224 })).toEqual({ code: 'vision-twice', at: '@384' });
    expect(mistake('ViT-S', { imageSize: 100 })).toEqual({ code: 'vision-indivisible', at: 'ViT-S' });
  });

  test('anything around ViT is a shape or one UserError with a place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'NL24-', 'FF4K', '24L ', 'L='),
        fc.string({ unit: fc.constantFrom(...'SBLH/@=-_ 0123NLFFKDM{}.'), maxLength: 20 }),
        (before, rest) => {
          try {
            expect(parseName(`${before}ViT${rest}`).vision).toBeDefined();
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

describe('hints', () => {
  const hintOf = (text: string) => {
    try {
      parseName(text);
    } catch (error) {
      return (error as UserError).hint;
    }
    throw new Error(`${text} is read`);
  };
  test.each([
    ['ViT-G', 'Sizes: ViT-S, ViT-B, ViT-L, ViT-H.'],
    ['ViT-T/16', 'Sizes: ViT-S, ViT-B, ViT-L, ViT-H.'],
    ['ViT-Smal/16', 'Did you mean ViT-S?'],
    ['VTI-S', 'Vision Transformers: ViT-S, ViT-B, ViT-L, ViT-H, with a patch and operators: ViT-S/32-NL24.'],
    [
      'VT-B/16',
      'Vision Transformers: ViT-S, ViT-B, ViT-L, ViT-H, with a patch and operators: ViT-S/32-NL24.',
    ],
    ['QQQ-S', /; Vision Transformers: ViT-S, ViT-B, ViT-L, ViT-H\.$/],
    // The model as it is written behind the operator, or the paper's where none is.
    ['ViT-NL24-S/16', / NL24-ViT-S\/16\.$/],
    ['ViT-nl24-s/16', /: ViT-s\/16-nl24 or nl24-ViT-s\/16\.$/],
    ['ViT-NL24--S/16-FF4K', / NL24-ViT-S\/16-FF4K\.$/],
    ['ViT-NL24S-FF4K', / NL24-ViT-S-FF4K\.$/],
    ['ViT-NL24', /: ViT-S\/32-NL24 or NL24-ViT-S\/32\.$/],
  ])('%s', (text, hint) => {
    expect(hintOf(text)).toMatch(hint);
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
