import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeName } from '../../src/names/complete';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';

const texts = (typed: string) => completeName(typed).map(({ text }) => text);

describe('names are completed', () => {
  it.each([
    ['NL24-S', ['NL24-SM', 'NL24-SH', 'NL24-SKV']],
    ['nl24-s', ['nl24-sm', 'nl24-sh', 'nl24-skv']],
    ['NL24-B', ['NL24-BASE']],
    ['SMA', ['SMALL']],
    ['NL24-SM-N', ['NL24-SM-NH']],
    ['SM-EL4-D', ['SM-EL4-DL', 'SM-EL4-DM']],
    ['small-24', ['l', 'nl', 'el', 'dl', 'ff', 'dm', 'kv', 'nh'].map((code) => `small-24${code}`)],
    ['NL24-{SM,B', ['NL24-{SM,BASE']],
    ['NL{2..4}-SM-F', ['NL{2..4}-SM-FF']],
    ['{SM,BASE}-N', ['{SM,BASE}-NL', '{SM,BASE}-NH']],
    ['ViT-', ['ViT-S', 'ViT-B', 'ViT-L', 'ViT-H']],
    ['ViT-S/32-N', ['ViT-S/32-NL', 'ViT-S/32-NH']],
    // Of one stack, and without shared keys and values.
    ['ViT-S/32-', ['NL', 'FF', 'DM', 'KV', 'NH'].map((code) => `ViT-S/32-${code}`)],
    ['NL4-ViT-B/16-N', ['NL4-ViT-B/16-NH']],
    ['SH-ViT-', []],
    ['EL4-ViT-', []],
    // The patches that tile 224 x 224 pixels, from the paper's 32 down.
    ['ViT-B', ['ViT-B', 'ViT-B/32', 'ViT-B/28', 'ViT-B/16', 'ViT-B/14', 'ViT-B/8']],
    ['vit-b/', ['vit-b/32', 'vit-b/28', 'vit-b/16', 'vit-b/14', 'vit-b/8']],
    ['ViT-S/32@', []],
    ['t5-e', ['t5-el', 't5-efficient-']],
  ])('%s', (typed, expected) => {
    expect(texts(typed)).toEqual(expected);
  });

  it('goes on behind a number with a dash, and offers no second size', () => {
    expect(texts('NL24')[0]).toBe('NL24-TINY');
    expect(texts('ViT-S/32')[0]).toBe('ViT-S/32-NL');
    expect(texts('SM-')).not.toContain('SM-BASE');
    expect(texts('t5-efficient-')).toContain('t5-efficient-small');
  });

  it.each(['', 'S', 't5-efficient-', 'NL24-', 'ViT-'])('offers nothing twice behind %j', (typed) => {
    const found = texts(typed);
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found).size).toBe(found.length);
  });

  it.each(['configs/', './x', '~/m', '-x', 'NL24-XX-', 'NL4-NL5-', 'SM-BASE-', 'a\u001b[31m', "S'", '*'])(
    'leaves %j to the shell',
    (typed) => {
      expect(texts(typed)).toEqual([]);
    },
  );

  it('every completion extends what is typed, and reads once a number stands behind an operator', () => {
    const word = fc.constantFrom(
      'NL4',
      'ff2k',
      'SM',
      'SH',
      'dl2',
      '-',
      '-',
      'S',
      'n',
      'ViT-B',
      '/16',
      't5-',
      '12',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (parts) => {
        const typed = parts.join('');
        for (const { text, goesOn } of completeName(typed)) {
          expect(text.startsWith(typed)).toBe(true);
          if (/[-/]$/.test(text)) continue;
          const name = goesOn ? `${text}16` : text;
          // A ViT whose image its patches do not tile, or text with both stacks gone, is no slip of the completion's.
          expect(codeOf(name), name).toMatch(/^(?:fine|no-layers|vision-indivisible)$/);
        }
      }),
    );
  });
});

function codeOf(name: string): string {
  try {
    parseName(name);
    return 'fine';
  } catch (error) {
    return error instanceof UserError ? error.code : String(error);
  }
}
