import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familyOf } from '../../src/model/family';
import { applyOperator } from '../../src/model/operators';
import type { ModelShape } from '../../src/model/shape';
import { SIZE_NAMES, sizeNamed } from '../../src/model/sizes';
import { PAPER_VISION } from '../../src/model/vision';
import { formatName, nameWithFlags } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { expandSweep, parseSweep } from '../../src/names/sweep';
import { cases } from '../support/cases';
import { NAMED_SHAPES, namedShapes } from '../support/models';

// test/names has these of encoder-decoders and Vision Transformers as large as the grammar goes; here of every family.
describe.each(Object.entries(NAMED_SHAPES))('a name of the family %s', (family, shapes) => {
  test('says its shape back, and is the name of that', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const name = formatName(shape) as string;
        const read = parseName(name);
        expect(read).toEqual(shape);
        expect(familyOf(read)).toBe(family);
        expect(formatName(read)).toBe(name);
      }),
      cases(300),
    );
  });

  test('does not depend on the order of its operators', () => {
    const turned = shapes.chain((shape) => {
      const parts = partsOf(shape);
      const order = fc.shuffledSubarray(parts, { minLength: parts.length });
      return fc.record({ shape: fc.constant(shape), order });
    });
    fc.assert(
      fc.property(turned, ({ shape, order }) => {
        expect(parseName(order.join('-'))).toEqual(shape);
        expect(formatName(parseName(order.join('_')))).toBe(formatName(shape));
      }),
      cases(300),
    );
  });
});

/** The operators and the size of a canonical name; `ViT-S/32` is one part. */
function partsOf(shape: ModelShape): string[] {
  return (formatName(shape) as string).replace(/^ViT-/, 'ViT ').split('-');
}

const sizes = fc.constantFrom(...SIZE_NAMES);
const depths = fc.integer({ min: 1, max: 1024 });

describe('operators', () => {
  test('NL is EL and DL at once', () => {
    fc.assert(
      fc.property(sizes, depths, (size, n) => {
        expect(parseName(`EL${n}-DL${n}-${size}`)).toEqual(parseName(`NL${n}-${size}`));
        expect(formatName(parseName(`DL${n}-EL${n}-${size}`))).toBe(formatName(parseName(`NL${n}-${size}`)));
      }),
      cases(300),
    );
  });

  test('SH and SKV are independent of each other and of every number', () => {
    fc.assert(
      fc.property(namedShapes, (shape) => {
        fc.pre(shape.vision === undefined);
        const sh = applyOperator(shape, { code: 'SH' });
        const skv = applyOperator(shape, { code: 'SKV' });
        expect(sh).toEqual({ ...shape, numMemoryHeads: 1 });
        expect(skv).toEqual({ ...shape, sharedKv: true });
        const both = applyOperator(sh, { code: 'SKV' });
        expect(applyOperator(skv, { code: 'SH' })).toEqual(both);
        expect(parseName(`SKV-SH-${formatName({ ...shape, numMemoryHeads: 0, sharedKv: false })}`)).toEqual(
          both,
        );
      }),
      cases(200),
    );
  });

  test('apply to the base that is named where no size is', () => {
    fc.assert(
      fc.property(sizes, depths, (base, n) => {
        expect(parseName(`NL${n}`, { base })).toEqual(parseName(`NL${n}-${base}`));
        expect(parseName(`SH`, { base })).toEqual({ ...sizeNamed(base).shape, numMemoryHeads: 1 });
      }),
      cases(100),
    );
  });
});

test('other classes of a Vision Transformer stand in a flag, and that says them back', () => {
  fc.assert(
    fc.property(
      NAMED_SHAPES['vit'] as fc.Arbitrary<ModelShape>,
      fc.integer({ min: 1, max: 30_000 }),
      (vit, classes) => {
        const shape = { ...vit, vision: { ...PAPER_VISION, ...vit.vision, classes } };
        const [name = '', written] = (nameWithFlags(shape) as string).split(' --classes ');
        const vision = written === undefined ? {} : { classes: Number(written) };
        expect(parseName(name, { vision })).toEqual(shape);
      },
    ),
    cases(200),
  );
});

/** A part of a sweep as text, and how many names it makes of one. */
interface Counted {
  readonly text: string;
  readonly count: number;
}

const ranges: fc.Arbitrary<Counted> = fc
  .record({ from: depths, to: depths, by: fc.option(fc.integer({ min: 1, max: 200 })) })
  .map(({ from, to, by }) => ({
    text: `{${from}..${to}${by === null ? '' : `..${by}`}}`,
    count: Math.floor(Math.abs(to - from) / (by ?? 1)) + 1,
  }));

const lists = (items: readonly string[]): fc.Arbitrary<Counted> =>
  fc
    .subarray([...items], { minLength: 1 })
    .map((some) => ({ text: `{${some.join(',')}}`, count: some.length }));

const choices: fc.Arbitrary<Counted> = fc
  .array(fc.record({ code: fc.constantFrom('NL', 'EL', 'DL'), range: ranges }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((options) => ({
    text: `{${options.map(({ code, range }) => code + range.text).join(',')}}`,
    count: options.reduce((sum, { range }) => sum + range.count, 0),
  }));

test('a sweep has as many names as its choices multiply and its ranges count, each once where no choice is twice', () => {
  const sweeps = fc.tuple(
    fc.oneof(
      choices,
      ranges.map(({ text, count }) => ({ text: `NL${text}`, count })),
    ),
    lists(['FF1K', 'FF2K', 'FF6000']),
    lists(['SH', 'SKV', 'KV32']),
    lists(SIZE_NAMES),
  );
  fc.assert(
    fc.property(sweeps, (parts) => {
      const text = parts.map((part) => part.text).join('-');
      const count = parts.reduce((product, part) => product * part.count, 1);
      fc.pre(count <= 2000 && text.length <= 300);
      const names = expandSweep(text, 2000);
      expect(names).toHaveLength(count);
      const shapes = parseSweep(text, { limit: 2000 });
      expect(shapes).toEqual(names.map((name) => parseName(name)));
      expect(() => expandSweep(text, count - 1)).toThrow(/more than/);
    }),
    cases(60),
  );
});
