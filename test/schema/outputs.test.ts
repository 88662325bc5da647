import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { MACHINES, type Machine, writeCalibration } from '../../src/index';
import { run } from '../../src/main';
import { ALL_VERBS } from '../../src/program/verbs/all';
import { OUTPUT_COMMANDS, OUTPUTS, type OutputCommand } from '../../src/schema/jsonSchemas';
import { Scratch, small } from '../files/scratch';
import { fakeProcess, scaleplan } from '../support/cli';
import { OUTPUT_KEYS } from './contract';
import { JSON_SCHEMAS, type JsonObject, outputOf, placesIn } from './support';

const CALLS = [
  'describe NL24-SM',
  'check NL24-SM',
  'check BASE NL40-SM XXXL --budget-flops 10T --baseline SM --increase-params 5%,1M',
  'check NH6-XL --sequences 2',
  'describe NL24-SM --why --timings',
  'describe XL XXL XXXL NL12-XXL --model-parallelism 32 --chips 64',
  'describe XXL --model-parallelism 1',
  'describe SKV-BASE SH-BASE SKV-SH-NL2-TINY t5-efficient-small-el16-dl4 small-24L',
  'describe NL{1..40..3}-{TINY,MINI,SM,BASE} --model-parallelism auto',
  'describe EL40-DL1-SM EL1-DL40-SM NL100-XXL --chips 1024 --sequences 2048',
  'describe BASE --sequences 65536 --encoder-length 1048576 --decoder-length 1048576 --steps 1e12',
  'describe TINY --sequences 32 --encoder-length 1 --decoder-length 1 --steps 1 --chips 4',
  'describe FF9K --base small --chips 512 --sequences 1024',
  'compare base small-24L',
  'compare NL12-XXL NL32-XL --chips 64 --timings',
  'compare base base',
  'compare BASE LG SM --fail-on tflops>+5% --fail-on hours>1K',
  'compare TINY NL{2..8..2}-SM --steps 100K --model-parallelism auto',
  'suggest --budget-flops 11T',
  'suggest --budget-flops 11T --timings',
  'suggest --budget-flops 1',
  'suggest --budget-flops 2T --chips 64 --model-parallelism 4',
  'suggest --budget-params 200M --min-steps-per-second 9',
  'suggest --budget-train-flops 1e21',
  'suggest --budget-hours 24 --budget-memory 12GiB --model-parallelism auto',
  'suggest --budget-usd 500.5 --steps 100K',
  'suggest --budget-params 1e12 --chips 1024 --sequences 2048',
  'suggest --search wide --budget-flops 9T --vary scored --vary DM=512 --vary FF=2K',
  'suggest --search wide --vary scored --vary DM=512 --vary FF=2K --frontier usd,memory --jobs 2 --timings',
  'suggest --search wide --budget-flops 0.1T --vary scored --vary NL=6',
  'audit',
  'sweep NL{2..8..2}-{SM,BASE} --timings',
  'sweep --knobs NL,DM,FF,NH,KV,SH,SKV --around XL --frontier params,speed,quality',
  'sweep NH{6,8}-XL SM --steps 1K',
  'describe SM TINY --scaling --chips 16..128',
  'describe NL32-XL --scaling --model-parallelism auto',
  'depth',
  'depth NL32-XL DM1-TINY --timings',
  'roofline BASE NL24-SM XXL',
  'roofline NL24-SM --machine h100 --chips 8 --timings',
  'backtest',
  'backtest --timings',
  'calibrate --published --timings',
  'describe BASE --machine h100 --chips 4',
  'describe XL --family decoder-only --why',
  'describe ViT-S/32 ViT-B/16 DL0-BASE EL0-BASE',
  'compare BASE ViT-S/32 DL0-SM',
  'check ViT-S/32 EL0-SM --budget-params 1M',
  'fit --published',
  'fit --published --level 50 --timings',
] as const;

/** A folder of models, one that is heavier, what is measured, and what a check goes by. */
const scratch = new Scratch();
afterAll(() => scratch.remove());

