import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyOperator, NUMERIC_KNOBS, OPERATOR_CODES, type Operator } from '../../src/model/operators';
import { type ModelShape, sameShape } from '../../src/model/shape';
import { SIZES, sizeNamed } from '../../src/model/sizes';

const operators: fc.Arbitrary<Operator> = fc.oneof(
  fc
    .constantFrom(...NUMERIC_KNOBS)
    .chain(({ code, limit }) => fc.integer({ min: 1, max: limit }).map((value) => ({ code, value }))),
  fc.constantFrom({ code: 'SH' } as const, { code: 'SKV' } as const),
);

const changed = (before: ModelShape, after: ModelShape) =>
  (Object.keys(before) as (keyof ModelShape)[]).filter((key) => before[key] !== after[key]);

test('the nine operators of Table 2, in the order of a name', () => {
  expect(OPERATOR_CODES).toEqual(['NL', 'EL', 'DL', 'FF', 'DM', 'KV', 'NH', 'SH', 'SKV']);
});

test.each([
  ['NL', ['encoderLayers', 'decoderLayers']],
  ['EL', ['encoderLayers']],
  ['DL', ['decoderLayers']],
  ['FF', ['dFf']],
  ['DM', ['dModel']],
  ['KV', ['dKv']],
  ['NH', ['numHeads']],
] as const)('%s sets %j and nothing else', (code, dimensions) => {
  const before = sizeNamed('BASE').shape;
  const after = applyOperator(before, { code, value: 7 });
  expect(changed(before, after)).toEqual(expect.arrayContaining([...dimensions]));
  expect(changed(before, after)).toHaveLength(dimensions.length);
  expect(dimensions.map((dimension) => after[dimension])).toEqual(dimensions.map(() => 7));
});

test('SH is one memory head, SKV one matrix for keys and values; the size itself stays', () => {
  const before = sizeNamed('BASE').shape;
  expect(applyOperator(before, { code: 'SH' })).toEqual({ ...before, numMemoryHeads: 1 });
  expect(applyOperator(before, { code: 'SKV' })).toEqual({ ...before, sharedKv: true });
  expect(before.numMemoryHeads).toBe(0);
});

test('operators commute, but for one knob twice and NL with EL or DL', () => {
  const clash = (a: Operator, b: Operator) =>
    a.code === b.code ||
    [a.code, b.code].sort().join() === 'EL,NL' ||
    [a.code, b.code].sort().join() === 'DL,NL';
  fc.assert(
    fc.property(fc.constantFrom(...SIZES), operators, operators, ({ shape }, a, b) => {
      fc.pre(!clash(a, b));
      const oneWay = applyOperator(applyOperator(shape, a), b);
      expect(sameShape(oneWay, applyOperator(applyOperator(shape, b), a))).toBe(true);
    }),
  );
});

test('an operator applied again changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SIZES), operators, ({ shape }, operator) => {
      const once = applyOperator(shape, operator);
      expect(applyOperator(once, operator)).toEqual(once);
    }),
  );
});
