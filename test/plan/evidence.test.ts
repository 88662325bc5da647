import { describe, expect, test } from 'vitest';
import { gatherEvidence } from '../../src/plan/evidence';
import { estimateOf } from '../support/settings';

const sourcesOf = (...told: Parameters<typeof gatherEvidence>) =>
  gatherEvidence(...told).map(({ source }) => source);

describe('what the paper says for a shape', () => {
  test('in most roles is its own row, or the two nearest ones', () => {
    expect(gatherEvidence('fastest', estimateOf('NL20-SM'))).toEqual([
      { source: 'Table 4', text: expect.stringMatching(/^Small 20L: /) },
    ]);
    expect(gatherEvidence('matching', estimateOf('NL26-SM')).map(({ text }) => text.split(':')[0])).toEqual([
      'Small 24L',
      'Small 22L',
    ]);
  });

  test('of the DeepNarrow choice is section 4.4 too: depth before any other dimension', () => {
    const evidence = gatherEvidence('deep-narrow', estimateOf('NL20-SM'));
    expect(evidence.map(({ source }) => source)).toEqual(['Table 4', 'Section 4.4']);
    expect(evidence[1]?.text).toContain('depth is preferentially increased before any other dimension');
  });

  test('of a next size is Figure 4 too, and what became of a wide one', () => {
    const evidence = gatherEvidence('next-size', estimateOf('NL20-SM'));
    expect(evidence.map(({ source }) => source)).toEqual(['Table 4', 'Figure 4', 'Table 3']);
    expect(evidence[1]?.text).toContain('the next size becomes efficient');
    expect(evidence[2]?.text).toContain('NL12-XXL');
  });

  test('is told once, also where the warning is about the shape itself', () => {
    expect(sourcesOf('next-size', estimateOf('NL12-XXL'))).toEqual(['Table 3', 'Figure 4']);
  });
});
