import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestSpellings } from '../../src/problems/nearest';

const SIZES = ['TINY', 'MINI', 'SMALL', 'BASE', 'LARGE', 'XL', 'XXL', 'XXXL'];

describe('the nearest spelling', () => {
  it.each([
    ['bsae', ['BASE']],
    ['BAES', ['BASE']],
    ['smal', ['SMALL']],
    ['largee', ['LARGE']],
    ['x', ['XL']],
    ['enormous', []],
    ['', []],
  ])('of %s is %j', (text, expected) => {
    expect(nearestSpellings(text, SIZES)).toEqual(expected);
  });

  it('is the word itself where it is one, in any case', () => {
    for (const size of SIZES) expect(nearestSpellings(size.toLowerCase(), SIZES)).toEqual([size]);
  });

  it('is two at most, and a guess for no text too long to be a word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const nearest = nearestSpellings(text, SIZES);
        expect(nearest.length).toBeLessThanOrEqual(2);
        if (text.length > 40) expect(nearest).toEqual([]);
      }),
    );
  });
});
