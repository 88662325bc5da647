import { Command } from 'commander';
import type { Context, Outcome } from './commands/context';
import { BASE, BUDGETS, CHECK, COMMON, type Flag, INCREASES, READING, SETTING } from './flags';

const NAMES_HELP = `
Names: a size of the paper (TINY MINI SM BASE LG XL XXL XXXL), operators on a
size (NL24-SM, EL32-SM, FF9K, NL24-FF1536-NH6-BASE), Table 4's own spelling
(small-24L), a published checkpoint (t5-efficient-small-el16-dl4), a sweep
(NL{2..36..2}-SM), or a file, folder or glob of configurations (Hugging Face
config.json, Mesh TensorFlow, T5X or flaxformer gin, scaleplan's own JSON; - is
standard input).`;

const CHECK_HELP = `
An increase is a percentage, a quantity, or one of each, then both hold:
--increase-flops 5%,0.5T.

Examples:
  scaleplan check configs/*.json --budget-flops 11T
  scaleplan check NL24-SM --budget-params 200M --strict
  scaleplan check configs --baseline ../main/configs --increase-flops 5%
  scaleplan check --format sarif
  scaleplan check --explain too-deep`;

const EXPORT_HELP = `
hf holds no run and no SH or SKV; its dropout_rate of 0.0 is that of
pre-training. mesh-tf and t5x hold the run of the flags, else the paper's.

Examples:
  scaleplan export NL24-SM --to hf -o config.json
  scaleplan export SH-SKV-BASE --to mesh-tf
  scaleplan export NL36-LG --to t5x --steps 1M`;

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
    ...READING,
  ])
    .argument('[names...]', 'names, sweeps, files, folders or globs')
    .option('--why', 'show the census lines behind every number')
    .addHelpText(
      'after',
      `${NAMES_HELP}\n\nExamples:\n  scaleplan describe NL24-SM\n  scaleplan describe FF9K --base small --chips 64\n  scaleplan describe 'NL{12..36..12}-{SM,BASE}' --json\n  scaleplan describe configs/small/config.json`,
    )
    .action(async (names, flags) =>
      finish(await (await import('./commands/describe')).describe(names, flags, await context())),
    );

  verb(program, 'compare', 'models side by side with the first, with published scores and a verdict', [
    ...COMMON,
    ...SETTING,
    ...BASE,
    ...READING,
  ])
    .argument('[names...]', 'names, sweeps, files, folders or globs; two models or more')
    .option(
      '--fail-on <condition>',
      'exit 1 where a model meets it against the first, such as tflops>+5%; may be given again',
      (condition: string, before: readonly string[] = []) => [...before, condition],
    )
    .addHelpText(
      'after',
      `${NAMES_HELP}\n\nExamples:\n  scaleplan compare base small-24L\n  scaleplan compare NL12-XXL NL32-XL --chips 64\n  scaleplan compare base/config.json head/config.json --fail-on 'tflops>+5%'`,
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

  verb(program, 'check', 'budgets and rules for models, in CI: exit 1 where one of them finds an error', [
    ...BUDGETS,
    ...INCREASES,
    ...CHECK,
    ...COMMON,
    ...SETTING,
    ...BASE,
  ])
    .argument('[names...]', 'files, folders, globs or names; those of scaleplan.config.json unless told')
    .addHelpText('after', CHECK_HELP)
    .action(async (names, flags) =>
      finish(await (await import('./commands/check')).check(names, flags, await context())),
    );

  verb(program, 'export', 'a configuration file that trains a model with a real library', [
    ['--to <format>', 'hf, mesh-tf or t5x'],
    ['-o, --output <file>', 'write a file instead of standard output; never over another one'],
    ['--force', 'overwrite the file'],
    ...SETTING,
    ...BASE,
    ...READING,
  ])
    .argument('[names...]', 'one name or file')
    .addHelpText('after', EXPORT_HELP)
    .action(async (names, flags) =>
      finish(await (await import('./commands/export')).exportConfig(names, flags, await context())),
    );

  return program;
}

function verb(program: Command, name: string, summary: string, options: readonly Flag[]): Command {
  const command = program.command(name).description(summary).allowExcessArguments(false);
  for (const [flags, description] of options) command.option(flags, description);
  return command;
}
