import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, quote } from '../../src/problems/quote';

describe("a user's text in a message", () => {
  it.each([
    ['NL24-SM', 'NL24-SM'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['a\nb', 'a\\u{a}b'],
    ['\u202eevil', '\\u{202e}evil'],
    ['\u2028', '\\u{2028}'],
    ['\ud800', '\\u{d800}'],
    ['größe 大 😀', 'größe 大 😀'],
  ])('%j is written %s', (text, written) => {
    expect(printable(text)).toBe(written);
  });

  it('has nothing in it that a terminal acts on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('is quoted, and shortened where it is long', () => {
    expect(quote('base')).toBe("'base'");
    expect(quote('a'.repeat(60))).toBe(`'${'a'.repeat(60)}'`);
    expect(quote('a'.repeat(61))).toBe(`'${'a'.repeat(60)}...'`);
  });
});
