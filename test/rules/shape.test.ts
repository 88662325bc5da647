import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import studied from '../../presets/rules/studied.json';
import { scoredShapes } from '../../src/evidence/quality/published';
import { sizeNamed } from '../../src/model/sizes';
import { formatName } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { baseWith } from '../support/shapes';
import { contextOf, found, line, messageOf } from './support';

describe('wide-where-narrow', () => {
  test.each([
    ['BASE', 'NL20-SM'],
    ['LG', 'NL36-BASE'],
    ['XL', 'NL36-LG'],
    ['XXL', 'NL36-LG'],
    ['NL12-XXL', 'NL36-LG'],
    ['NL10-BASE', 'NL20-SM'],
  ])('%s: %s is cheaper and scores as well', (name, alternative) => {
    const context = contextOf(name, { run: { chips: 64 } });
    expect(messageOf('wide-where-narrow', context)).toMatch(
      new RegExp(`^${alternative} is cheaper than ${name}: -\\d.*parameters .* #TFlops .* steps/s .* points`),
    );
  });

  test('Base, to the last digit', () => {
    expect(messageOf('wide-where-narrow', contextOf('BASE'))).toBe(
      'NL20-SM is cheaper than BASE: -26.7% parameters (163.3M against 222.9M), -24.7% #TFlops (8.58 against 11.40), +16.6% steps/s (10.6 against 9.05); the paper measured 79.30 average points against 79.16.',
    );
  });

  test("is silent on the paper's own DeepNarrow shapes, and where it has no evidence", () => {
    const wide = ['BASE', 'LG', 'XL', 'XXL', 'NL12-XXL'];
    const others = scoredShapes()
      .map(({ row }) => row.name)
      .filter((name) => !wide.includes(name));
    expect(others).toHaveLength(10);
    for (const name of [...others, 'TINY', 'NL14-BASE', 'NL4-BASE', 'KV32-BASE']) {
      expect([name, messageOf('wide-where-narrow', contextOf(name, { run: { chips: 64 } }))]).toEqual([
        name,
        null,
      ]);
    }
    expect(messageOf('wide-where-narrow', contextOf(baseWith({ gatedFf: true })))).toBeNull();
  });
});

describe('each shape rule at its edge', () => {
  test.each([
    ['too-deep', 'NL36-SM', 'NL37-SM', /^37 encoder and decoder layers: .*\(36 at this width\)/],
    ['too-deep', 'NL32-XL', 'NL33-XL', /^33 .*\(32 at this width\)/],
    ['too-deep', 'EL36-SM', 'EL37-SM', /^37 encoder layers/],
    ['too-deep', 'DL36-LG', 'DL37-LG', /^37 decoder layers/],
    [
      'unstudied-imbalance',
      'EL16-DL2-SM',
      'EL17-DL2-SM',
      /^17 encoder layers over 2 decoder layers, 8.50 times/,
    ],
    [
      'unstudied-imbalance',
      'EL2-LG',
      'EL1-LG',
      /^24 decoder layers under 1 encoder layer, 24.0 times.* that scaleplan knows of go up to 12 times/,
    ],
    ['inefficient-key-size', 'BASE', 'KV32-BASE', /^d_kv is 32 where the d_kv of BASE is 64/],
    ['inefficient-key-size', 'XL', 'KV64-XL', /^d_kv is 64 where the d_kv of XL is 128/],
    ['inefficient-feed-forward', 'FF8K-BASE', 'FF9K-BASE', /^d_ff is 9,216, 3.00 times the 3,072 of BASE/],
    ['inefficient-feed-forward', 'FF1K-BASE', 'FF2K-BASE', /^d_ff is 2,048 on BASE: .*NL16-SM and EL12-SM/],
    ['inefficient-d-model', 'DM1K-BASE', 'DM2K-BASE', /^d_model is 2,048, 2.67 times the 768 of BASE/],
    ['inefficient-d-model', 'DM768-SM', 'DM2K-LG', /^d_model is 2,048, 2.00 times the 1,024 of LG/],
    [
      'misaligned',
      'DM640-BASE',
      'DM700-BASE',
      /^d_model \(700\) is no multiple of 128: \d+\.\d% of the time/,
    ],
    ['misaligned', 'NH10-BASE', 'NH9-BASE', /^heads x d_kv \(576\) is no multiple/],
    ['misaligned', 'FF3200-BASE', 'FF3000-DM700-BASE', /^d_model \(700\) and d_ff \(3,000\) are no multiple/],
    [
      'far-from-evidence',
      'EL2-SM',
      'EL1-SM',
      /^The nearest .* is SM, 6.00 times away in encoder layers \(1 against 6\)/,
    ],
    [
      'far-from-evidence',
      'FF12K-BASE',
      'FF16K-BASE',
      /is LG, 4.00 times away in d_ff \(16384 against 4096\)/,
    ],
  ])('%s is silent on %s and speaks of %s', (ruleId, silent, loud, message) => {
    expect(messageOf(ruleId, contextOf(silent))).toBeNull();
    expect(messageOf(ruleId, contextOf(loud))).toMatch(message);
    expect(found(ruleId, contextOf(loud))[0]?.severity).toBe('warning');
  });
});

