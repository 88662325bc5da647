import { expect, test } from 'vitest';
import { drawProgress } from '../../src/report/searchProgress';

const AT = { parts: 1536, partsDone: 104, shapes: 44e9, milliseconds: 2000 };

test('goes by the shapes of the parts, which are not equal', () => {
  const line = drawProgress({ ...AT, soFar: { shapes: 6.16e9, onFrontier: 2174 } }, 200);
  expect(line).toBe(
    'searching 14%, 104 of 1536 parts, 2174 on the frontier, 6.2B of 44B shapes, 3.1B a second, Ctrl-C shows what is found',
  );
});

test('tells neither a share nor a speed where several threads have a part of it each', () => {
  const line = drawProgress({ ...AT, soFar: null }, 200);
  expect(line).toBe('searching 44B shapes, 104 of 1536 parts, Ctrl-C shows what is found');
});

test('leaves away what there is no room for', () => {
  expect(drawProgress({ ...AT, soFar: { shapes: 6.16e9, onFrontier: 2174 } }, 40)).toBe(
    'searching 14%, 104 of 1536 parts',
  );
});
