import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ModelShape, NumericDimension } from '../../src/model/shape';
import { SIZE_NAMES, SIZES, sizeNamed } from '../../src/model/sizes';
import { formatName, nearestSize } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';

const values = (dimension: NumericDimension, limit: number) =>
  fc.oneof(
    fc.constantFrom(...SIZES.map(({ shape }) => shape[dimension])),
    fc.integer({ min: 1, max: limit }),
    fc.integer({ min: 1, max: Math.floor(limit / 1024) }).map((thousands) => thousands * 1024),
  );

const layers = fc.oneof(fc.constantFrom(0, 4, 6, 12, 24, 28, 32), fc.integer({ min: 0, max: 1024 }));

/** Any shape that the grammar can say, often near a size. */
const shapes: fc.Arbitrary<ModelShape> = fc.record({
  encoderLayers: layers,
  decoderLayers: layers,
  dFf: values('dFf', 1_048_576),
  dModel: values('dModel', 65_536),
  dKv: values('dKv', 8192),
  numHeads: values('numHeads', 4096),
  numMemoryHeads: fc.constantFrom(0, 1),
  sharedKv: fc.boolean(),
  gatedFf: fc.constant(false),
  tiedEmbedding: fc.constant(true),
  vocabSize: fc.constant(32128),
});

const withLayers = shapes.filter((shape) => shape.encoderLayers + shape.decoderLayers > 0);
const equalDepths = (shape: ModelShape) => ({ ...shape, decoderLayers: shape.encoderLayers });
const grammar = fc.oneof(withLayers, shapes.filter((shape) => shape.encoderLayers > 0).map(equalDepths));

/** How many operators a name of this shape on this size needs, counted without the code under test. */
function operatorsNeeded(from: ModelShape, to: ModelShape): number {
  const encoder = from.encoderLayers !== to.encoderLayers;
  const decoder = from.decoderLayers !== to.decoderLayers;
  const depth = encoder && decoder && to.encoderLayers !== to.decoderLayers ? 2 : Number(encoder || decoder);
  const widths = (['dFf', 'dModel', 'dKv', 'numHeads'] as const).filter(
    (key) => from[key] !== to[key],
  ).length;
  return depth + widths + Number(to.numMemoryHeads === 1) + Number(to.sharedKv);
}

test('a canonical name says the shape back, with the fewest operators on the smallest size', () => {
  fc.assert(
    fc.property(grammar, (shape) => {
      const name = formatName(shape) as string;
      expect(parseName(name)).toEqual(shape);
      expect(parseName(name, { base: 'XXXL' })).toEqual(shape);
      const needed = SIZES.map((size) => operatorsNeeded(size.shape, shape));
      const parts = name.split('-');
      expect(parts.length - 1).toBe(Math.min(...needed));
      expect(parts.at(-1)).toBe(SIZE_NAMES[needed.indexOf(Math.min(...needed))]);
      expect(nearestSize(shape)).toBe(parts.at(-1));
    }),
    { numRuns: 2000 },
  );
});

test('operators stand in the order NL EL DL FF DM KV NH SH SKV', () => {
  const order = ['NL', 'EL', 'DL', 'FF', 'DM', 'KV', 'NH', 'SH', 'SKV'];
  fc.assert(
    fc.property(grammar, (shape) => {
      const operators = (formatName(shape) as string).split('-').slice(0, -1);
      const places = operators.map((operator) => order.indexOf(operator.replace(/\d+K?$/, '')));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }),
  );
});

test('1024s are written with K, but not layers', () => {
  expect(formatName({ ...sizeNamed('SM').shape, encoderLayers: 1024, dFf: 3 * 1024, dModel: 1025 })).toBe(
    'EL1024-FF3K-DM1025-SM',
  );
});

test('every size is its own name', () => {
  expect(SIZES.map(({ shape }) => formatName(shape))).toEqual(SIZE_NAMES);
});