test('no size of Table 1 is misshapen', () => {
  for (const name of ['TINY', 'MINI', 'SM', 'BASE', 'LG', 'XL', 'XXL', 'XXXL']) {
    const context = contextOf(name, { run: { chips: 64 } });
    for (const rule of [
      'misaligned',
      'too-deep',
      'inefficient-feed-forward',
      'inefficient-key-size',
      'inefficient-d-model',
      'unstudied-imbalance',
      'far-from-evidence',
      'name-disagrees',
    ]) {
      expect([name, rule, found(rule, context)]).toEqual([name, rule, []]);
    }
  }
});

test('the sizes of T5 1.1, which scale all widths and gate, are no FF or DM operators', () => {
  const gated = { gatedFf: true, tiedEmbedding: false, dKv: 64, encoderLayers: 24, decoderLayers: 24 };
  const shapes = [
    { ...baseWith(gated), dModel: 2048, dFf: 5120, numHeads: 32 },
    { ...baseWith(gated), dModel: 4096, dFf: 10240, numHeads: 64 },
    { ...baseWith({ ...gated, encoderLayers: 12, decoderLayers: 12 }), dFf: 2048 },
  ];
  for (const shape of shapes) {
    for (const rule of ['inefficient-feed-forward', 'inefficient-d-model', 'inefficient-key-size']) {
      expect(found(rule, contextOf(shape))).toEqual([]);
    }
  }
});

describe('the size that a shape is held against', () => {
  const gated = { gatedFf: true, tiedEmbedding: false, dKv: 64 };
  const widths = ['inefficient-feed-forward', 'inefficient-d-model', 'inefficient-key-size'] as const;

  test.each([
    ['T5 1.1 and mT5 Small', 8, 512, 1024, 6],
    ['Base', 12, 768, 2048, 12],
    ['Large', 24, 1024, 2816, 16],
    ['XL', 24, 2048, 5120, 32],
    ['XXL', 24, 4096, 10240, 64],
    ['ByT5 Small', 12, 1472, 3584, 6],
    ['ByT5 Base', 18, 1536, 3968, 12],
    ['ByT5 Large', 36, 1536, 3840, 16],
    ['ByT5 XL', 36, 2560, 6720, 32],
    ['ByT5 XXL', 36, 4672, 12352, 64],
  ])('%s has no width to warn of', (_, encoderLayers, dModel, dFf, numHeads) => {
    const shape = baseWith({ ...gated, encoderLayers, decoderLayers: 8, dModel, dFf, numHeads });
    for (const rule of widths) expect([rule, found(rule, contextOf(shape))]).toEqual([rule, []]);
  });

  test.each([
    ['inefficient-d-model', { dModel: 4096, dFf: 2048, numHeads: 16 }, /4.00 times the 1,024 of LG/],
    ['inefficient-feed-forward', { dModel: 512, dFf: 8192, numHeads: 6 }, /6.00 times the 2,048 of SM/],
    ['inefficient-key-size', { dModel: 500, dFf: 1000, numHeads: 3, dKv: 96 }, /the d_kv of MINI is 64/],
  ])('%s still speaks of a gated shape', (rule, changes, message) => {
    expect(messageOf(rule, contextOf(baseWith({ ...gated, ...changes })))).toMatch(message);
  });

  test('one operator on a size is held against that size, however far it goes', () => {
    expect(messageOf('inefficient-key-size', contextOf('KV128-BASE'))).toMatch(/d_kv of BASE is 64/);
    expect(messageOf('inefficient-d-model', contextOf('DM64K-TINY'))).toMatch(/256 times the 256 of TINY/);
    expect(messageOf('inefficient-d-model', contextOf('DM2K-XL'))).toMatch(/2.00 times the 1,024 of XL/);
  });

  test('very wide shapes are as deep as XL at most', () => {
    const wide = { dModel: 65536, dFf: 262144, numHeads: 1024, encoderLayers: 33, decoderLayers: 33 };
    for (const shape of [baseWith(wide), parseName('NL33-DM64K-TINY')]) {
      expect(messageOf('too-deep', contextOf(shape))).toMatch(/\(32 at this width\)/);
    }
    expect(messageOf('too-deep', contextOf('NL36-DM2K-LG'))).toBeNull();
  });
});

