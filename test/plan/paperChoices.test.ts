import { describe, expect, it } from 'vitest';
import { inRole, namesOf, suggestWithinTflops } from '../support/suggestions';

// Section 4.4 and Table 4: what the paper itself trains in place of each canonical size.
describe("the paper's own choices come first", () => {
  it('a Small of 24 to 28 layers for the FLOPs of Base', () => {
    const { model } = suggestWithinTflops(11.4).recommendations[0] as never as { model: { name: string } };
    const layers = Number(/^NL(\d+)-SM$/.exec(model.name)?.[1]);
    expect(layers).toBeGreaterThanOrEqual(24);
    expect(layers).toBeLessThanOrEqual(28);
  });

  it.each([
    ['LG', 34.4, 'NL36-BASE'],
    ['XL', 127.6, 'NL36-LG'],
    ['XXL', 500.4, 'NL32-XL'],
  ])('for the FLOPs of %s (%dT): %s', (_, tflops, name) => {
    expect(namesOf(suggestWithinTflops(tflops))[0]).toBe(name);
  });

  it('a Mini deeper than its own four layers for the FLOPs of Small', () => {
    const [first = ''] = namesOf(suggestWithinTflops(3.72));
    expect(first).toMatch(/^NL\d+-MINI$/);
    expect(Number(/\d+/.exec(first)?.[0])).toBeGreaterThan(4);
  });

  it('11T, which is a little less than Base costs, is still compared with Base', () => {
    const suggestion = suggestWithinTflops(11);
    expect(suggestion.reference?.name).toBe('BASE');
    expect(namesOf(suggestion)[0]).toMatch(/^NL2[4-8]-SM$/);
  });
});

describe('beside the first recommendation', () => {
  it.each([11, 11.4, 20])('%dT: a Small of 20 to 24 layers matches Base at the least cost', (tflops) => {
    const matching = inRole(suggestWithinTflops(tflops), 'matching');
    expect(matching?.model.name).toMatch(/^NL2[0-4]-SM$/);
    expect(matching?.model.quality?.average).toBeGreaterThanOrEqual(79.16);
  });

  it('an encoder-heavy shape stands where the paper measured one: Small 32EL', () => {
    expect(inRole(suggestWithinTflops(11), 'encoder-heavy')?.model.name).toBe('EL32-SM');
    expect(inRole(suggestWithinTflops(3.72), 'encoder-heavy')).toBeUndefined();
  });

  it('something is named the fastest, and it is faster than the first', () => {
    const suggestion = suggestWithinTflops(11);
    const speed = inRole(suggestion, 'fastest')?.model.throughput.stepsPerSecond as number;
    expect(speed).toBeGreaterThan(suggestion.recommendations[0]?.model.throughput.stepsPerSecond as number);
  });

  it('20T lies between two rungs: a partly deepened Base is the next size', () => {
    const suggestion = suggestWithinTflops(20);
    expect(namesOf(suggestion)[0]).toBe('NL36-SM');
    expect(inRole(suggestion, 'next-size')?.model.name).toMatch(/^NL(1[3-9]|2\d)-BASE$/);
  });

  it('60T lies between two rungs: an XL is the next size', () => {
    const suggestion = suggestWithinTflops(60);
    expect(namesOf(suggestion)[0]).toBe('NL36-LG');
    expect(inRole(suggestion, 'next-size')?.model.name).toMatch(/XL$/);
  });

  it('no next size is offered where the first recommendation spends the budget', () => {
    expect(inRole(suggestWithinTflops(11), 'next-size')).toBeUndefined();
  });
});

describe('a budget that nothing meets', () => {
  const suggestion = suggestWithinTflops(0.5);

  it('gets no recommendation and no frontier', () => {
    expect(suggestion.recommendations).toEqual([]);
    expect(suggestion.frontier).toEqual([]);
    expect(suggestion.reference).toBeNull();
  });

  it('gets the cheapest shape there is, a Tiny of one layer', () => {
    expect(suggestion.cheapest?.name).toBe('NL1-TINY');
    expect(suggestion.cheapest?.compute.tflops).toBeCloseTo(0.91, 2);
  });

  it('is told apart from one that something meets', () => {
    expect(suggestWithinTflops(1).cheapest).toBeUndefined();
    expect(namesOf(suggestWithinTflops(1))[0]).toMatch(/^NL\d-TINY$/);
  });
});
