import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAPER_MACHINE } from '../../src/machine/machine';
import { divides, MODEL_PARALLELISMS } from '../../src/machine/mesh';
import { SIZE_NAMES, sizeNamed } from '../../src/model/sizes';
import { parseName } from '../../src/names/parse';
import { contrastTo } from '../../src/plan/contrast';
import { type ParallelismChoice, type ScaledModel, scaleModel } from '../../src/plan/scaling';
import { type Changes, estimateOf, setting } from '../support/settings';

const SLICES = PAPER_MACHINE.slices;

function scale(name: string, slices = SLICES, choice: ParallelismChoice = 'every', changes: Changes = {}) {
  return scaleModel({ shape: parseName(name) }, setting(changes), slices, choice);
}

describe('a scaling table', () => {
  const names = fc.constantFrom('TINY', 'SM', 'NL24-SM', 'NH3-BASE', 'LG', 'NL32-XL', 'XXL');
  const someSlices = fc.subarray([...SLICES], { minLength: 1 });
  const sequences = fc.constantFrom(128, 96, 2048);

  it('has every slice and model parallelism, laid out or with the reason why not', () => {
    fc.assert(
      fc.property(names, someSlices, sequences, (name, slices, count) => {
        let scaled: ScaledModel;
        try {
          scaled = scale(name, slices, 'every', { workload: { sequences: count } });
        } catch {
          return;
        }
        const { scaling, scalingLeftOut } = scaled;
        expect(scaling.length + scalingLeftOut.length).toBe(slices.length * MODEL_PARALLELISMS.length);
        for (const { chips, modelParallelism, dataParallelism } of scaling) {
          expect(modelParallelism * dataParallelism).toBe(chips * 2);
          expect(count % dataParallelism).toBe(0);
          expect(divides(parseName(name), modelParallelism)).toBe(true);
        }
        for (const { reason } of scalingLeftOut) expect(reason).not.toBe('');
      }),
      { numRuns: 40 },
    );
  });

  it('is what describe says of each slice', () => {
    for (const row of scale('NL32-XL').scaling) {
      const { chips, modelParallelism } = row;
      const { throughput, memory } = estimateOf('NL32-XL', { chips, modelParallelism });
      const { seconds, mfu, basis, featureSeconds } = throughput;
      expect(row).toMatchObject({
        seconds,
        mfu,
        basis,
        fits: memory.fits,
        perCoreBytes: memory.perCoreBytes,
      });
      expect(row.collectiveShare).toBe(featureSeconds.network / seconds);
      if (chips > 64) expect(row.basis).toBe('extrapolated');
    }
  });

  it('marks one fastest a slice, that fits where one does, and measures speed-ups from the first', () => {
    for (const name of SIZE_NAMES) {
      const { scaling } = scale(name);
      const slices = [...new Set(scaling.map(({ chips }) => chips))];
      const fastest = scaling.filter(({ isFastest }) => isFastest);
      expect(fastest.map(({ chips }) => chips)).toEqual(slices);
      for (const one of fastest) {
        const own = scaling.filter(({ chips }) => chips === one.chips);
        const rivals = own.filter(({ fits }) => fits || !own.some((other) => other.fits));
        expect(one.seconds).toBe(Math.min(...rivals.map(({ seconds }) => seconds)));
        expect(one.speedup).toBeCloseTo((fastest[0]?.seconds as number) / one.seconds, 12);
        expect(one.efficiency).toBeCloseTo(one.speedup / (one.chips / (slices[0] as number)), 12);
      }
      expect(fastest[0]?.speedup).toBe(1);
    }
  });

  it('takes the model parallelism that is asked for', () => {
    const of = (choice: ParallelismChoice) => scale('XL', [16, 64], choice).scaling;
    expect(of(4).map(({ modelParallelism }) => modelParallelism)).toEqual([4, 4]);
    expect(of('default').every(({ isDefault }) => isDefault)).toBe(true);
    expect(of('default').map(({ modelParallelism }) => modelParallelism)).toEqual([8, 8]);
    expect(of('auto').every(({ isFastest }) => isFastest)).toBe(true);
    expect(of('auto')).toHaveLength(2);
  });

  it('cannot be of a model that no slice takes', () => {
    expect(() => scale('XXL', [4], 'default')).toThrow('needs more cores');
    expect(() => scale('BASE', [512, 1024])).toThrow('No model parallelism spreads');
  });
});