test('the limits of unstudied-imbalance are those of the released checkpoints on the lists', () => {
  const read = (file: string) => readFileSync(`${__dirname}/../fixtures/${file}`, 'utf8');
  const { checkpoints } = JSON.parse(read('released-checkpoints.json'));
  const names: string[] = checkpoints.map(({ name }: { name: string }) => name);
  for (const row of read('released-names.tsv').matchAll(/^[^#\t].*\t(.+)$/gm)) names.push(row[1] as string);
  // The tiny-el2 and tiny-dl2 of presets/published/released.json have 12 layers in the other stack: not further out.
  const shapes = names.map((name) => parseName(name));
  expect(shapes.length).toBeGreaterThan(100);
  const { mostEncoderPerDecoder, mostDecoderPerEncoder } = studied.layerRatios;
  expect(Math.max(...shapes.map(({ encoderLayers, decoderLayers }) => encoderLayers / decoderLayers))).toBe(
    mostEncoderPerDecoder,
  );
  expect(Math.max(...shapes.map(({ encoderLayers, decoderLayers }) => decoderLayers / encoderLayers))).toBe(
    mostDecoderPerEncoder,
  );
});

test('the percentage of misaligned is padding over all padded products', () => {
  // 700 is padded to 768: every product with d_model wastes 68 of 768 columns or rows.
  const [finding] = found('misaligned', contextOf('DM700-BASE'));
  expect(finding?.actual).toBeGreaterThan(7);
  expect(finding?.actual).toBeLessThan((100 * 68) / 768);
  expect(finding?.hint).toBe('Use d_model 768, or the smaller d_model 640.');
});

test('what is misaligned is what a core holds', () => {
  const shape = { ...sizeNamed('BASE').shape, dFf: 3200 };
  expect(messageOf('misaligned', contextOf(shape))).toBeNull();
  const split = contextOf(shape, { run: { modelParallelism: 2 } });
  expect(messageOf('misaligned', split)).toMatch(/^d_ff \(1,600 a core\) is no multiple of 128/);
  expect(found('misaligned', split)[0]?.hint).toMatch(
    /d_ff 3328 in model.json, or the smaller d_ff 3072|d_ff 3328/,
  );
});

test.each([
  ['too-deep', 'EL40-SM', 'encoderLayers'],
  ['too-deep', 'DL40-SM', 'decoderLayers'],
  ['inefficient-feed-forward', 'FF9K-BASE', 'dFf'],
  ['inefficient-d-model', 'DM2K-LG', 'dModel'],
  ['inefficient-key-size', 'KV32-BASE', 'dKv'],
  ['misaligned', 'DM700-BASE', 'dModel'],
  ['unstudied-imbalance', 'EL36-DL2-SM', 'encoderLayers'],
  ['far-from-evidence', 'FF16K-BASE', 'dFf'],
])('%s of %s points at %s', (ruleId, name, field) => {
  const context = contextOf(name, { places: { [field]: line(3) } });
  expect(found(ruleId, context)[0]?.place).toEqual(line(3));
  expect(formatName(context.shape)).toBe(name);
});
