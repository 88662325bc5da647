import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeName } from '../../src/names/complete';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';

const texts = (typed: string) => completeName(typed).map(({ text }) => text);

/** What is said beside a word that is offered, and whether it goes on. */
function offered(typed: string, text: string) {
  return completeName(typed).find((completion) => completion.text === text);
}

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
    ['ViT-S/32@384', ['NL', 'FF', 'DM', 'KV', 'NH'].map((code) => `ViT-S/32@384-${code}`)],
    ['t5-e', ['t5-el', 't5-efficient-']],
    ['Vi', ['ViT-']],
    ['vi', ['vit-']],
    // The letters of ViT are copied as they are usually written: the case of the others decides.
    ['vit-', ['vit-s', 'vit-b', 'vit-l', 'vit-h']],
    ['nl24-ViT-', ['nl24-ViT-s', 'nl24-ViT-b', 'nl24-ViT-l', 'nl24-ViT-h']],
    ['ViT-S-', ['NL', 'FF', 'DM', 'KV', 'NH'].map((code) => `ViT-S-${code}`)],
    ['{NL4,NL8}-ViT-', ['S', 'B', 'L', 'H'].map((size) => `{NL4,NL8}-ViT-${size}`)],
    ['{NL4,NL8}-ViT-S/32-N', ['{NL4,NL8}-ViT-S/32-NH']],
    ['{SH,SKV}-ViT-', []],
    ['SM-ViT-', []],
    // The number stands beside ViT, where no operator can follow it.
    ['NL4-24ViT-', []],
    ['24ViT-S/16-', []],
    // A choice of patches or of images.
    ['ViT-S/{16,', []],
    ['ViT-S/32@{224,', []],
    ['small-24L-F', ['small-24L-FF']],
    ['DL0-BASE-S', ['DL0-BASE-SH', 'DL0-BASE-SKV']],
    ['EL0-BASE-S', ['EL0-BASE-SH', 'EL0-BASE-SKV']],
  ])('%s', (typed, expected) => {
    expect(texts(typed)).toEqual(expected);
  });

  it('goes on behind a number with a dash, and offers no second size', () => {
    expect(texts('NL24')[0]).toBe('NL24-TINY');
    expect(texts('ViT-S/32')[0]).toBe('ViT-S/32-NL');
    expect(texts('SM-')).not.toContain('SM-BASE');
    expect(texts('t5-efficient-')).toContain('t5-efficient-small');
  });

  it.each([
    ['NL', ['NL', 'EL', 'DL']],
    ['EL', ['NL', 'EL']],
    ['DL', ['NL', 'DL']],
    ['FF', ['FF']],
    ['KV', ['KV']],
  ])('behind %s offers none of %j: each depth is said once', (code, excluded) => {
    const codes = ['NL', 'EL', 'DL', 'FF', 'DM', 'KV', 'NH', 'SH', 'SKV'];
    const wanted = codes.filter((one) => !excluded.includes(one)).map((one) => `SM-${code}4-${one}`);
    expect(texts(`SM-${code}4-`)).toEqual(wanted);
  });

  it('behind a number offers L for the layers, and not where their number is given', () => {
    expect(offered('small-24', 'small-24l')).toEqual({
      text: 'small-24l',
      about: 'Num. layers',
      goesOn: false,
    });
    expect(texts('nl4-small-24')).toEqual(['ff', 'dm', 'kv', 'nh'].map((code) => `nl4-small-24${code}`));
  });

  it('begins with the sizes in capitals, and with a Vision Transformer, but with no checkpoint', () => {
    expect(texts('').slice(0, 2)).toEqual(['TINY', 'MINI']);
    expect(texts('')).toContain('ViT-');
    expect(texts('')).not.toContain('t5-efficient-');
    expect(texts('t5-efficient-')).not.toContain('t5-efficient-');
  });

  it.each([
    ['BAS', 'BASE', '12 layers, d_model 768, d_ff 3072, 12 heads', false],
    ['LAR', 'LARGE', 'LG', false],
    ['SM-F', 'SM-FF', 'd_ff', true],
    ['SM-SK', 'SM-SKV', 'Tied key-values', false],
    ['{SM,BA', '{SM,BASE', '12 layers, d_model 768, d_ff 3072, 12 heads', true],
    ['{S', '{SH', 'Shared heads', true],
    ['V', 'ViT-', 'Vision Transformer', true],
    ['t5-ef', 't5-efficient-', 'a published checkpoint', true],
    ['ViT-', 'ViT-H', '32 layers, d_model 1280, d_ff 5120, 16 heads', false],
    ['ViT-B', 'ViT-B', 'as it is', false],
    ['ViT-B', 'ViT-B/16', 'patches of 16 x 16', false],
    ['ViT-B/', 'ViT-B/32', 'patches of 32 x 32', false],
  ])('at %s says of %s: %s', (typed, text, about, goesOn) => {
    expect(offered(typed, text)).toEqual({ text, about, goesOn });
  });

  it('ends where a name is as long as any can be', () => {
    const padded = (length: number) => `SM${'-'.repeat(length - 2)}`;
    expect(texts(padded(298))).toContain(`${padded(298)}NL`);
    expect(texts(padded(300))).toEqual([]);
  });

  it.each(['', 'S', 't5-efficient-', 'NL24-', 'ViT-'])('offers nothing twice behind %j', (typed) => {
    const found = texts(typed);
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found).size).toBe(found.length);
  });

  it.each([
    'configs/',
    'configs/t5-',
    'google/t5-efficient-',
    '{configs/S',
    './x',
    '~/m',
    '-x',
    'NL24-XX-',
    'NL4-NL5-',
    'SM-BASE-',
    'a\u001b[31m',
    "S'",
    '*',
    '{*',
    '{NL4,*}-',
  ])('leaves %j to the shell', (typed) => {
    expect(texts(typed)).toEqual([]);
  });

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
