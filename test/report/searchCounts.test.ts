import { expect, test } from 'vitest';
import { scaleplan } from '../support/cli';

const KNOBS = ['DM=512', 'FF=2048', 'NH=8', 'KV=64', 'EL=6', 'DL=6'].flatMap((values) => ['--vary', values]);
const ONE = ['suggest', '--search', 'wide', ...KNOBS, '--model-parallelism', '1'];

async function told(...flags: readonly string[]): Promise<string> {
  return (await scaleplan([...ONE, ...flags])).stdout.replace(/\s+/g, ' ');
}

test('a grid of one shape', async () => {
  const text = await told('--budget-flops', '11T', '--vary', 'sharing=none');
  expect(text).toMatch(/^The only shape that was searched is on the frontier\. /);
  expect(text).toContain('Searched 1 shape. It was evaluated.');
});

test('a grid of one shape that is beyond the budget', async () => {
  const text = await told('--budget-flops', '1T', '--vary', 'sharing=none');
  expect(text).toMatch(/^Not even the only shape is within the budget and the memory of a core\. /);
  expect(text).toContain(
    'Searched 1 shape. None was evaluated: bounds show that none is within the budget and unbeaten.',
  );
});

test('a grid of two shapes, one of which has no score', async () => {
  const text = await told('--budget-flops', '1T', '--vary', 'sharing=none,SH');
  expect(text).toMatch(/^Not even the only shape with a score is within the budget/);
  expect(text).toContain(
    'Searched 2 shapes. 1 of them shares keys or values, which leaves it without a score.',
  );
});