function writeFiles(): void {
  scratch.write('models/a.json', small(12));
  scratch.write('models/b.json', small(6));
  scratch.write('before/a.json', small(8));
  scratch.write('before/c.json', small(4));
  scratch.write('ours.json', writeCalibration('model,machine,chips,steps/s\nSM,h100,8,30\nBASE,h100,8,12'));
  const { title: _, ...mine } = MACHINES[0] as Machine;
  scratch.write('mine.json', { ...mine, name: 'mine', usdPerChipHour: null });
  scratch.write('runs.csv', readFileSync('docs/examples/table4-runs.csv'));
  scratch.write('scores.csv', readFileSync('docs/examples/table4-scores.csv'));
  scratch.write('scaleplan.config.json', {
    targets: [
      {
        files: ['models/*.json'],
        budgets: { flops: '2T' },
        ignore: [{ rule: 'budget-flops', reason: 'a teacher' }],
      },
    ],
  });
}

/** Calls about files of the folder. */
const FILE_CALLS = [
  'describe models --why',
  'describe BASE --calibration ours.json',
  'describe BASE --machine-file mine.json --machine mine',
  'compare models/a.json SM',
  'sweep models SM',
  'roofline models/b.json',
  'depth models',
  'check',
  'check models --baseline before --increase-flops 5% --no-config',
  'calibrate runs.csv',
  'calibrate runs.csv --sequences 64',
  'fit scores.csv',
  'fit scores.csv --x flops --y superGlue --accuracy --level 90 --timings',
] as const;

function expectValid(output: JsonObject): void {
  const command = output['command'] as OutputCommand;
  const parsed = OUTPUTS[command].safeParse(output);
  expect(parsed.error?.issues ?? []).toEqual([]);
  JSON_SCHEMAS[command](output);
  expect(JSON_SCHEMAS[command].errors ?? []).toEqual([]);
}

describe('the output of a call', () => {
  test.each(CALLS)('%s', async (call) => {
    expectValid(await outputOf(...call.split(' ')));
  });

  test.each(FILE_CALLS)('%s, of files', async (call) => {
    writeFiles();
    const { stdout, stderr } = await scaleplan([...call.split(' '), '--json'], { cwd: scratch.root });
    expect(stderr).toBe('');
    const output = JSON.parse(stdout);
    expectValid(output);
    expect(outOfOrder(output.command, output)).toEqual([]);
  });

  test('a check says what is ignored, and what another checkout has in addition', async () => {
    writeFiles();
    const checked = async (...args: readonly string[]) =>
      JSON.parse((await scaleplan(['check', ...args, '--json'], { cwd: scratch.root })).stdout);
    const { targets } = await checked();
    expect(targets.flatMap(({ ignored }: { ignored: object[] }) => ignored)).toHaveLength(2);
    expect((await checked('models', '--baseline', 'before', '--no-config')).removed).toEqual([
      'models/c.json',
    ]);
  });

  test('of a search that was interrupted', async () => {
    const { process, stdout } = fakeProcess([
      ...[
        'suggest',
        '--search',
        'wide',
        '--budget-flops',
        '9T',
        '--vary',
        'scored',
        '--vary',
        'FF=2K',
        '--json',
      ],
    ]);
    await run({ ...process, once: (_, listener) => setImmediate(listener), off: () => {} });
    const output = JSON.parse(stdout.chunks.join(''));
    expect(output.searched.finished).toBe(false);
    expectValid(output);
  });
});

test('every command with --json has a schema, and no other one', () => {
  const verbs = ALL_VERBS.filter(({ flags }) => flags.some(([flag]) => flag === '--json'));
  expect(verbs.map(({ name }) => name).toSorted()).toEqual(OUTPUT_COMMANDS.toSorted());
});

/** The objects of an output in which the contract's keys do not stand in its order, other keys between them or not. */
function outOfOrder(command: OutputCommand, output: JsonObject): string[] {
  return placesIn(output, OUTPUT_KEYS[command])
    .filter(({ value, order }) => {
      const real = Object.keys(value).filter((key) => order.includes(key));
      const wanted = order.filter((key) => key in value);
      return real.join() !== wanted.join();
    })
    .map(({ path }) => path.findLast((key): key is string => typeof key === 'string') ?? command);
}

test('the keys of the contract stand in its order', async () => {
  const found = new Set<string>();
  for (const call of CALLS) {
    const output = await outputOf(...call.split(' '));
    for (const place of outOfOrder(output['command'] as OutputCommand, output)) found.add(place);
  }
  expect([...found]).toEqual([]);
});
