import { Command } from 'commander';
import type { Context, Outcome } from '../commands/context';
import type { CommonFlags } from '../commands/setting';
import { withSettingFiles } from '../commands/settingFiles';
import { examples, NAMES_HELP } from './help';
import type { Verb } from './verb';
import { EVIDENCE_VERBS } from './verbs/evidence';
import { FILE_VERBS } from './verbs/files';
import { MODEL_VERBS } from './verbs/models';
import { STUDY_VERBS } from './verbs/studies';

const VERBS: readonly Verb[] = [...MODEL_VERBS, ...STUDY_VERBS, ...EVIDENCE_VERBS, ...FILE_VERBS];

/** The command line: verbs, flags and help. The outcome of the verb that is called goes to `finish`. */
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
      `${NAMES_HELP}\n${examples(
        'suggest --budget-flops 11T',
        'compare base small-24L',
        'describe NL24-SM --why',
        'backtest',
      )}`,
    );
  for (const verb of VERBS) addVerb(program, verb, context, finish);
  return program;
}

function addVerb(
  program: Command,
  { name, summary, flags, words, help, run }: Verb,
  context: () => Promise<Context>,
  finish: (outcome: Outcome) => Promise<void>,
): void {
  const command = program.command(name).description(summary).allowExcessArguments(false);
  if (words !== undefined) command.argument(...words);
  for (const [flag, description, collect] of flags) {
    if (collect === undefined) command.option(flag, description);
    else command.option(flag, description, collect);
  }
  command.addHelpText('after', help).action(async (...given) => {
    const [named, parsed] = words === undefined ? [[], given[0]] : [given[0], given[1]];
    const world = await context();
    const flags = await withSettingFiles(parsed as CommonFlags, world.files);
    await finish(await run(named as string[], flags as never, world));
  });
}
