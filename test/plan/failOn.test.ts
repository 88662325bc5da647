import { describe, expect, test } from 'vitest';
import { findFailures, parseCondition } from '../../src/plan/failOn';
import { UserError } from '../../src/problems/problem';
import { estimateOf } from '../support/settings';

const [SMALL, DEEP] = [estimateOf('SM'), estimateOf('NL24-SM')];
const fails = (condition: string, ...models: (typeof SMALL)[]) =>
  findFailures([parseCondition(condition)], models).length > 0;

/** The mistake in a condition. */
function mistake(text: string): UserError {
  try {
    parseCondition(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`'${text}' is read.`);
}

describe('no growth at all', () => {
  test.each(['usd>+0%', 'tflops>+0', 'tflops>+0.00', 'hours>+00', 'parameters>-0%', 'memory > + 0'])(
    '%s',
    (condition) => {
      expect(parseCondition(condition).limit).toBe(0);
      expect(fails(condition, SMALL, DEEP)).toBe(true);
      expect(fails(condition, SMALL, SMALL)).toBe(false);
      expect(fails(condition, DEEP, SMALL)).toBe(false);
    },
  );

  test('is a change: a value of 0 is refused', () => {
    expect(() => parseCondition('tflops>0')).toThrow('--fail-on must be above 0');
  });
});

test('a plain number of tflops counts 1e12', () => {
  expect(parseCondition('tflops>3').limit).toBe(3e12);
  expect(parseCondition('tflops>3G').limit).toBe(3e9);
  expect(parseCondition('tflops>-3').limit).toBe(-3e12);
});

describe('a condition is a metric, above or below, and a quantity', () => {
  test.each([
    ['tflops>11', 'tflops', true, 'value', 11e12],
    ['TFLOPS > 11T', 'tflops', true, 'value', 11e12],
    ['parameters>+10M', 'parameters', true, 'change', 10e6],
    ['parameters<-10M', 'parameters', false, 'change', -10e6],
    ['tflops>+5%', 'tflops', true, 'percent', 5],
    [' stepspersecond < - 2.5 % ', 'stepsPerSecond', false, 'percent', -2.5],
    ['stepsPerSecond<9', 'stepsPerSecond', false, 'value', 9],
    ['memory>8GiB', 'memory', true, 'value', 8 * 1024 ** 3],
    ['trainFlops>1e19', 'trainFlops', true, 'value', 1e19],
    // Zeros that are not all there is.
    ['hours>+100', 'hours', true, 'change', 100],
    ['usd>+0.5', 'usd', true, 'change', 0.5],
    // Only a plain number of tflops counts 1e12.
    ['tflops>1e13', 'tflops', true, 'value', 1e13],
  ])('%s', (text, metric, isAbove, measure, limit) => {
    expect(parseCondition(text)).toEqual({ text, metric, isAbove, measure, limit });
  });

  test.each([
    ['tflops', 'fail-on-unreadable', 'tflops'],
    ['tflops=5', 'fail-on-unreadable', 'tflops=5'],
    ['>5', 'fail-on-unreadable', '>5'],
    ['tflops>', 'fail-on-unreadable', 'tflops>'],
    ['x tflops>5', 'fail-on-unreadable', 'x tflops>5'],
    ['tflops>5 x', 'fail-on-unreadable', 'tflops>5 x'],
    ['tflops>5%', 'fail-on-unreadable', 'tflops>5%'],
    [`tflops>5${' '.repeat(100)}x`, 'fail-on-unreadable', `tflops>5${' '.repeat(100)}x`],
    [' tflop>5', 'fail-on-metric', 'tflop'],
    ['speed<9', 'fail-on-metric', 'speed'],
  ])('%j is none', (text, code, at) => {
    const error = mistake(text);
    expect(error.code).toBe(code);
    expect(error.place?.text.slice(error.place.start, error.place.end)).toBe(at);
  });

  test('the metrics that there are are told', () => {
    const names = ['tflops', 'parameters', 'trainFlops', 'stepsPerSecond', 'memory', 'hours', 'usd'];
    expect(mistake('tflop>5').details).toEqual({ metric: 'tflop', nearest: ['tflops'], names });
    expect(mistake('tflops>5%').details).toEqual({ text: 'tflops>5%' });
    expect(mistake('tflops').details).toEqual({ text: 'tflops' });
  });
});

test('bytes are those of memory alone', () => {
  expect(mistake('parameters>8GiB').code).toBe('quantity-suffix');
  expect(parseCondition('parameters>8B').limit).toBe(8e9);
  expect(mistake('memory>8B').code).toBe('quantity-suffix');
});

test('no change is told as +0, of a condition that it meets', () => {
  const [failure] = findFailures([parseCondition('tflops>-5%')], [SMALL, SMALL]);
  expect(failure).toMatchObject({ actual: 0, message: 'SM meets tflops>-5%: tflops +0.0% against SM.' });
});

describe('what is met', () => {
  test.each([
    ['tflops>3', 'NL24-SM meets tflops>3: tflops 9.976T against SM.'],
    ['tflops>+5%', 'NL24-SM meets tflops>+5%: tflops +169.1% against SM.'],
    ['parameters>+10M', 'NL24-SM meets parameters>+10M: parameters +132.2M against SM.'],
    ['stepsPerSecond<9.5', 'NL24-SM meets stepsPerSecond<9.5: stepsPerSecond 9.116 against SM.'],
    ['stepsPerSecond<-10%', 'NL24-SM meets stepsPerSecond<-10%: stepsPerSecond -61.2% against SM.'],
    ['stepsPerSecond<-5', 'NL24-SM meets stepsPerSecond<-5: stepsPerSecond -14.36 against SM.'],
  ])('%s is told with the figure that meets it', (condition, message) => {
    const [failure, ...others] = findFailures([parseCondition(condition)], [SMALL, DEEP]);
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ condition, model: 'NL24-SM', message });
  });

  test('the limit itself is not above or below it', () => {
    const { compute, throughput, memory, training } = DEEP;
    const exactly = {
      tflops: compute.forwardMacs,
      trainFlops: compute.trainFlops,
      stepsPerSecond: throughput.stepsPerSecond,
      memory: memory.perCoreBytes,
      hours: training.hours,
      usd: training.usd as number,
    };
    for (const [metric, limit] of Object.entries(exactly)) {
      const condition = (isAbove: boolean, bound: number) =>
        ({ text: metric, metric, isAbove, measure: 'value', limit: bound }) as const;
      const met = (isAbove: boolean, bound: number) =>
        findFailures([condition(isAbove, bound)], [SMALL, DEEP]).length;
      expect([met(true, limit), met(false, limit)]).toEqual([0, 0]);
      expect([met(true, limit * 0.999), met(false, limit * 1.001)]).toEqual([1, 1]);
      expect(findFailures([condition(true, 0)], [SMALL, DEEP])[0]?.actual).toBe(limit);
    }
  });

  test('every model but the first is held to every condition', () => {
    const conditions = ['tflops>+5%', 'stepsPerSecond<9.5'].map(parseCondition);
    const failures = findFailures(conditions, [SMALL, DEEP, SMALL, estimateOf('BASE')]);
    expect(failures.map(({ model, condition }) => `${model}: ${condition}`)).toEqual([
      'NL24-SM: tflops>+5%',
      'NL24-SM: stepsPerSecond<9.5',
      'BASE: tflops>+5%',
      'BASE: stepsPerSecond<9.5',
    ]);
    expect(findFailures(conditions, [DEEP])).toEqual([]);
  });
});
