import { describe, expect, test } from 'vitest';
import type { SizeName } from '../../src/model/sizes';
import { formatName } from '../../src/names/format';
import { parseName } from '../../src/names/parse';
import { UserError } from '../../src/problems/problem';

const canonical = (text: string, base?: SizeName) => formatName(parseName(text, { base }));

/** The mistake in a name, with the part of the text that it points at. */
function mistake(text: string) {
  try {
    parseName(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, hint, place } = error;
    return { code, message, hint, at: place?.text.slice(place.start, place.end), text: place?.text };
  }
  throw new Error(`'${text}' is taken for a name.`);
}

test('a name sets what it says and leaves the rest of the size', () => {
  expect(parseName('EL16-DL4-FF1K-DM768-KV32-NH4-SH-SKV-SM')).toEqual({
    encoderLayers: 16,
    decoderLayers: 4,
    dFf: 1024,
    dModel: 768,
    dKv: 32,
    numHeads: 4,
    numMemoryHeads: 1,
    sharedKv: true,
    gatedFf: false,
    tiedEmbedding: true,
    vocabSize: 32128,
  });
});

describe('spellings of one canonical name', () => {
  test.each([
    ['NL32-SM', 'NL32-SM'],
    ['EL12-SM', 'EL12-SM'],
    ['NL12-XXL', 'NL12-XXL'],
    ['NL32-XL', 'NL32-XL'],
    ['F12K', 'FF12K-BASE'],
    ['FF9K', 'FF9K-BASE'],
    ['FF2k', 'FF2K-BASE'],
    ['FF2048', 'FF2K-BASE'],
    ['DM2K', 'DM2K-BASE'],
    ['NL16', 'NL16-BASE'],
    ['Small 16L', 'NL16-SM'],
    ['Small16L', 'NL16-SM'],
    ['Small 32EL', 'EL32-SM'],
    ['Mini-8L', 'NL8-MINI'],
    ['Base 36L', 'NL36-BASE'],
    ['Large 36L', 'NL36-LG'],
    ['small-24L', 'NL24-SM'],
    ['XL 32L', 'NL32-XL'],
    ['XL32L', 'NL32-XL'],
    ['XL32 L', 'NL32-XL'],
    ['XXL-28l', 'NL28-XXL'],
    ['small 6h16l', 'NL16-NH6-SM'],
    ['Base8H16L', 'NL16-NH8-BASE'],
    ['16LFF2K', 'NL16-FF2K-BASE'],
    ['base', 'BASE'],
    ['bs', 'BASE'],
    ['SM', 'SM'],
    ['small', 'SM'],
    ['lg', 'LG'],
    ['large', 'LG'],
    ['tiny', 'TINY'],
    ['ti', 'TINY'],
    ['mini', 'MINI'],
    ['xxxl', 'XXXL'],
    ['3B', 'XL'],
    ['11b', 'XXL'],
    ['NL12-3B', 'NL12-XL'],
    ['3BNL12', 'NL12-XL'],
    ['NH3BASE', 'NH3-BASE'],
    ['NL24-FF1024-KV32-SM', 'NL24-FF1K-KV32-SM'],
    // Three operators from MINI as from BASE: ties go to the smaller size.
    ['NL24-FF1536-NH6-BASE', 'NL24-DM768-NH6-MINI'],
    ['NL24-FF1537-NH6-BASE', 'NL24-FF1537-NH6-BASE'],
    ['SM-NL24', 'NL24-SM'],
    ['FF1024 NL24 small', 'NL24-FF1K-SM'],
    ['NL24FF1024', 'NL24-FF1K-BASE'],
    ['el16dl1', 'EL16-DL1-BASE'],
    ['smnl24', 'NL24-SM'],
    ['FF2KV32', 'FF2-KV32-BASE'],
    ['FF2KKV32SM', 'KV32-SM'],
    ['  nl24__sm - ', 'NL24-SM'],
    ['NL_24 SM', 'NL24-SM'],
    ['NL024-SM', 'NL24-SM'],
    ['SH-SKV-BASE', 'SH-SKV-BASE'],
    ['SHKV', 'SH-SKV-BASE'],
    ['skvsh-sm', 'SH-SKV-SM'],
    ['SHKV32', 'KV32-SH-BASE'],
    ['SHARED-lg', 'SH-LG'],
    ['SHKVNL24', 'NL24-SH-SKV-BASE'],
    ['SH 24L SM', 'NL24-SH-SM'],
    ['L24-H9-D513-F1K', 'NL24-DM513-NH9-TINY'],
    ['L24-H8-D512-F1K', 'NL24-FF1K-SM'],
    ['EL24-DL24-SM', 'NL24-SM'],
    ['EL12-DL12-SM', 'NL12-SM'],
    ['EL12-BASE', 'BASE'],
    ['NL1K-SM', 'NL1024-SM'],
    ['FF16K-KV128-NH32-LG', 'XL'],
    ['NL24-FF3K-DM768-NH12-SM', 'NL24-BASE'],
  ])('%s is %s', (text, name) => {
    expect(canonical(text)).toBe(name);
    expect(canonical(name)).toBe(name);
  });

  test('operators without a size apply to the base', () => {
    expect(canonical('NL24', 'SM')).toBe('NL24-SM');
    expect(canonical('NL24-LG', 'SM')).toBe('LG');
    expect(canonical('FF2K', 'XL')).toBe('FF2K-XL');
  });
});

