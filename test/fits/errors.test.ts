import { expect, test } from 'vitest';
import { type ErrorKind, readErrors } from '../../src/fits/errors';
import { mistakeIn, tableOf } from '../tables/support';

const read = (values: readonly string[], kind: ErrorKind) =>
  readErrors(tableOf(`y\n${values.join('\n')}\n`).rows, 'y', kind);

test('losses are taken as they are, and log-likelihoods negated', () => {
  expect(read(['2.5', '0', '1.25'], 'loss')).toEqual({ errors: [2.5, 0, 1.25], unit: 'loss' });
  expect(read(['-2.021', '-1.5'], 'loss')).toEqual({
    errors: [2.021, 1.5],
    unit: 'loss, the column negated',
  });
});

test('perplexities become their logarithm, and negative log-perplexities losses', () => {
  expect(read(['1', '10'], 'perplexity')).toEqual({
    errors: [0, expect.closeTo(Math.LN10, 12)],
    unit: 'loss, the logarithm of the column',
  });
  expect(read(['-2.021', '0'], 'perplexity')).toEqual({
    errors: [2.021, 0],
    unit: 'loss, the column negated',
  });
});

test('accuracies become 1 - accuracy, in points of 100 where one is above 1', () => {
  expect(read(['0.75', '1'], 'accuracy')).toEqual({ errors: [0.25, 0], unit: '1 - accuracy' });
  expect(read(['75', '1'], 'accuracy')).toEqual({ errors: [0.25, 0.99], unit: '1 - accuracy / 100' });
});

test.each([
  [['1', '-2'], 'loss', 'fit-mixed-signs', 3, '-2'],
  [['1', '2e9'], 'loss', 'fit-too-large', 3, '2e9'],
  [['0.5', '-0.1'], 'accuracy', 'fit-no-accuracy', 3, '-0.1'],
  [['50', '101'], 'accuracy', 'fit-no-accuracy', 3, '101'],
  [['0.5', '75'], 'accuracy', 'fit-no-accuracy', 2, '0.5'],
  [['20', '0.5'], 'perplexity', 'fit-no-perplexity', 3, '0.5'],
  [['-2', '2'], 'perplexity', 'fit-no-perplexity', 2, '-2'],
  [['1', 'high'], 'loss', 'quantity-not-a-number', 3, 'high'],
] as const)('%j is no %s', (values, kind, code, line, marked) => {
  expect(mistakeIn(() => read(values, kind))).toEqual({ code, line, marked });
});
