import { Command } from 'commander';
import type { Context, Outcome } from './commands/context';

const NAMES_HELP = `
Names: a size of the paper (TINY MINI SM BASE LG XL XXL XXXL), operators on a
size (NL24-SM, EL32-SM, FF9K, NL24-FF1536-NH6-BASE), Table 4's own spelling
(small-24L), a published checkpoint (t5-efficient-small-el16-dl4), or a sweep
(NL{2..36..2}-SM).`;

const COMMON: readonly (readonly [flags: string, description: string])[] = [
  ['--json', 'print one JSON object'],
  ['--timings', 'tell the seconds it took'],
  ['--strict', 'exit 1 on warnings'],
];

const SETTING: readonly (readonly [flags: string, description: string])[] = [
  ['--machine <name>', 'machine (default: tpu-v3)'],
  ['--chips <n>', 'chips of the slice (default: 16)'],
  ['--model-parallelism <n|default|auto>', "a number, the size's own, or the fastest that fits"],
  ['--sequences <n>', 'sequences a step (default: 128)'],
  ['--encoder-length <n>', 'tokens of an encoder sequence (default: 512)'],
  ['--decoder-length <n>', 'tokens of a decoder sequence (default: 128)'],
  ['--steps <n>', 'training steps (default: 524288)'],
];

const BASE: readonly (readonly [flags: string, description: string])[] = [
  ['--base <size>', 'size that bare operators such as FF2K apply to (default: base)'],
];

const BUDGETS: readonly (readonly [flags: string, description: string])[] = [
  ['--budget-flops <n>', "the paper's #TFlops of one step, such as 11T"],
  ['--budget-params <n>', 'parameters, such as 200M'],
  ['--min-steps-per-second <n>', 'speed at least, such as 9'],
  ['--budget-train-flops <n>', 'FLOPs of the whole run, such as 1e21'],
  ['--budget-hours <n>', 'hours of the whole run'],
  ['--budget-usd <n>', 'US dollars of the whole run, on demand'],
  ['--budget-memory <n>', 'bytes a core, such as 12GiB'],
];

/** The command line: verbs, flags and help. Each verb's code is loaded when it is called; its outcome goes to `finish`. */
export function buildProgram(
  version: string,
  context: () => Promise<Context>,
  finish: (outcome: Outcome) => Promise<void>,
): Command {
  const program = new Command('scaleplan');
  program
    .description(
      'Plan the scaling of T5-style Transformers: what a shape costs, and which DeepNarrow shape to train instead.',
    )
    .version(version, '--version', 'print the version')
    .option('--no-color', 'no colour, as with the NO_COLOR variable')
    .helpCommand('help [command]', 'help for a command')
    .addHelpText(
      'after',
      `${NAMES_HELP}\n\nExamples:\n  scaleplan suggest --budget-flops 11T\n  scaleplan compare base small-24L\n  scaleplan describe NL24-SM --why\n  scaleplan backtest`,
    );

  verb(program, 'describe', 'dimensions, modules, parameters, FLOPs, memory, speed and cost of models', [
    ...COMMON,
    ...SETTING,
    ...BASE,
  ])
    .argument('[names...]', 'models or sweeps')
    .option('--why', 'show the census lines behind every number')
    .addHelpText(
      'after',
      `${NAMES_HELP}\n\nExamples:\n  scaleplan describe NL24-SM\n  scaleplan describe FF9K --base small --chips 64\n  scaleplan describe 'NL{12..36..12}-{SM,BASE}' --json`,
    )
    .action(async (names, flags) =>
      finish(await (await import('./commands/describe')).describe(names, flags, await context())),
    );

  verb(program, 'compare', 'models side by side with the first, with published scores and a verdict', [
    ...COMMON,
    ...SETTING,
    ...BASE,
  ])
    .argument('[names...]', 'models or sweeps, two or more')
    .addHelpText(
      'after',
      `${NAMES_HELP}\n\nExamples:\n  scaleplan compare base small-24L\n  scaleplan compare NL12-XXL NL32-XL --chips 64`,
    )
    .action(async (names, flags) =>
      finish(await (await import('./commands/compare')).compare(names, flags, await context())),
    );

  verb(program, 'suggest', 'which shapes to train within a budget (DeepNarrow)', [
    ...BUDGETS,
    ...COMMON,
    ...SETTING,
    ...BASE,
  ])
    .addHelpText(
      'after',
      '\nExamples:\n  scaleplan suggest --budget-flops 11T\n  scaleplan suggest --budget-params 200M --min-steps-per-second 9\n  scaleplan suggest --budget-usd 500 --steps 100K --json',
    )
    .action(async (flags) => finish((await import('./commands/suggest')).suggest(flags, await context())));

  verb(
    program,
    'backtest',
    'every published figure beside the computed one, and the error on rows left out',
    COMMON,
  )
    .addHelpText('after', '\nExamples:\n  scaleplan backtest\n  scaleplan backtest --json')
    .action(async (flags) => finish((await import('./commands/backtest')).backtest(flags, await context())));

  return program;
}

function verb(
  program: Command,
  name: string,
  summary: string,
  options: readonly (readonly [string, string])[],
): Command {
  const command = program.command(name).description(summary).allowExcessArguments(false);
  for (const [flags, description] of options) command.option(flags, description);
  return command;
}
