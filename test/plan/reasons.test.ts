import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { estimateOf } from '../support/settings';
import { inRole, suggestWithin, suggestWithinTflops } from '../support/suggestions';

const SOURCE = /^(Table|Figure|Section) \d/;
const tflops = fc.double({ min: 0, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);

describe('a recommendation', () => {
  it('has a reason in whole sentences, evidence with its source, and a role of its own', () => {
    fc.assert(
      fc.property(tflops, (budget) => {
        const { recommendations } = suggestWithinTflops(budget);
        const roles = recommendations.flatMap(({ role, alsoRoles }) => [role, ...alsoRoles]);
        expect(new Set(roles).size).toBe(roles.length);
        expect(recommendations.map(({ rank }) => rank)).toEqual(recommendations.map((_, i) => i + 1));
        for (const { reason, evidence } of recommendations) {
          expect(reason).toMatch(/^[A-Z].*\.$/);
          expect(reason).not.toMatch(/undefined|null|NaN|unknown/);
          expect(evidence.length).toBeGreaterThan(0);
          for (const { source, text } of evidence) {
            expect(source).toMatch(SOURCE);
            expect(text.length).toBeGreaterThan(20);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stands once, whatever roles it fills', () => {
    fc.assert(
      fc.property(tflops, (budget) => {
        const names = suggestWithinTflops(budget).recommendations.map(({ model }) => model.name);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 40 },
    );
  });

  it('shows its own published row where it has one, else the nearest ones', () => {
    const { recommendations } = suggestWithinTflops(11);
    const evidence = Object.fromEntries(recommendations.map((one) => [one.model.name, one.evidence]));
    expect(evidence['NL20-SM']?.[0]).toMatchObject({
      source: 'Table 4',
      text: expect.stringMatching(/^Small 20L:/),
    });
    expect(evidence['NL26-SM']?.[0]?.text).toMatch(/^Small 24L:/);
  });

  it('warns of what the paper warns of: a next size that is shallow and wide', () => {
    const { recommendations } = suggestWithinTflops(60);
    const shallow = recommendations.find(({ role }) => role === 'next-size');
    expect(shallow?.reason).toContain('shallow and wide');
    expect(shallow?.evidence.some(({ text }) => text.includes('NL12-XXL'))).toBe(true);
  });

  it('of a next size says first that it is shown in spite of what the fit tells', () => {
    const next = (tflops: number) => suggestWithinTflops(tflops).recommendations.at(-1);
    expect(next(60)).toMatchObject({ role: 'next-size', model: { name: 'NL10-XL' } });
    expect(next(60)?.reason).toMatch(
      /^Shown because the budget reaches it; the fit expects it to be worse than NL36-LG: -\d\.\d \(±\d\.\d\)\. /,
    );
    expect(next(20)?.reason).toMatch(
      /^Shown because the budget reaches it; the fit cannot tell it from NL36-SM: \+0\.2 \(±\d\.\d\)\. /,
    );
    expect(next(265)?.reason).toMatch(
      /^Shown because the budget reaches it; the paper measured it to be worse than NL32-XL: -2\.19\. /,
    );
  });

  it('of a next size that is better than all that costs less says nothing of the kind, and it comes first', () => {
    const [first] = suggestWithinTflops(40).recommendations;
    expect(first).toMatchObject({ role: 'next-size', model: { name: 'NL28-LG' } });
    expect(first?.reason).toMatch(/^The DeepNarrow choice is at its depth limit/);
  });

  it('of a DeepNarrow choice that does not come first says why', () => {
    const choice = inRole(suggestWithinTflops(11), 'deep-narrow');
    expect(choice?.rank).toBeGreaterThan(1);
    expect(choice?.reason).toContain(
      'It stands no higher, since the fit cannot tell it from NL24-SM, which is cheaper: +0.4 (±0.9).',
    );
  });

  it('says of a reference that nothing beats in speed what was asked: measured as good, or told to be better', () => {
    const fastest = inRole(suggestWithinTflops(34.4), 'fastest');
    expect(fastest?.model.name).toBe('LG');
    expect(fastest?.reason).toContain(
      'Nothing that was measured to be at least as good as LG, or that the fit tells to be better within what the paper scored, is faster than LG itself',
    );
  });

  it('is the same every time', () => {
    const budget = { usd: 500, minStepsPerSecond: 3 };
    expect(JSON.stringify(suggestWithin(budget))).toBe(JSON.stringify(suggestWithin(budget)));
  });
});

describe('with every suggestion stands', () => {
  it('what depth cannot do and width can', () => {
    expect(suggestWithinTflops(11).limits.join(' ')).toMatch(/Depth cannot be parallelised.*32 on 64 chips/);
  });
});

test('all roles of a shape are told at its end', () => {
  const [first] = suggestWithinTflops(126).recommendations;
  expect(first?.alsoRoles).toEqual(['matching', 'fastest', 'best-measured']);
  expect(first?.reason).toMatch(
    / Also the cheapest match and the fastest match and the best measured score\.$/,
  );
});

test('the best measured shape may be the encoder-heavy one too', () => {
  const best = inRole(suggestWithin({ usd: 500 }), 'best-measured');
  expect(best).toMatchObject({ model: { name: 'EL32-SM' }, alsoRoles: ['encoder-heavy'] });
  expect(best?.reason).toMatch(/ Also the encoder-heavy choice\.$/);
});

test('the memory of a core is told where it binds', () => {
  const within = suggestWithin({ flops: 1e18 }, { chips: 256, modelParallelism: 32 });
  expect(inRole(within, 'next-size')?.reason).toContain('The 16.00 GiB memory of a core binds (100% spent).');
});

test('the narrowest size at its own depth is not said to be deepened', () => {
  const { compute } = estimateOf('TINY');
  const [first] = suggestWithin({ flops: compute.forwardMacs }).recommendations;
  expect(first?.reason).toMatch(/^No size is affordable at twice its own depth: TINY with 4 layers, /);
});
