import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestWithin, suggestWithinTflops } from '../support/suggestions';

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
