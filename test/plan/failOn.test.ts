import { describe, expect, test } from 'vitest';
import { findFailures, parseCondition } from '../../src/plan/failOn';
import { estimateOf } from '../support/settings';

const [SMALL, DEEP] = [estimateOf('SM'), estimateOf('NL24-SM')];
const fails = (condition: string, ...models: (typeof SMALL)[]) =>
  findFailures([parseCondition(condition)], models).length > 0;

describe('no growth at all', () => {
  test.each(['usd>+0%', 'tflops>+0', 'tflops>+0.0', 'parameters>-0%', 'memory > + 0'])('%s', (condition) => {
    expect(parseCondition(condition).limit).toBe(0);
    expect(fails(condition, SMALL, DEEP)).toBe(true);
    expect(fails(condition, SMALL, SMALL)).toBe(false);
    expect(fails(condition, DEEP, SMALL)).toBe(false);
  });

  test('is a change: a value of 0 is refused', () => {
    expect(() => parseCondition('tflops>0')).toThrow('--fail-on must be above 0');
  });
});

test('a plain number of tflops counts 1e12', () => {
  expect(parseCondition('tflops>3').limit).toBe(3e12);
  expect(parseCondition('tflops>3G').limit).toBe(3e9);
  expect(parseCondition('tflops>-3').limit).toBe(-3e12);
});
