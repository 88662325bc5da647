import { expect, test } from 'vitest';
import { fuzz, TARGETS } from './run';

/** FUZZ_INPUTS and FUZZ_SEED ask for more of it; docs/fuzzing.md tells of the long run. */
const INPUTS = Number(process.env['FUZZ_INPUTS'] ?? 6000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);

test('what others write is read or refused: no crash, no hang, nothing that a terminal acts on', async () => {
  const { targets, failures, codes } = await fuzz({ inputs: INPUTS, seed: SEED });
  expect(failures).toEqual([]);
  expect(targets.map(({ name }) => name)).toEqual(TARGETS.map(({ name }) => name));
  // What a mutation makes must not all end in the same few mistakes.
  expect(codes.reached.length).toBeGreaterThan(80);
}, 300_000);

test('the same seed gives the same run', async () => {
  const run = async () => {
    const { targets, codes } = await fuzz({ inputs: 300, seed: 7 });
    return { kinds: targets.map(({ name, kinds }) => [name, kinds]), codes };
  };
  expect(await run()).toEqual(await run());
}, 60_000);
