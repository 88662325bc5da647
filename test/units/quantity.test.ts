import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/problems/problem';
import { parseQuantity, type QuantityKind } from '../../src/units/quantity';

const read = (text: string, kind: QuantityKind = 'count') =>
  parseQuantity(text, { flag: '--budget-flops', kind });

function mistake(text: string, kind: QuantityKind = 'count') {
  try {
    read(text, kind);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, hint, place } = error;
    return { code, message, hint, at: place?.text.slice(place.start, place.end) };
  }
  throw new Error(`'${text}' is taken for a quantity.`);
}

describe('counts', () => {
  test.each([
    ['11T', 11_000_000_000_000],
    ['11t', 11_000_000_000_000],
    ['60.5M', 60_500_000],
    ['200M', 200_000_000],
    ['1.1B', 1_100_000_000],
    ['1.1G', 1_100_000_000],
    ['2.851598336B', 2_851_598_336],
    ['0.3M', 300_000],
    ['4.35K', 4350],
    ['1e21', 1e21],
    ['1E21', 1e21],
    ['1.5e+3', 1500],
    ['2e-1', 0.2],
    ['2e3K', 2_000_000],
    ['3P', 3e15],
    ['1E', 1e18],
    ['1e', 1e18],
    ['9', 9],
    ['8.5', 8.5],
    ['007', 7],
  ])('%s is %d', (text, value) => {
    expect(read(text)).toBe(value);
  });

  test('decimals with a suffix are the nearest double, as if written out', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(999_999), (whole, fraction) => {
        fc.pre(whole + fraction > 0);
        const digits = String(fraction).padStart(6, '0');
        expect(read(`${whole}.${digits}M`)).toBe(Number(`${whole}${digits}`));
      }),
    );
  });
});

describe('bytes', () => {
  test.each([
    ['12GiB', 12 * 1024 ** 3],
    ['12gib', 12 * 1024 ** 3],
    ['1KiB', 1024],
    ['1.5MiB', 1_572_864],
    ['2TiB', 2 * 1024 ** 4],
    ['1PiB', 1024 ** 5],
    ['16GB', 16e9],
    ['16kb', 16e3],
    ['16G', 16e9],
    ['1E', 1e18],
    ['17179869184', 17_179_869_184],
    ['1e9', 1e9],
  ])('%s is %d', (text, value) => {
    expect(read(text, 'bytes')).toBe(value);
  });
});

test.each([
  ['128', 128],
  ['16K', 16_000],
  ['1.5K', 1500],
  ['524288', 524_288],
])('whole: %s is %d', (text, value) => {
  expect(read(text, 'whole')).toBe(value);
});

describe('mistakes', () => {
  test.each<[string, QuantityKind, string, string]>([
    ['11X', 'count', 'quantity-suffix', 'X'],
    ['11TT', 'count', 'quantity-suffix', 'TT'],
    ['12GiB', 'count', 'quantity-suffix', 'GiB'],
    ['12B', 'bytes', 'quantity-suffix', 'B'],
    ['12GiBs', 'bytes', 'quantity-suffix', 'GiBs'],
    ['0x10', 'count', 'quantity-not-a-number', '0x10'],
    ['1_000', 'count', 'quantity-not-a-number', '1_000'],
    ['1,000', 'count', 'quantity-not-a-number', '1,000'],
    ['1 000', 'count', 'quantity-not-a-number', '1 000'],
    ['+3', 'count', 'quantity-not-a-number', '+3'],
    ['.5', 'count', 'quantity-not-a-number', '.5'],
    ['5.', 'count', 'quantity-not-a-number', '5.'],
    ['', 'count', 'quantity-not-a-number', ''],
    ['T', 'count', 'quantity-not-a-number', 'T'],
    ['NaN', 'count', 'quantity-not-a-number', 'NaN'],
    ['Infinity', 'count', 'quantity-not-a-number', 'Infinity'],
    ['１１', 'count', 'quantity-not-a-number', '１１'],
    ['11T\n', 'count', 'quantity-not-a-number', '11T\n'],
    ['-3', 'count', 'quantity-not-positive', '-3'],
    ['0', 'count', 'quantity-not-positive', '0'],
    ['0.0T', 'count', 'quantity-not-positive', '0.0T'],
    ['1e-999', 'count', 'quantity-not-positive', '1e-999'],
    ['1e999', 'count', 'quantity-too-large', '1e999'],
    ['1e300E', 'bytes', 'quantity-too-large', '1e300E'],
    [`1e${'9'.repeat(60)}`, 'count', 'quantity-too-large', `1e${'9'.repeat(60)}`],
    ['1.5', 'whole', 'quantity-not-whole', '1.5'],
  ])('%j as %s: %s at %j', (text, kind, code, at) => {
    expect(mistake(text, kind)).toMatchObject({ code, at });
  });

  test('the message names the flag, and the hint shows how it is done', () => {
    expect(mistake('eleven')).toMatchObject({
      message: "--budget-flops takes a number, not 'eleven'.",
      hint: 'Write it as in 11T, 60.5M or 1e21.',
    });
    expect(mistake('11X').hint).toContain('11T');
    expect(mistake('12GBi', 'bytes').hint).toContain('12GiB');
    expect(mistake('12B', 'bytes').hint).toBe('Did you mean 12GB or 12GiB?');
  });

  test('a huge text is refused, and not shown whole', () => {
    const { code, message, at } = mistake('1'.repeat(10_000_000));
    expect(code).toBe('quantity-not-a-number');
    expect(message.length).toBeLessThan(200);
    expect(at?.length).toBeLessThan(100);
  });
});

test('any text is a positive finite number or a UserError', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[-+]?\d{0,30}\.?\d{0,5}(e[-+]?\d{0,5})?[KMGBTPEi]{0,3}$/)),
      fc.constantFrom<QuantityKind>('count', 'whole', 'bytes'),
      (text, kind) => {
        try {
          const value = read(text, kind);
          expect(value > 0 && Number.isFinite(value)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      },
    ),
    { numRuns: 3000 },
  );
});
