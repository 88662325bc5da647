import fc from 'fast-check';

/** A flag with one of some values, or without it. */
function flag(name: string, values: readonly string[]): fc.Arbitrary<string[]> {
  return fc
    .option(fc.constantFrom(...values), { freq: 2 })
    .map((value) => (value === null ? [] : [name, value]));
}

function switchOf(name: string): fc.Arbitrary<string[]> {
  return fc.boolean().map((isOn) => (isOn ? [name] : []));
}

const sizes = ['TINY', 'MINI', 'SM', 'BASE', 'LG', 'XL'];
const texts = fc
  .record({
    operators: fc.subarray(['NL8', 'FF2K', 'NH16', 'KV32', 'SH', 'SKV'], { maxLength: 3 }),
    size: fc.constantFrom(...sizes),
  })
  .map(({ operators, size }) => [...operators, size].join('-'));
const names = fc.oneof(
  { weight: 5, arbitrary: texts },
  {
    weight: 1,
    arbitrary: fc.constantFrom('EL0-SM', 'DL0-BASE', 'EL16-DL4-SM', 'small-24L', 't5-efficient-mini-nl24'),
  },
);
const several = (minLength: number) => fc.array(names, { minLength, maxLength: 4 });

const run = fc
  .tuple(
    flag('--machine', ['tpu-v3', 'tpu-v4', 'h100', 'a100']),
    flag('--sequences', ['128', '256']),
    flag('--steps', ['1', '100K', '524288']),
    flag('--model-parallelism', ['1', 'default']),
  )
  .map((flags) => flags.flat());

const budgets = fc
  .tuple(
    flag('--budget-flops', ['2T', '11T', '40T']),
    flag('--budget-params', ['50M', '200M', '1B']),
    flag('--budget-train-flops', ['1e19', '1e21']),
    flag('--budget-hours', ['2', '24']),
    flag('--budget-memory', ['2GiB', '12GiB']),
    flag('--min-steps-per-second', ['1', '9']),
  )
  .map((flags) => flags.flat());

const call = (verb: string, ...parts: readonly fc.Arbitrary<readonly string[]>[]): fc.Arbitrary<string[]> =>
  fc.tuple(...parts).map((words) => [verb, ...words.flat()]);

/** Command lines of each verb that stand for something; what is impossible together is refused. */
export const INVOCATIONS: Readonly<Record<string, fc.Arbitrary<string[]>>> = {
  describe: call('describe', several(1), run, switchOf('--why')),
  compare: call(
    'compare',
    several(2),
    run,
    flag('--fail-on', ['tflops>+5%', 'memory>12GiB', 'stepsPerSecond<9']),
  ),
  suggest: call(
    'suggest',
    fc.constant(['--budget-flops', '60T']),
    run,
    flag('--budget-params', ['20M', '200M', '1B']),
  ),
  sweep: call(
    'sweep',
    fc.constantFrom(['NL{2..8..2}-SM'], ['FF{1K,2K}-{SM,BASE}'], ['--knobs', 'NL,NH', '--around', 'SM']),
    run,
    flag('--frontier', ['flops,quality', 'params,speed', 'memory,hours,usd']),
  ),
  roofline: call('roofline', several(1), run),
  depth: call('depth', several(1)),
  check: call('check', several(1), run, budgets, switchOf('--strict')),
  fit: call('fit', fc.constant(['--published']), flag('--level', ['50', '95', '99'])),
  calibrate: fc.constant(['calibrate', '--published']),
  audit: fc.constant(['audit']),
  backtest: fc.constant(['backtest']),
};