const outside: Partial<ModelShape>[] = [
  { gatedFf: true },
  { tiedEmbedding: false },
  { vocabSize: 250112 },
  { numMemoryHeads: 2 },
  { dKv: 8193 },
  { encoderLayers: 0, decoderLayers: 0 },
  { encoderLayers: -1 },
  { dModel: 512.5 },
  { numHeads: Number.NaN },
];

test.each(outside)('a shape outside the grammar has no name, but a nearest size: %j', (change) => {
  const shape = { ...sizeNamed('LG').shape, ...change };
  expect(formatName(shape)).toBeNull();
  expect(nearestSize(shape)).toBe('LG');
});

test('the nearest size of NL32-XL is XL', () => {
  expect(nearestSize(parseName('NL32-XL'))).toBe('XL');
});

const randomCase = (text: string, upper: readonly boolean[]) =>
  [...text]
    .map((letter, i) => (upper[i % upper.length] ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');

test('order, case and separators do not matter', () => {
  const separator = fc.stringMatching(/^[ _-]{1,5}$/);
  fc.assert(
    fc.property(
      grammar,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }),
      fc.array(separator, { minLength: 10, maxLength: 10 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
      (shape, keys, separators, upper) => {
        const parts = (formatName(shape) as string)
          .split('-')
          .map((part, i) => ({ part, key: keys[i] ?? 0 }));
        const shuffled = parts.sort((a, b) => a.key - b.key).map(({ part }, i) => part + separators[i]);
        expect(parseName(randomCase(shuffled.join(''), upper))).toEqual(shape);
      },
    ),
    { numRuns: 1000 },
  );
});

test('operators run together mean what they mean apart', () => {
  fc.assert(
    fc.property(grammar, (shape) => {
      const parts = (formatName(shape) as string).split('-');
      expect(parseName(parts.join(''))).toEqual(shape);
      expect(parseName([...parts].reverse().join(''))).toEqual(shape);
    }),
    { numRuns: 1000 },
  );
});

test('numbers before their operators mean the same, as in Table 4', () => {
  fc.assert(
    fc.property(grammar, (shape) => {
      const turned = (formatName(shape) as string).replace(/([A-Z]+)(\d+K?)/g, '$2 $1');
      expect(parseName(turned.replaceAll('-', ' '))).toEqual(shape);
    }),
  );
});

const fragments = fc.constantFrom(
  ...[
    'NL',
    'EL',
    'FF',
    'KV',
    'SH',
    'SKV',
    'SHKV',
    'l',
    'h',
    'SM',
    'base',
    '3B',
    '11B',
    'K',
    '24',
    '2.5',
    '0',
    '-',
    '_',
  ],
  ...[
    ' ',
    '/',
    't5-efficient-',
    'bi_v1_',
    '_law_03-21-22-55',
    '{',
    '}',
    '..',
    'google/',
    '\u0000',
    'ß',
    'İ',
    '😀',
    '\ud800',
  ],
);

test('anything else is one UserError with a place, quickly', () => {
  const garbage = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join('')),
  );
  const start = performance.now();
  fc.assert(
    fc.property(garbage, (text) => {
      try {
        const shape = parseName(text);
        expect(parseName(formatName(shape) as string)).toEqual(shape);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const { place } = error;
        expect(place?.start).toBeGreaterThanOrEqual(0);
        expect(place?.end).toBeGreaterThanOrEqual(place?.start as number);
        expect(place?.end).toBeLessThanOrEqual(place?.text.length as number);
        expect(error.message + error.hint).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(error.hint).not.toBe('');
      }
    }),
    { numRuns: 5000 },
  );
  expect(performance.now() - start).toBeLessThan(20_000);
});

test.each(['NL', 'law_', 'SHKV', '1', '1.', '_', '/', 'F', 'L8', '8L', 'SH-', 'bi_v1_', '3B'])(
  '%j repeated to the longest text is read at once',
  (part) => {
    for (const prefix of ['', 'bi_v1_', 't5-efficient-']) {
      const text = (prefix + part.repeat(300)).slice(0, 300);
      const start = performance.now();
      expect(() => parseName(`${text.slice(0, -1)}!`)).toThrow(UserError);
      expect(performance.now() - start).toBeLessThan(200);
    }
  },
);