describe('what cannot be laid out', () => {
  /** Also of what is thrown and no error. */
  const thrownBy = (name: string, slices: number[], choice: ParallelismChoice): unknown => {
    try {
      scale(name, slices, choice);
    } catch (error) {
      return error;
    }
    throw new Error('It is laid out.');
  };

  it('says why, where it is so on every slice', () => {
    expect(thrownBy('XXL', [4], 'default')).toMatchObject({ code: 'more-model-parallelism-than-cores' });
    for (const choice of ['every', 'auto'] as const) {
      expect(thrownBy('BASE', [512, 1024], choice)).toMatchObject({
        code: 'no-model-parallelism',
        details: { chips: 512, sequences: 128, heads: 12 },
      });
    }
  });

  it('is left out slice by slice, with the model parallelism that was tried', () => {
    const leftOut = (name: string, slices: number[], choice: ParallelismChoice) =>
      scale(name, slices, choice).scalingLeftOut.map(({ chips, modelParallelism }) => [
        chips,
        modelParallelism,
      ]);
    expect(leftOut('XXL', [4, 64], 'default')).toEqual([[4, 32]]);
    expect(leftOut('LG', [4], 'auto')).toEqual([
      [4, 16],
      [4, 32],
    ]);
  });

  it('is no contrast where that can be laid out nowhere: 2 heads on 1,024 cores', () => {
    expect(scale('SM', [512]).scalingContrast).toBeNull();
  });
});

it('marks the model parallelism that a size has by default', () => {
  const { scaling } = scale('XL', [16]);
  const own = scaling.filter(({ isDefault }) => isDefault);
  expect(own.map(({ modelParallelism }) => modelParallelism)).toEqual([8]);
});

it('compares the contrast by its parameters, and names it after a model that has no name of the grammar', () => {
  const { scalingContrast } = scale('NL24-SM', [16]);
  const [deep, wide] = [estimateOf('NL24-SM'), estimateOf('FF8K-NH32-SM')];
  expect(scalingContrast?.parametersRatio).toBe(wide.parameters.total / deep.parameters.total);
  const shape = { ...parseName('NL24-SM'), gatedFf: true };
  const gated = scaleModel({ shape, fileName: 'mine' }, setting(), [16], 'default');
  expect(gated.scalingContrast?.name).toBe('contrast of mine');
});

