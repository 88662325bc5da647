import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIZE_NAMES } from '../../src/model/sizes';
import { estimateOf } from '../support/settings';
import { suggestWithin } from '../support/suggestions';

const SLACK = 1.05;
const COSTS = SIZE_NAMES.map((name) => ({ name, flops: estimateOf(name).compute.forwardMacs }));

describe('the reference', () => {
  it('is the largest canonical size at no more than 1.05 times the budget', () => {
    fc.assert(
      fc.property(fc.double({ min: 11, max: 15.5, noNaN: true }), (exponent) => {
        const flops = 10 ** exponent;
        const expected = COSTS.findLast((size) => size.flops <= SLACK * flops)?.name ?? null;
        expect(suggestWithin({ flops }).reference?.name ?? null).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it.each(COSTS)('is $name from 1/1.05 of its cost on', ({ name, flops }) => {
    expect(suggestWithin({ flops: (flops / SLACK) * 1.000001 }).reference?.name).toBe(name);
    expect(suggestWithin({ flops: (flops / SLACK) * 0.999999 }).reference?.name).not.toBe(name);
  });

  it('is what every recommendation is compared with', () => {
    const { recommendations, reference } = suggestWithin({ flops: 11e12 });
    for (const { model, versus, reason } of recommendations) {
      expect(versus?.parametersRatio).toBe(model.parameters.total / (reference?.parameters.total as number));
      expect(reason).toContain('Against BASE:');
    }
  });

  it('is null below the cheapest canonical size, and nothing is compared', () => {
    const { recommendations, reference } = suggestWithin({ flops: 1e12 });
    expect(reference).toBeNull();
    for (const { versus, reason } of recommendations) {
      expect(versus).toBeNull();
      expect(reason).not.toMatch(/Against|null|undefined|unknown/);
    }
  });
});