describe('mistakes', () => {
  test.each([
    ['NL24-NL12-SM', 'operator-repeated', 'NL12'],
    ['NL24-NL24-SM', 'operator-repeated', 'NL24'],
    ['24L NL12', 'operator-repeated', 'NL12'],
    ['F2K-FF3K', 'operator-repeated', 'FF3K'],
    ['SH-SHKV', 'operator-repeated', 'SHKV'],
    ['SM-BASE', 'size-repeated', 'BASE'],
    ['SM-NL24-small', 'size-repeated', 'small'],
    ['NL24-EL12-SM', 'depth-given-twice', 'EL12'],
    ['DL4-NL24', 'depth-given-twice', 'NL24'],
    ['XX24-SM', 'unknown-operator', 'XX24'],
    ['NL24-SMAL', 'unknown-operator', 'SMAL'],
    ['NK24-SM', 'unknown-operator', 'NK24'],
    ['constructor', 'unknown-operator', 'constructor'],
    ['__proto__', 'unknown-operator', 'proto'],
    ['NL0-SM', 'operator-zero', 'NL0'],
    ['FF0K-SM', 'operator-zero', 'FF0K'],
    ['NL2.5-SM', 'operator-not-whole', 'NL2.5'],
    ['FF1.5K', 'operator-not-whole', 'FF1.5K'],
    ['NL2..8-SM', 'operator-not-whole', 'NL2..8'],
    ['NL-4-SM', 'operator-negative', 'NL-4'],
    ['FF -2K', 'operator-negative', 'FF -2K'],
    ['NL1025-SM', 'operator-too-large', 'NL1025'],
    ['SM-EL99999', 'operator-too-large', 'EL99999'],
    ['DL2000', 'operator-too-large', 'DL2000'],
    ['FF1025K', 'operator-too-large', 'FF1025K'],
    ['DM65537', 'operator-too-large', 'DM65537'],
    ['KV8193', 'operator-too-large', 'KV8193'],
    ['NH4097', 'operator-too-large', 'NH4097'],
    [`FF${'9'.repeat(250)}K`, 'operator-too-large', `FF${'9'.repeat(250)}K`],
    ['NL-SM', 'operator-without-number', 'NL'],
    ['SM-FF', 'operator-without-number', 'FF'],
    ['24-SM', 'number-without-operator', '24'],
    ['16L8', 'number-without-operator', '16'],
    ['24-NL12', 'number-without-operator', '24'],
    ['NL24-7-SM', 'number-without-operator', '7'],
    ['SH2-SM', 'switch-with-number', 'SH2'],
    ['SM-SKV32', 'switch-with-number', 'SKV32'],
    ['', 'name-empty', ''],
    [' -_', 'name-empty', ' -_'],
    ['NL24-SM!', 'name-character', '!'],
    ['NL24,SM', 'name-character', ','],
    ['NL{2..8}', 'name-character', '{'],
    ['NL+4', 'name-character', '+'],
    ['NL24\u0000SM', 'name-character', '\u0000'],
    ['NL24\tSM', 'name-character', '\t'],
    ['NL24–SM', 'name-character', '–'],
    ['NL24-😀', 'name-character', '😀'],
    ['ſM', 'name-character', 'ſ'],
    ['FF2\u212a', 'name-character', '\u212a'],
    ['\u202eSM', 'name-character', '\u202e'],
    ['models/config.json', 'unknown-operator', 'models'],
  ])('%j: %s at %j', (text, code, at) => {
    expect(mistake(text)).toMatchObject({ code, at, text });
  });

  test.each([
    ['NK24-SM', 'Did you mean NL24 or NH24?'],
    ['NL24-SMAL', 'Did you mean SMALL?'],
    ['NL24-BSAE', 'Did you mean BASE?'],
    ['Smal16L', 'Did you mean SMALL?'],
    ['FK2K', 'Did you mean FF2K'],
    ['NL2.5-SM', 'Did you mean NL2 or NL3?'],
    ['NL-4-SM', 'Did you mean NL4?'],
    ['24-SM', 'NL24'],
    ['XX24-SM', 'NL EL DL FF DM KV NH SH SKV'],
    ['NL2..8-SM', 'NL{2..8}'],
    ['NL5000', 'up to 1024'],
  ])('%s: the hint says %s', (text, hint) => {
    expect(mistake(text).hint).toContain(hint);
  });

  test('the limits themselves are taken', () => {
    expect(canonical('NL1024-FF1024K-DM64K-KV8K-NH4K-XXXL')).toBe('NL1024-FF1024K-DM64K-KV8K-NH4K-TINY');
  });

  test('control characters come out escaped', () => {
    expect(mistake('NL24\u001b[31mSM').message).toBe("A name cannot contain '\\u{1b}'.");
  });

  test('too long a text is refused before it is read, and not shown whole', () => {
    const { code, message, text } = mistake('NL24-'.repeat(1_000_000));
    expect(code).toBe('name-too-long');
    expect(message).toContain('5000000');
    expect(text?.length).toBeLessThan(100);
  });
});
