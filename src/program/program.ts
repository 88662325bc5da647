import { Command } from 'commander';
import type { Context, Outcome } from '../commands/context';
import { withSettingFiles } from '../commands/settingFiles';
import { UserError } from '../problems/problem';
import type { CommonFlags } from '../request/setting';
import { examples, fitHelp, HELP_LAYOUT, NAMES_HELP, topicsHelp } from './help';
import type { Verb } from './verb';
import { ALL_VERBS } from './verbs/all';

const NO_COLOUR = '--no-color';

/**
 * The verbs that some words may be about: the one that they begin with, or all of them where that is none, for help and for
 * what is said of mistakes.
 */
export function verbsOf(words: readonly string[]): readonly Verb[] {
  const first = words.find((word) => word !== NO_COLOUR);
  const called = ALL_VERBS.filter(({ name }) => name === first);
  return called.length > 0 ? called : ALL_VERBS;
}

/** The command line: verbs, flags and help. The outcome of the verb that is called goes to `finish`. */
export function buildProgram(
  version: string,
  verbs: readonly Verb[],
  context: () => Promise<Context>,
  finish: (outcome: Outcome) => Promise<void>,
): Command {
  const program = new Command('scaleplan');
  program
    .description(
      'Plan the scaling of T5-style Transformers: what a shape costs, and which DeepNarrow shape to train instead.',
    )
    .version(version, '--version', 'print the version')
    .option(NO_COLOUR, 'no colour, as with the NO_COLOR variable')
    .helpCommand('help [command]', 'help for a command or a topic')
    .configureHelp(HELP_LAYOUT);
  addHelp(
    program,
    `${NAMES_HELP}\n\n${topicsHelp()}\n${examples(
      'suggest --budget-flops 11T',
      'compare base small-24L',
      'describe NL24-SM --why',
      'backtest',
    )}`,
  );
  program.addHelpText('beforeAll', () => refuseSurplus(program));
  for (const verb of verbs) addVerb(program, verb, context, finish);
  return program;
}

function addVerb(
  program: Command,
  { name, summary, flags, words, help, isHidden = false, run }: Verb,
  context: () => Promise<Context>,
  finish: (outcome: Outcome) => Promise<void>,
): void {
  const command = program
    .command(name, { hidden: isHidden })
    .description(summary)
    .allowExcessArguments(false);
  if (words !== undefined) command.argument(...words);
  for (const [flag, description, collect] of flags) {
    if (collect === undefined) command.option(flag, description);
    else command.option(flag, description, collect);
  }
  addHelp(command, help);
  command.action(async (...given) => {
    const [named = [], parsed] = words === undefined ? [[], given[0]] : [given[0], given[1]];
    const world = await context();
    const flags = await withSettingFiles(parsed as CommonFlags, world.files);
    await finish(await run([named].flat(), flags as never, world));
  });
}

/** Commander takes no notice of what stands behind the word that help is asked for. */
function refuseSurplus({ args: [verb, , surplus = '-'] }: Command): string {
  if (verb === 'help' && !surplus.startsWith('-')) throw new UserError('help-surplus', { surplus });
  return '';
}

/** Puts text behind the page of a command, in lines of the terminal. */
function addHelp(command: Command, text: string): void {
  command.addHelpText('after', () => fitHelp(text, command.configureOutput().getOutHelpWidth?.()));
}
