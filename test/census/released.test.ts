import { expect, test } from 'vitest';
import { takeCensus } from '../../src/census/census';
import { countParameters } from '../../src/census/parameters';
import { PAPER_WORKLOAD } from '../../src/census/workload';
import { parseName } from '../../src/names/parse';
import released from '../fixtures/released-checkpoints.json';

const LARGEST_OVERHEAD = { 'flax_model.msgpack': 0.04e6, 'pytorch_model.bin': 0.4e6, 'tf_model.h5': 1.1e6 };

const FILES = released.checkpoints.flatMap(({ name, fileBytes }) =>
  Object.entries(fileBytes).map(([file, bytes]) => ({ name, file, bytes })),
);

test('the fixture is read whole: 29 checkpoints in 33 files', () => {
  expect(released.checkpoints).toHaveLength(29);
  expect(FILES).toHaveLength(33);
});

test.each(FILES)('$name: $file holds four bytes a parameter and its container', ({ name, file, bytes }) => {
  const { total } = countParameters(takeCensus(parseName(name), PAPER_WORKLOAD));
  const overhead = bytes - 4 * total;
  expect(overhead).toBeGreaterThan(0);
  expect(overhead).toBeLessThan(LARGEST_OVERHEAD[file as keyof typeof LARGEST_OVERHEAD]);
});
