import { describe, expect, test } from 'vitest';
import { deepestUsefulLayers } from '../../../src/evidence/depthLimits';
import { type Expectation, isBetter } from '../../../src/evidence/quality/difference';
import { expectationOf, fittedExpectation, fittedQuality } from '../../../src/evidence/quality/fitted';
import { scoredPoints } from '../../../src/evidence/quality/points';
import type { Quality } from '../../../src/evidence/quality/quality';
import { SIZES, type SizeName } from '../../../src/model/sizes';
import { formatName } from '../../../src/names/format';
import { parseName } from '../../../src/names/parse';
import { takeGrid } from '../../../src/plan/grid';
import { estimateOf, setting } from '../../support/settings';

// What the paper says, asked of the fit alone: the published scores do not answer here.

const expectedOf = (name: string) => fittedExpectation(parseName(name)) as Expectation;
const averageOf = (name: string) => expectedOf(name).quality.average;
const flopsOf = (name: string) => estimateOf(name).compute.forwardMacs;

describe('depth', () => {
  test('a depth-scaled Small beats Base at the FLOPs of Base', () => {
    expect(flopsOf('NL26-SM')).toBeLessThan(flopsOf('BASE'));
    expect(isBetter(expectedOf('NL24-SM'), expectedOf('SM'))).toBe(true);
    expect(averageOf('NL26-SM')).toBeGreaterThan(averageOf('BASE') + 0.5);
    const measured = expectationOf(parseName('BASE')) as Expectation;
    expect(measured.quality.basis).toBe('published');
    expect(isBetter(expectedOf('NL26-SM'), measured)).toBe(true);
  });

  test.each(SIZES.map(({ name }) => name))(
    'pays less and less for %s, and nothing beyond its limit',
    (size) => {
      const deepest = deepestUsefulLayers(size);
      const averages = Array.from({ length: deepest + 12 }, (_, i) => averageOf(`NL${i + 1}-${size}`));
      const gains = averages.slice(1).map((average, i) => average - (averages[i] as number));
      gains.slice(0, deepest - 1).forEach((gain, i) => {
        expect(gain).toBeGreaterThan(0);
        if (i > 0) expect(gain).toBeLessThan(gains[i - 1] as number);
      });
      for (const gain of gains.slice(deepest - 1)) expect(gain).toBe(0);
    },
  );

  test('the last layers before the limit buy a tenth of a point, the first several points', () => {
    expect(averageOf('NL36-SM') - averageOf('NL35-SM')).toBeLessThan(0.12);
    expect(averageOf('NL2-SM') - averageOf('NL1-SM')).toBeGreaterThan(3);
  });

  test('XL beyond 32 layers gains nothing, Large beyond 36', () => {
    expect(averageOf('NL48-XL')).toBe(averageOf('NL32-XL'));
    expect(averageOf('NL36-LG')).toBeGreaterThan(averageOf('NL32-LG'));
    expect(averageOf('NL48-LG')).toBe(averageOf('NL36-LG'));
  });

  test('of the encoder does about as well as of both stacks: EL32-SM like NL24-SM', () => {
    expect(Math.abs(averageOf('EL32-SM') - averageOf('NL24-SM'))).toBeLessThan(0.5);
    expect(averageOf('EL32-SM')).toBeGreaterThan(averageOf('DL32-SM') + 3);
  });

  test('outdoes width: NL12-XXL is below NL32-XL in spite of half as many parameters more', () => {
    expect(estimateOf('NL12-XXL').parameters.total).toBeGreaterThan(
      1.4 * estimateOf('NL32-XL').parameters.total,
    );
    expect(isBetter(expectedOf('NL32-XL'), expectedOf('NL12-XXL'))).toBe(true);
  });
});

