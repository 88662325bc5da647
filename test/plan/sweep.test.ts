import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateModel, type ModelEstimate } from '../../src/estimate/model';
import { deepestUsefulLayers } from '../../src/evidence/depthLimits';
import { OPERATOR_CODES, type OperatorCode } from '../../src/model/operators';
import { sameShape } from '../../src/model/shape';
import { SIZES, sizeNamed } from '../../src/model/sizes';
import { formatName } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { parseSweep } from '../../src/names/sweep';
import { turnKnob } from '../../src/plan/knobs';
import { METRIC_NAMES, METRICS, type MetricName, parseMetrics } from '../../src/plan/metrics';
import { findSeries, type Series } from '../../src/plan/series';
import { type Sweep, takeSweep } from '../../src/plan/sweep';
import { type Changes, setting } from '../support/settings';

function modelsOf(pattern: string, changes: Changes = {}) {
  return parseSweep(pattern, { limit: 10_000 }).map((shape) => estimateModel(shape, setting(changes)));
}

function sweepOf(pattern: string, metrics?: MetricName[]): Sweep {
  return takeSweep(modelsOf(pattern), [], { metrics });
}

const FIGURE_4 = 'NL{2..36..2}-{SM,BASE,LG}';

describe('the frontier of a sweep', () => {
  const figure4 = sweepOf(FIGURE_4);

  it('is over #TFlops and score where most models have one, and over #TFlops and speed else', () => {
    expect(figure4.metrics).toEqual(['flops', 'quality']);
    expect(takeSweep(modelsOf('NL{2..6..2}-SM', { workload: { trainSteps: 1000 } }), []).metrics).toEqual([
      'flops',
      'speed',
    ]);
  });

  const triples = fc.uniqueArray(fc.constantFrom(...METRIC_NAMES), { minLength: 2, maxLength: 3 });
  const some = modelsOf('{NL{2..36..6}-{SM,BASE,LG},FF{1K..8K}-SM,DM{256,1024}-BASE,SH-SM}');

  it('is undominated in any two or three metrics, and everything off it is dominated', () => {
    fc.assert(
      fc.property(triples, (metrics) => {
        const { frontier } = takeSweep(some, [], { metrics });
        const isBetter = (metric: MetricName, a: number, b: number) =>
          METRICS[metric].moreIsBetter ? a > b : a < b;
        for (const model of some) {
          const values = metrics.map((metric) => METRICS[metric].valueIn(model));
          const isBeaten = some.some((other) => {
            const pairs = metrics.map(
              (metric, i) => [metric, METRICS[metric].valueIn(other), values[i]] as const,
            );
            if (pairs.some(([, a, b]) => a === null || b === null || b === undefined)) return false;
            const worse = pairs.some(([metric, a, b]) => isBetter(metric, b as number, a as number));
            return !worse && pairs.some(([metric, a, b]) => isBetter(metric, a as number, b as number));
          });
          expect(frontier.includes(model.name)).toBe(!isBeaten && !values.includes(null));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('reads as Figure 4: Small, then Base, then Large', () => {
    const sizes = figure4.frontier.map((name) => name.split('-').at(-1) as string);
    expect([...new Set(sizes)]).toEqual(expect.arrayContaining(['SM', 'BASE', 'LG']));
    const { frontierSummary } = figure4;
    expect(frontierSummary).toMatch(/NL of SM up to .* then NL of BASE up to .* then NL of LG up to/);
    expect(figure4.frontier).toContain('NL24-SM');
    expect(figure4.frontier).not.toContain('BASE');
  });

  it('is walked by size in #TFlops and score alone', () => {
    for (const metrics of [
      ['params', 'quality'],
      ['flops', 'speed'],
      ['flops', 'params', 'quality'],
    ] as const) {
      expect(sweepOf(FIGURE_4, [...metrics]).frontierSummary).not.toContain('it follows');
    }
  });

  it('says what its scores rest on', () => {
    expect(figure4.frontierSummary).toMatch(/Scores: \d+ published; \d+ fitted, each .* points either way/);
    expect(sweepOf('{NL{2..8..2}-SM,SH-SM}').frontierSummary).toContain('1 unknown and never on it');
  });

  it('refuses scores where none is known', () => {
    const models = modelsOf('SM', { workload: { trainSteps: 1000 } });
    expect(() => takeSweep(models, [], { metrics: ['flops', 'quality'] })).toThrow('none of these models');
  });
});

describe('the series of a sweep', () => {
  it('are the models that differ in one knob, in its order', () => {
    const { series } = sweepOf('NL{36..2..2}-{SM,BASE}');
    expect(series.map(({ name }) => name)).toEqual(['NL of SM', 'NL of BASE']);
    expect((series[0] as Series).values).toEqual(Array.from({ length: 18 }, (_, i) => 2 * i + 2));
    expect((series[0] as Series).models[2]).toBe('SM');
  });

  it('are one a row and column of a grid', () => {
    const { series } = sweepOf('NL{6,12}-FF{1K,2K,4K}-SM');
    expect(series.map(({ name }) => name)).toEqual([
      'NL of FF1K-SM',
      'NL of SM',
      'NL of FF4K-SM',
      'FF of SM',
      'FF of NL12-SM',
    ]);
  });

  it('are those of both stacks where these are turned apart, and of switches', () => {
    const { series } = sweepOf('{EL{2,4}-DL{2,4}-SM,SH-SM,SM}');
    expect(series.map(({ name }) => name)).toEqual([
      'NL of SM',
      'EL of DL2-SM',
      'EL of DL4-SM',
      'DL of EL2-SM',
      'DL of EL4-SM',
      'SH of SM',
    ]);
  });

  it('never add a stack: a decoder alone is no shallower encoder-decoder', () => {
    const { series } = sweepOf('{NL{6,12}-SM,EL0-DL{8,24}-SM}');
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['NL of SM', [6, 12]],
      ['NL of EL0-SM', [8, 24]],
    ]);
    const alone = sweepOf('{NL{6,12}-SM,EL{8,24}-DL0-SM}').series;
    expect(alone.map(({ name, values }) => [name, values])).toEqual([
      ['NL of SM', [6, 12]],
      ['NL of DL0-SM', [8, 24]],
    ]);
  });

  it('hold the dimensions, not the order in which they were told', () => {
    const [small, deeper] = modelsOf('NL{6,12}-SM') as [ModelEstimate, ModelEstimate];
    const shape = Object.fromEntries(Object.entries(deeper.shape).reverse()) as never;
    const [row] = findSeries([small, { ...deeper, shape }], 'flops');
    expect(row?.series.models).toEqual(['SM', 'NL12-SM']);
  });

  it('are named by the size that they are variants of, whichever has that depth', () => {
    const { series } = sweepOf('NL{12,36}-ViT-L/32', ['flops', 'speed']);
    expect(series.map(({ name }) => name)).toEqual(['NL of ViT-L/32']);
  });

  it('tell no points for a tenth of the cost where none is added, or no score is known', () => {
    const [small, deeper] = modelsOf('NL{6,12}-SM') as [ModelEstimate, ModelEstimate];
    const priceAt = (total: number) => {
      const parameters = { ...deeper.parameters, total };
      return findSeries([small, { ...deeper, parameters }], 'params')[0]?.series.steps[0];
    };
    const { total } = small.parameters;
    expect(priceAt(total)).toMatchObject({ costRatio: 1, pointsPerTenPercent: null });
    expect(priceAt(total / 2)).toMatchObject({ costRatio: 0.5, pointsPerTenPercent: null });
    expect(priceAt(total * 1.1)?.pointsPerTenPercent).toBeGreaterThan(0);
    const unknown = findSeries(modelsOf('NL{6,12}-SM', { workload: { trainSteps: 1000 } }), 'params');
    expect(unknown[0]?.series.steps[0]).toMatchObject({
      averageChangePoints: null,
      pointsPerTenPercent: null,
    });
  });

  it('take no models of other runs together', () => {
    const [small] = modelsOf('SM');
    const [deeper] = modelsOf('NL8-SM', { workload: { sequences: 256 } });
    expect(findSeries([small, deeper] as never, 'flops')).toEqual([]);
  });

  it('have steps that multiply and add up to the whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('NL{2..36..2}-SM', 'FF{1K..9K..2K}-BASE', 'KV{16,32,64,128}-LG', 'EL{2..20..3}-SM'),
        fc.constantFrom<MetricName>('flops', 'params', 'speed', 'usd'),
        (pattern, cost) => {
          const models = modelsOf(pattern);
          for (const { series, estimates, scores } of findSeries(models, cost)) {
            const { steps } = series;
            const [first, last] = [estimates[0], estimates.at(-1)] as [never, never];
            const value = (model: never) => METRICS[cost].valueIn(model) as number;
            const whole = METRICS[cost].moreIsBetter
              ? value(first) / value(last)
              : value(last) / value(first);
            expect(steps.reduce((product, step) => product * step.costRatio, 1)).toBeCloseTo(whole, 9);
            const gain = steps.reduce((sum, step) => sum + (step.averageChangePoints as number), 0);
            expect(gain).toBeCloseTo((scores?.at(-1) as number) - (scores?.[0] as number), 9);
            expect(steps.map(({ to }) => to)).toEqual(series.models.slice(1));
            for (const { costRatio, averageChangePoints, pointsPerTenPercent } of steps) {
              const added = (costRatio - 1) * 10;
              expect((pointsPerTenPercent as number) * added).toBeCloseTo(averageChangePoints as number, 9);
            }
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('never take a printed score beside a fitted one for a gain', () => {
    const { series } = sweepOf('NL{16..24..2}-SM');
    expect((series[0] as Series).scoreBasis).toBe('fitted');
    const published = sweepOf('NL{16,20,22,24}-SM').series[0] as Series;
    expect(published.scoreBasis).toBe('published');
    expect(published.steps.map(({ averageChangePoints }) => averageChangePoints?.toFixed(2))).toEqual([
      '0.57',
      '0.24',
      '0.38',
    ]);
  });

  it('tell where the gain falls off, and how many models are beyond the paper’s limit', () => {
    const [series] = sweepOf('NL{2..48..2}-SM').series as [Sweep['series'][number]];
    const limit = deepestUsefulLayers('SM');
    const beyond = series.values.filter((layers) => layers > limit).length;
    expect(series.summary).toContain(
      `${beyond} models of the series are beyond the paper's limit of ${limit}`,
    );
    const gains = series.steps.map((step) => step.pointsPerTenPercent as number);
    const best = Math.max(...gains);
    const from = gains.findLastIndex((gain) => gain >= best / 2) + 1;
    expect(series.summary).toContain(`from ${series.steps[from]?.to} on a step buys less than half`);
    const [wide] = sweepOf('NL{12..40..4}-XL').series as [Sweep['series'][number]];
    expect(wide.summary).toContain('limit of 32 layers');
  });

  it('tell costs and speeds where no score is known', () => {
    const models = modelsOf('NL{2..8..2}-SM', { workload: { trainSteps: 1000 } });
    const [series] = takeSweep(models, []).series as [Sweep['series'][number]];
    expect(series.scoreBasis).toBeNull();
    expect(series.steps.every((step) => step.averageChangePoints === null)).toBe(true);
    expect(series.summary).toMatch(/A step is \+30\.1% #TFlops \(NL4-SM\) at first and/);
  });
});

describe('what a sweep says', () => {
  const seriesOf = (pattern: string, changes: Changes = {}) =>
    takeSweep(modelsOf(pattern, changes), []).series.map(({ summary }) => summary);

  it('of printed scores alone is that they are scores, and which step buys most', () => {
    const { series, frontierSummary } = sweepOf('NL{16,20,22,24}-SM');
    expect(series[0]?.summary).toContain(' steps/s, score 78.73 to 79.92. The step to NL24-SM buys most: ');
    expect(series[0]?.summary).toContain('; no later step falls below half of that for good. ');
    expect(frontierSummary).toMatch(/ Scores: 4 published\.$/);
  });

  it('of unknown scores is nothing of a fit, also beyond the limit of depth', () => {
    const [summary] = seriesOf('NL{24,40}-SM', { workload: { trainSteps: 1000 } });
    expect(summary).toContain(' (it sees depth converge at 32 to 36). On the frontier: ');
  });

  it('of a frontier along one series alone is no course; along two it is', () => {
    expect(sweepOf('{NL{2..8..2}-SM,KV{128,256}-SM}').frontierSummary).not.toContain('it follows');
    expect(sweepOf('NL{2..36..2}-{SM,BASE}').frontierSummary).toMatch(
      /it follows NL of SM up to [\d.]+ \(NL36-SM\), then NL of BASE up to [\d.]+ \(NL34-BASE\)\./,
    );
    expect(sweepOf('NL{4..36..2}-FF{1K..8K}-SM').frontierSummary).not.toContain('it follows');
  });

  it('of models that no name says is told by the first of them', () => {
    const models = modelsOf('NL{6,12}-SM').map(({ shape }, i) =>
      estimateModel({ ...shape, gatedFf: true }, setting(), `gated ${i}`),
    );
    expect(findSeries(models, 'flops').map(({ series }) => series.name)).toEqual(['NL of gated 0']);
  });
});

describe('any pattern', () => {
  const values: Readonly<Record<string, string>> = {
    NL: '{2,4,36}',
    EL: '{1..5..2}',
    DL: '{3,40}',
    FF: '{1K..4K}',
    DM: '{256,640}',
    KV: '{16,64,128}',
    NH: '{4,8}',
  };
  const pattern = fc
    .record({
      knobs: fc.subarray(Object.keys(values), { minLength: 1, maxLength: 3 }),
      switches: fc.subarray(['SH', 'SKV']),
      sizes: fc.subarray(['TINY', 'SM', 'BASE'], { minLength: 1 }),
    })
    .filter(({ knobs }) => !knobs.includes('NL') || !knobs.some((code) => code === 'EL' || code === 'DL'))
    .map(({ knobs, switches, sizes }) =>
      [...knobs.map((code) => `${code}${values[code]}`), ...switches, `{${sizes.join()}}`].join('-'),
    );

  it('has a frontier of its own models, and series whose models differ in their knob alone', () => {
    fc.assert(
      fc.property(pattern, (text) => {
        const models = modelsOf(text);
        const { frontier, series } = takeSweep(models, []);
        const names = models.map(({ name }) => name);
        expect(frontier.length).toBeGreaterThan(0);
        expect(names).toEqual(expect.arrayContaining([...frontier]));
        for (const one of series) {
          expect(one.values).toEqual([...new Set(one.values)].sort((a, b) => a - b));
          expect(names).toEqual(expect.arrayContaining([...one.models]));
          expect(one.steps).toHaveLength(one.models.length - 1);
          expect(one.summary).not.toMatch(/undefined|NaN|Infinity/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a knob', () => {
  it.each(OPERATOR_CODES)('%s turned around any size passes through it, and changes nothing else', (code) => {
    for (const { name, shape } of SIZES) {
      const turned = turnKnob(shape, code);
      expect(turned.filter(({ spelling }) => spelling === null).map((one) => one.shape)).toEqual([shape]);
      const names = turned.map((one) => formatName(one.shape));
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeGreaterThan(1);
      expect(
        findSeries(
          turned.map((one) => estimateModel(one.shape, setting({ chips: 64, modelParallelism: 1 }))),
          'flops',
        ).filter(({ series }) => series.models.length === names.length),
      ).toHaveLength(1);
      expect(names).toContain(name);
    }
  });

  it('has the values of the released checkpoints around a size that has them', () => {
    const values = turnKnob(sizeNamed('BASE').shape, 'FF').map(({ shape }) => shape.dFf);
    expect(values).toEqual([2048, 3072, 9216, 12288]);
    expect(turnKnob(sizeNamed('SM').shape, 'NL').map(({ shape }) => shape.decoderLayers)).toContain(24);
  });

  it('is turned to every value that a released checkpoint has of it alone', () => {
    const file = join(import.meta.dirname, '../fixtures/released-names.tsv');
    const names = readFileSync(file, 'utf8').match(/t5-efficient-[a-z]+-[a-z]+\d*$/gm) as string[];
    expect(names.length).toBeGreaterThan(60);
    for (const name of names) {
      const [, size = '', code = ''] = /t5-efficient-([a-z]+)-([a-z]+)/.exec(name) as unknown as string[];
      const turned = turnKnob(parseName(size), code.toUpperCase() as OperatorCode);
      expect(
        turned.some(({ shape }) => sameShape(shape, parseName(name))),
        name,
      ).toBe(true);
    }
  });

  it('has those of Base in proportion around another, divisible by the model parallelism', () => {
    expect(turnKnob(sizeNamed('XXL').shape, 'NH').map(({ shape }) => shape.numHeads)).toEqual([96, 128, 256]);
    expect(turnKnob(sizeNamed('XL').shape, 'DL').map(({ shape }) => shape.decoderLayers)).toEqual([
      8, 16, 24,
    ]);
  });

  it('turned around one model makes no series beside it', () => {
    const centre = sizeNamed('XL').shape;
    const shapes = [...turnKnob(centre, 'NL'), ...turnKnob(centre, 'EL'), ...turnKnob(centre, 'DL')];
    const all = shapes.map(({ shape }) => estimateModel(shape, setting()));
    const models = all.filter(({ name }, i) => all.findIndex((other) => other.name === name) === i);
    const turned = new Set(models);
    const named = models.find(({ name }) => name === 'XL') ?? null;
    const { series } = takeSweep(models, [], { around: { centre: named, turned } });
    expect(series.map(({ name }) => name)).toEqual(['NL of XL', 'EL of XL', 'DL of XL']);
    expect(takeSweep(models, []).series.length).toBeGreaterThan(3);
  });

  it('turned beside a model that was told makes no series with that either', () => {
    const [centre, turned, told] = modelsOf('{SM,NL16-SM,NL16-FF4K-SM}');
    const around = { centre: centre ?? null, turned: new Set([centre, turned] as ModelEstimate[]) };
    const { series } = takeSweep([centre, turned, told] as ModelEstimate[], [], { around });
    expect(series.map(({ name }) => name)).toEqual(['NL of SM']);
  });
});

describe('--frontier', () => {
  it('reads two or three metrics in any case', () => {
    expect(parseMetrics('flops,quality')).toEqual(['flops', 'quality']);
    expect(parseMetrics(' Params, SPEED ,train-flops')).toEqual(['params', 'speed', 'train-flops']);
  });

  it.each([
    ['flops', 'two or three'],
    ['flops,params,speed,quality', 'two or three'],
    ['flops,flops', 'twice'],
    ['flop,quality', "no metric 'flop'"],
    ['flops,', "no metric ''"],
    ['', "no metric ''"],
  ])('refuses %j', (text, message) => {
    expect(() => parseMetrics(text)).toThrow(message);
  });
});