describe('what a scaling table says', () => {
  it('is where data parallelism ends, and what no chip shortens', () => {
    const { scalingSummary, scaling } = scale('NL24-SM', [16, 512]);
    const text = scalingSummary.join(' ');
    expect(text).toContain('128 sequences keeps at most 128 replicas busy');
    const last = scaling.findLast(({ isFastest }) => isFastest);
    const share =
      ((last?.layerSeconds as number) + (last?.fixedSeconds as number)) / (last?.seconds as number);
    expect(text).toContain(`no further chip shortens ${(100 * share).toFixed(0)}% of the step`);
    expect(text).toContain('launching 48 layers one after another');
  });

  it('says that width parallelises where the wide shape splits further or gains more', () => {
    const { scalingContrast, scalingSummary } = scale('NL24-SM', [16, 512, 1024]);
    expect(scalingContrast).toMatchObject({ name: 'FF8K-NH32-SM', kind: 'wide', widestModelParallelism: 32 });
    expect(scalingContrast?.tflopsRatio).toBeCloseTo(1, 2);
    const [own, other] = [scale('NL24-SM', [16, 512]), scalingContrast?.scaling ?? []];
    const deep = own.scaling.findLast(({ isFastest }) => isFastest)?.speedup as number;
    const wide = other.find(({ chips }) => chips === 512)?.speedup as number;
    expect(wide).toBeGreaterThan(deep);
    expect(scalingSummary.join(' ')).toMatch(
      /Width parallelises, depth does not: .* only FF8K-NH32-SM goes on to 1024/,
    );
  });

  it('never claims it against the speed-ups that it shows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('TINY', 'SM', 'NL24-SM', 'BASE', 'LG', 'NL32-XL', 'NL12-XXL'),
        fc.subarray([...SLICES], { minLength: 2 }),
        (name, slices) => {
          let scaled: ScaledModel;
          try {
            scaled = scale(name, slices);
          } catch {
            return;
          }
          const text = scaled.scalingSummary.join(' ');
          const shown = /they are ([\d.]+) and ([\d.]+) times/.exec(text);
          if (shown === null || !text.includes('Width parallelises')) return;
          const [, other, own] = shown.map(Number) as [number, number, number];
          const ratio = scaled.scalingContrast?.kind === 'wide' ? other / own : own / other;
          expect(ratio).toBeGreaterThan(0.9);
          if (text.includes('no clear difference')) return;
          expect(ratio).toBeGreaterThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets the most that is tried decide nothing', () => {
    const { scalingSummary, scalingContrast } = scale('XXL', [4, 1024]);
    const text = scalingSummary.join(' ');
    expect(scalingContrast).toMatchObject({ widestModelParallelism: 32, splitsFurther: true });
    expect(text).toMatch(
      /Wide against deep: .* 32 ways, the most that scaleplan tries\..* this decides nothing\./,
    );
    expect(scale('BASE').scalingSummary.join(' ')).not.toContain('scaleplan tries');
  });

  it('compares no speed-ups over different slices: 30 sequences on 32 cores take 16 heads, on 48 and 80 only 8', () => {
    const slices = [16, 24, 40];
    const { slice, ...rest } = setting({ workload: { sequences: 30 } });
    const own = { ...rest, slice: { ...slice, machine: { ...PAPER_MACHINE, slices } } };
    const on = (some: number[]) => scaleModel({ shape: parseName('NL8-SM') }, own, some, 'auto');
    const { scaling, scalingContrast, scalingSummary } = on(slices);
    expect(scaling.map(({ chips }) => chips)).toEqual([24, 40]);
    expect(scalingContrast?.scaling.map(({ chips }) => chips)).toEqual([16, 24, 40]);
    expect(scalingSummary.join(' ')).not.toContain('the model axis splits');
    expect(on([24, 40]).scalingSummary.join(' ')).toContain('the model axis splits');
  });

  it('counts the images of a Vision Transformer', () => {
    const text = scale('ViT-B/32', [16, 1024], 'every', { workload: { sequences: 256 } }).scalingSummary.join(
      ' ',
    );
    expect(text).toContain('A step of 256 images');
  });

  it('does not claim it where there is no clear difference', () => {
    const text = scale('NL12-XXL', [16, 1024]).scalingSummary.join(' ');
    expect(text).toContain('Wide against deep');
    expect(text).toContain('no clear difference');
  });

  it('does not claim it of equal speed-ups where the model axis splits both alike', () => {
    const { scalingSummary, scalingContrast } = scale('XL', [4, 16]);
    const text = scalingSummary.join(' ');
    expect(scalingContrast).toMatchObject({ kind: 'wide', widestModelParallelism: 32 });
    expect(text).toMatch(/Wide against deep: .* XL up to 32 ways\..* no clear difference\./);
    expect(text).not.toContain('decides nothing');
  });

  it('claims it of shapes that could be split further, while the deep one is not split as far as is tried', () => {
    const text = scale('NL12-XXL', [4, 16]).scalingSummary.join(' ');
    expect(text).toMatch(/Width parallelises, depth does not: .* 32 ways, the most that scaleplan tries\./);
    expect(text).not.toContain('decides nothing');
  });
});

describe('the contrast to a shape', () => {
  it.each(SIZE_NAMES)('%s has the same products of depth and width', (name) => {
    const { shape } = sizeNamed(name);
    const contrast = contrastTo(shape)?.shape;
    const product = (one = shape) => one.decoderLayers * one.dFf * one.numHeads;
    expect(product(contrast) / product()).toBeGreaterThan(0.2);
    expect((contrast?.decoderLayers ?? 0) * (contrast?.dFf ?? 0)).toBe(shape.decoderLayers * shape.dFf);
    expect(contrast?.dModel).toBe(shape.dModel);
  });

  it('is none where widths cannot be quartered', () => {
    expect(contrastTo(parseName('NH3-SM'))).toBeNull();
    expect(contrastTo(parseName('FF2050-SM'))).toBeNull();
  });
});