describe('width', () => {
  test('d_model scaled up is inefficient: NL32-BASE is better for the FLOPs of DM2K-BASE', () => {
    expect(flopsOf('NL32-BASE')).toBeLessThanOrEqual(1.02 * flopsOf('DM2K-BASE'));
    expect(averageOf('NL32-BASE')).toBeGreaterThan(averageOf('DM2K-BASE') + 2);
    expect(averageOf('NL16-BASE')).toBeGreaterThan(averageOf('DM2K-BASE') - 0.5);
    expect(flopsOf('DM2K-BASE')).toBeGreaterThan(2 * flopsOf('BASE'));
  });

  test('d_model scaled down is not: DM512-BASE is as good as a shallower Base of its FLOPs', () => {
    expect(flopsOf('DM512-BASE')).toBeLessThanOrEqual(1.03 * flopsOf('NL8-BASE'));
    expect(isBetter(expectedOf('NL8-BASE'), expectedOf('DM512-BASE'))).toBe(false);
    expect(Math.abs(averageOf('DM512-BASE') - averageOf('NL8-BASE'))).toBeLessThan(0.3);
  });

  test('d_ff buys less than depth: FF9K-BASE and FF12K-BASE are below NL16-BASE and NL24-BASE (section 4.3)', () => {
    expect(flopsOf('NL16-BASE')).toBeLessThan(flopsOf('FF9K-BASE'));
    expect(flopsOf('NL24-BASE')).toBeLessThan(flopsOf('FF12K-BASE'));
    expect(averageOf('NL16-BASE')).toBeGreaterThan(averageOf('FF9K-BASE'));
    expect(averageOf('NL24-BASE')).toBeGreaterThan(averageOf('FF12K-BASE') + 1);
  });

  test('FF2K-BASE loses little, and EL12-SM and NL16-SM, which are cheaper, are nearly as good (section 4.3)', () => {
    expect(averageOf('BASE') - averageOf('FF2K-BASE')).toBeLessThan(0.6);
    expect(flopsOf('NL16-SM')).toBeLessThan(flopsOf('FF2K-BASE'));
    expect(isBetter(expectedOf('FF2K-BASE'), expectedOf('NL16-SM'))).toBe(false);
  });

  test.each(['KV16-BASE', 'KV128-BASE', 'NH8-BASE', 'NH24-BASE'])('%s is not told from Base', (name) => {
    expect(averageOf(name)).toBe(averageOf('BASE'));
  });

  test('matters more past the depth limit: Small, then Base, then Large lead as FLOPs grow (Figure 4)', () => {
    const leaderWithin = (tflops: number): string | undefined => {
      const ladder = (['SM', 'BASE', 'LG'] as const).flatMap((size) =>
        Array.from({ length: 48 }, (_, i) => ({ size: size as SizeName, name: `NL${i + 1}-${size}` })),
      );
      const within = ladder.filter(({ name }) => flopsOf(name) <= tflops * 1e12);
      return within.reduce((best, next) => (averageOf(next.name) > averageOf(best.name) ? next : best)).size;
    };
    expect([5, 8, 11, 14, 25, 29, 40, 50].map(leaderWithin)).toEqual([
      'SM',
      'SM',
      'SM',
      'SM',
      'BASE',
      'BASE',
      'LG',
      'LG',
    ]);
  });
});

describe('nothing absurd', () => {
  const grid = takeGrid(setting({ chips: 64 }), {}).candidates.map(({ shape }) => shape);

  test('all 426 shapes of the search have plausible averages, and intervals of some width', () => {
    expect(grid).toHaveLength(426);
    for (const shape of grid) {
      const { average, low, high } = fittedQuality(shape) as Quality;
      const name = formatName(shape) as string;
      expect(average, name).toBeGreaterThan(55);
      expect(average, name).toBeLessThan(88);
      expect(low, name).toBeGreaterThan(40);
      expect(high, name).toBeLessThan(90);
      expect(high - low, name).toBeGreaterThan(1);
    }
  });

  test('a wider size is never worse at the same depth, up to the limit of both', () => {
    for (let depth = 1; depth <= 32; depth++) {
      const averages = SIZES.map(({ name }) => averageOf(`NL${depth}-${name}`));
      expect(averages).toEqual([...averages].sort((a, b) => a - b));
    }
  });

  test('a layer alone does not make a large model: XXXL of 1 layer is below XL, Base and NL8-SM', () => {
    for (const name of ['XL', 'BASE', 'NL8-SM']) {
      expect(averageOf('NL1-XXXL')).toBeLessThan(averageOf(name));
    }
  });

  test('every published score is met within 1.2 points', () => {
    for (const { shape, average } of scoredPoints()) {
      expect(Math.abs((fittedQuality(shape) as Quality).average - average)).toBeLessThan(1.2);
    }
  });
});

describe('the fit is silent', () => {
  test.each([
    ['shared heads', 'SH-BASE'],
    ['tied keys and values', 'SKV-BASE'],
  ])('on %s, of which the paper prints no score', (_, name) => {
    expect(fittedQuality(parseName(name))).toBeNull();
  });

  test('on shapes outside the family and the vocabulary of the paper', () => {
    const base = parseName('BASE');
    expect(fittedQuality(base)).not.toBeNull();
    for (const change of [
      { gatedFf: true },
      { tiedEmbedding: false },
      { vocabSize: 250_112 },
      { decoderLayers: 0 },
      { encoderLayers: 0 },
      { vision: { patchSize: 32, imageSize: 224, classes: 1000 } },
    ]) {
      expect(fittedQuality({ ...base, ...change })).toBeNull();
    }
  });

  test('where the paper speaks: its score comes first', () => {
    const of = (name: string) => expectationOf(parseName(name));
    expect(of('NL24-SM')?.quality).toMatchObject({ average: 79.92, basis: 'published' });
    expect(of('NL25-SM')?.quality).toMatchObject({ basis: 'fitted', level: 0.9 });
    expect(of('SH-BASE')).toBeNull();
  });
});
