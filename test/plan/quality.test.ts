import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expectation, qualityDifference } from '../../src/evidence/quality/difference';
import { expectationOf } from '../../src/evidence/quality/fitted';
import { compareModels } from '../../src/plan/compare';
import { measuredSpeeds } from '../../src/plan/imageScores';
import type { Recommendation } from '../../src/plan/recommend';
import { estimateOf } from '../support/settings';
import { inRole, namesOf, suggestWithin, suggestWithinTflops } from '../support/suggestions';

const tflops = fc.double({ min: 0, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);

describe('what a recommendation expects', () => {
  it('is the published score, or else the fitted one, and its difference from the reference', () => {
    fc.assert(
      fc.property(tflops, (budget) => {
        const { recommendations, reference } = suggestWithinTflops(budget);
        const wanted = reference && expectationOf(reference.shape);
        for (const { model, expected, difference } of recommendations) {
          expect(expected).toEqual(model.publishedQuality ?? model.fittedQuality);
          const own = expectationOf(model.shape) as Expectation;
          expect(difference).toEqual(wanted && qualityDifference(wanted, own));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is told in points with the interval, and what it is above the reference', () => {
    const choice = inRole(suggestWithinTflops(11), 'deep-narrow');
    expect(choice?.model.name).toBe('NL26-SM');
    expect(choice?.reason).toContain(
      'Expected: 80.3 (79.4 to 81.2) average points, +1.1 against BASE (±0.9).',
    );
    expect(inRole(suggestWithinTflops(11), 'best-measured')?.reason).toContain(
      'Measured: 79.92 average points, +0.76 against BASE.',
    );
  });

  it('is said to be no more than chance where the intervals cannot tell it from that', () => {
    const [first] = suggestWithinTflops(3.72).recommendations as [Recommendation];
    expect(first.difference).toMatchObject({ separated: false, basis: 'fitted' });
    expect(first.reason).toMatch(/\+0\.9 against SM is less than the fit can tell from none \(±1\.\d\)/);
  });

  it('names the cheapest shape that it cannot be told from, of the first alone', () => {
    const { recommendations } = suggestWithinTflops(11);
    const [first, ...others] = recommendations as [Recommendation, ...Recommendation[]];
    const tie = estimateOf(first.tiedWith as string);
    expect(tie.compute.forwardMacs).toBeLessThan(first.model.compute.forwardMacs);
    expect(first.reason).toContain(`cannot be told from that of ${tie.name}`);
    const [cheaper, own] = [tie, first.model].map(({ shape }) => expectationOf(shape) as Expectation);
    expect(qualityDifference(cheaper as Expectation, own as Expectation).separated).toBe(false);
    for (const { tiedWith } of others) expect(tiedWith).toBeNull();
  });

  it('says where it reaches beyond what the paper scored', () => {
    const [first] = suggestWithinTflops(1).recommendations as [Recommendation];
    expect(first.expected?.extrapolated).toBe(true);
    expect(first.reason).toContain('beyond what the paper scored');
  });

  it('of another run than the paper is still what the paper would reach, and the model says nothing', () => {
    const suggestion = suggestWithin({ flops: 11e12 }, { workload: { trainSteps: 1000 } });
    const choice = inRole(suggestion, 'deep-narrow');
    expect(choice?.model.quality).toBeNull();
    expect(choice?.expected?.average).toBeCloseTo(80.3, 1);
    expect(namesOf(suggestion)).toEqual(namesOf(suggestWithinTflops(11)));
  });
});

describe('an estimate fills a role', () => {
  it('only where it is told to be better than the reference, inside what the paper scored', () => {
    fc.assert(
      fc.property(tflops, (budget) => {
        const suggestion = suggestWithinTflops(budget);
        const matches = [inRole(suggestion, 'matching'), inRole(suggestion, 'fastest')];
        for (const match of matches.filter((one) => one?.expected?.basis === 'fitted')) {
          expect(match).toMatchObject({ expected: { extrapolated: false }, difference: { separated: true } });
          expect(match?.difference?.points).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});

it('the roles of measured shapes are left to measured shapes', () => {
  fc.assert(
    fc.property(tflops, (budget) => {
      const suggestion = suggestWithinTflops(budget);
      const measured = [inRole(suggestion, 'best-measured'), inRole(suggestion, 'encoder-heavy')];
      for (const one of measured.filter((found) => found !== undefined)) {
        expect(one.expected?.basis).toBe('published');
      }
    }),
    { numRuns: 30 },
  );
});

describe('a comparison', () => {
  it('of two estimates lets the errors cancel that both share', () => {
    const { differences, verdicts } = compareModels([estimateOf('NL1-TINY'), estimateOf('NL10-TINY')]);
    expect(differences[0]).toMatchObject({ basis: 'fitted', separated: true });
    expect(verdicts[0]).toMatch(/expected are \+13\.1 average points \(±1\d\.\d\)\.$/);
  });

  const verdictOn = (first: string, second: string) =>
    compareModels([estimateOf(first), estimateOf(second)]).verdicts[0];

  it('says what was measured where both were', () => {
    expect(verdictOn('BASE', 'NL24-SM')).toContain('the paper measured +0.76 average points');
  });

  it('says what is expected where one was not', () => {
    expect(verdictOn('BASE', 'NL26-SM')).toContain('expected are +1.1 average points (±0.9)');
    expect(verdictOn('SM', 'NL7-SM')).toMatch(
      /expected are \+\d\.\d average points, which the fit cannot tell from none \(±\d\.\d\)/,
    );
  });

  it('says that nothing is known where it is not', () => {
    expect(verdictOn('BASE', 'SH-BASE')).toContain(
      "neither the paper's scores nor the fit on them speak of SH-BASE",
    );
  });

  it('gives the differences beside the ratios', () => {
    const { differences, versus } = compareModels(
      ['BASE', 'NL26-SM', 'SH-BASE'].map((name) => estimateOf(name)),
    );
    expect(differences).toHaveLength(versus.length);
    expect(differences[0]).toMatchObject({ basis: 'fitted', separated: true });
    expect(differences[1]).toBeNull();
    expect(versus.map(({ name }) => name)).toEqual(['NL26-SM', 'SH-BASE']);
    const [base, deeper] = [estimateOf('BASE'), estimateOf('NL26-SM')];
    expect(versus[0]?.parametersRatio).toBe(deeper.parameters.total / base.parameters.total);
  });

  it('gives the published row of each model that has one', () => {
    const { scores } = compareModels(['BASE', 'NL26-SM', 'NL24-SM'].map((name) => estimateOf(name)));
    expect(scores.map((row) => row?.model ?? null)).toEqual(['Base', null, 'Small 24L']);
  });

  it('names the cost that differs, and the other as the same', () => {
    expect(verdictOn('BASE', 'EL16-DL9-BASE')).toContain('% more FLOPs than BASE and as many parameters at');
    expect(verdictOn('BASE', 'EL16-DL3-BASE')).toContain(
      'has 25.4% fewer parameters than BASE and as many FLOPs at',
    );
    expect(verdictOn('LG', 'FF16K-DM1K-NH64-SM')).toContain('has as many parameters and FLOPs as LG at');
  });

  it('says nothing of perplexity where either has none, or the run is not the paper’s', () => {
    for (const names of [
      ['NL26-SM', 'BASE'],
      ['BASE', 'NL26-SM'],
    ]) {
      expect(verdictOn(...(names as [string, string]))).not.toMatch(/perplexity|undefined/);
    }
    const short = { workload: { trainSteps: 1000 } };
    const models = ['NL32-XL', 'NL12-XXL'].map((name) => estimateOf(name, short));
    expect(compareModels(models).verdicts[0]).not.toContain('perplexity');
    const [base, deeper] = [estimateOf('BASE'), estimateOf('NL24-SM')];
    for (const pair of [
      [estimateOf('BASE', short), deeper],
      [base, estimateOf('NL24-SM', short)],
      // As good downstream: nothing to disagree with.
      [base, { ...deeper, quality: base.quality }],
    ]) {
      expect(compareModels(pair).verdicts[0]).not.toContain('perplexity');
    }
  });
});

describe('the speeds of Table 5', () => {
  const run = { chips: 64, workload: { sequences: 4096 } };

  it('are those of this run where both models are planned as there: machine, slice and batch', () => {
    const [first, other] = [estimateOf('ViT-B/32', run), estimateOf('ViT-S/32-NL24', run)];
    const isThisRun = (...models: [typeof first, typeof other]) => measuredSpeeds(...models)?.isThisRun;
    expect(isThisRun(first, other)).toBe(true);
    for (const changes of [{ chips: 32 }, { machine: 'another' }]) {
      const elsewhere = { ...other, slice: { ...other.slice, ...changes } };
      expect(isThisRun(first, elsewhere)).toBe(false);
      expect(isThisRun(elsewhere, other)).toBe(false);
    }
    expect(isThisRun(first, estimateOf('ViT-S/32-NL24', { chips: 64 }))).toBe(false);
  });

  it('are none where either model has none', () => {
    const [known, unknown] = [estimateOf('ViT-B/32', run), estimateOf('ViT-L/16', run)];
    expect(measuredSpeeds(known, unknown)).toBeNull();
    expect(measuredSpeeds(unknown, known)).toBeNull();
  });
});
