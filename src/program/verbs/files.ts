import { BASE, BUDGETS, CHECK, COMMON, FAMILY, INCREASES, READING, SETTING } from '../flags';
import { examples } from '../help';
import type { Verb } from '../verb';

/** The verbs about configuration files. */
export const FILE_VERBS: readonly Verb[] = [
  {
    name: 'check',
    summary: 'budgets and rules for models, in CI: exit 1 where one of them finds an error',
    flags: [...BUDGETS, ...INCREASES, ...CHECK, ...COMMON, ...SETTING, ...BASE, ...FAMILY],
    words: ['[names...]', 'files, folders, globs or names; those of scaleplan.config.json unless told'],
    help: `
An increase is a percentage, a quantity, or one of each, then both hold:
--increase-flops 5%,0.5T.
${examples(
  'check configs/*.json --budget-flops 11T',
  'check NL24-SM --budget-params 200M --strict',
  'check configs --baseline ../main/configs --increase-flops 5%',
  'check --format sarif',
  'check --explain too-deep',
)}`,
    run: async (words, flags, context) => (await import('../../commands/check')).check(words, flags, context),
  },
  {
    name: 'export',
    summary: 'a configuration file that trains a model with a real library',
    flags: [
      ['--to <format>', 'hf, mesh-tf or t5x'],
      ['-o, --output <file>', 'write a file instead of standard output; never over another one'],
      ['--force', 'overwrite the file'],
      ...SETTING,
      ...BASE,
      ...READING,
    ],
    words: ['[names...]', 'one name or file'],
    help: `
hf holds no run and no SH or SKV; its dropout_rate of 0.0 is that of
pre-training. mesh-tf and t5x hold the run of the flags, else the paper's.
${examples(
  'export NL24-SM --to hf -o config.json',
  'export SH-SKV-BASE --to mesh-tf',
  'export NL36-LG --to t5x --steps 1M',
)}`,
    run: async (words, flags, context) =>
      (await import('../../commands/export')).exportConfig(words, flags, context),
  },
];
