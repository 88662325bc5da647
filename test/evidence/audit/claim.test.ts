import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  claimFound,
  claimOfFigure,
  claimOfWords,
  leftOpen,
  type Reading,
  VERDICTS,
  verdictOn,
} from '../../../src/evidence/audit/claim';
import {
  claimOfAbove,
  claimOfBetter,
  claimOfLower,
  claimOfSimilar,
} from '../../../src/evidence/audit/scores';
import { exactly, giveOrTake } from '../../../src/units/interval';

const STATEMENT = { group: 'Table 9', subject: 'Small, #Params', printed: '50%', note: null };

function reading(value: number, tolerance = 0, words = ''): Reading {
  return { reading: words, value, interval: giveOrTake(value, tolerance) };
}

describe('a verdict', () => {
  test.each([
    ['50%', 0.495, 0, 'holds'],
    ['50%', 0.492, 0, 'holds'],
    ['50%', 0.48, 0, 'does not hold'],
    ['50%', 0.48, 0.05, 'possible'],
    ['3.2', 3.14, 0.0015, 'does not hold'],
    ['3.2', 3.14, 0.004, 'possible'],
    ['-1.49', -1.5, 0, 'does not hold'],
    ['-1.49', -1.495, 0, 'holds'],
    ['64', 127.5, 0.0015, 'does not hold'],
  ])('on %s of %d give or take %d: %s', (printed, value, tolerance, verdict) => {
    expect(verdictOn(printed, reading(value, tolerance))).toBe(verdict);
  });

  test('never worsens as what is known gets less', () => {
    const printed = fc.constantFrom('50%', '3.2', '220M', '1.1B', '79.92', '9');
    const positive = fc.double({ min: 0.001, max: 2e9, noNaN: true });
    const tolerance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(printed, positive, tolerance, tolerance, (figure, value, a, b) => {
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)].map((share) =>
          VERDICTS.indexOf(verdictOn(figure, reading(value, share))),
        ) as [number, number];
        expect(wide).toBeLessThanOrEqual(narrow);
      }),
    );
  });
});

describe('a claim in figures', () => {
  test('is decided by its best reading, and tells what the others come to', () => {
    const claim = claimOfFigure(STATEMENT, [reading(0.4, 0, 'alone'), reading(0.5, 0, 'with slots')]);
    expect(claim).toMatchObject({ verdict: 'holds', computed: '50.0%', explanation: 'with slots' });
    expect(claim.where).toBe('Table 9, Small, #Params');
    expect(claim.readings.map(({ verdict }) => verdict)).toEqual(['does not hold', 'holds']);
  });

  test('that does not hold shows its first reading, and the range of each other kind', () => {
    const others = [
      reading(0.36, 0, 'with slots'),
      reading(0.38, 0, 'with slots'),
      reading(0.3, 0, 'as printed'),
    ];
    const claim = claimOfFigure({ ...STATEMENT, note: 'a slip' }, [reading(0.4), ...others]);
    expect(claim).toMatchObject({
      verdict: 'does not hold',
      computed: '40.0%',
      explanation: 'a slip; 36.0% to 38.0% with slots, 30.0% as printed',
    });
  });

  test('that is possible tells how far it can be off', () => {
    const claim = claimOfFigure(STATEMENT, [reading(0.48, 0.05)]);
    expect(claim).toMatchObject({ verdict: 'possible', range: '45.6% to 50.4%' });
  });

  test('may be printed loosely', () => {
    const claim = claimOfFigure({ ...STATEMENT, printed: '220M' }, [reading(222_903_552)]);
    expect(claim).toMatchObject({ verdict: 'holds', explanation: 'rounded loosely' });
  });

  test('about a model that is not named is never accused', () => {
    const claim = leftOpen(claimOfFigure(STATEMENT, [reading(0.4)]));
    expect(claim.verdict).toBe('possible');
    expect(claim.explanation).toMatch(/^the sentence names no model/);
    const holding = claimOfFigure(STATEMENT, [reading(0.5)]);
    expect(leftOpen(holding)).toEqual(holding);
  });

  test('may be left open for another reason, which its explanation begins with', () => {
    const noted = claimFound({ ...STATEMENT, note: 'a note' }, 'no', false);
    expect(leftOpen(noted, 'another could')).toMatchObject({
      verdict: 'possible',
      explanation: 'another could; a note',
    });
  });
});

describe('a claim in words', () => {
  const third = { least: 0.32, most: 0.34 };
  const write = (value: number) => value.toFixed(2);

  test.each([
    [exactly(0.335), 'holds'],
    [exactly(0.3), 'does not hold'],
  ] as const)('%o of about a third: %s', (interval, verdict) => {
    const one = { reading: '', value: interval.least, interval };
    expect(claimOfWords(STATEMENT, third, [one], write).verdict).toBe(verdict);
  });

  test('is possible where only its tolerance reaches', () => {
    expect(claimOfWords(STATEMENT, third, [reading(0.3, 0.1)], write).verdict).toBe('possible');
  });

  test('is found true or not', () => {
    expect(claimFound(STATEMENT, 'yes', true)).toMatchObject({
      verdict: 'holds',
      computed: 'yes',
      readings: [],
    });
    expect(claimFound(STATEMENT, 'no', false).verdict).toBe('does not hold');
  });
});

describe('claims about scores, on Table 4', () => {
  const better = { kind: 'better', table: 'Table 4' } as const;

  test.each([
    ['Small 24L', 'Base', ['glue', 'superGlue', 'squad'], 'holds'],
    ['Base 36L', 'Large', ['glue', 'superGlue', 'squad'], 'does not hold'],
    ['Base 36L', 'Large', ['average'], 'holds'],
    ['Small 20L', 'Small 22L', ['perplexity'], 'does not hold'],
  ])('%s better than %s in %j: %s', (model, than, scores, verdict) => {
    expect(claimOfBetter(STATEMENT, { ...better, model, than, scores }).verdict).toBe(verdict);
  });

  test.each([
    ['Small 24L', 'Base', 'holds'],
    ['Small 20L', 'Base', 'does not hold'],
  ])('%s with a speed similar to that of %s: %s', (model, than, verdict) => {
    const claim = { kind: 'similar', table: 'Table 4', quantity: 'stepsPerSecond', model, than } as const;
    expect(claimOfSimilar(STATEMENT, claim).verdict).toBe(verdict);
  });

  test.each([
    ['XL', 'holds'],
    ['Large', 'does not hold'],
  ])('%s with a d_ff above 16k: %s', (model, verdict) => {
    const claim = { kind: 'above', table: 'Table 1', quantity: 'dFf', model } as const;
    expect(claimOfAbove({ ...STATEMENT, printed: '16k' }, claim).verdict).toBe(verdict);
  });

  test.each([
    ['Base 36L', 'Large', 'holds'],
    ['Large', 'Base 36L', 'does not hold'],
    ['Small 24L', 'Small 32EL', 'does not hold'],
  ])('%s with fewer #TFlops than %s: %s', (model, than, verdict) => {
    const claim = { kind: 'lower', table: 'Table 4', quantity: 'tflops', model, than } as const;
    expect(claimOfLower(STATEMENT, claim).verdict).toBe(verdict);
  });
});
