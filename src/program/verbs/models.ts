import { BASE, BUDGETS, COMMON, FAMILY, type Flag, PICTURE, READING, SEARCH, SETTING } from '../flags';
import { examples, NAMES_HELP } from '../help';
import type { Verb } from '../verb';

const MODELS: readonly Flag[] = [...COMMON, ...SETTING, ...BASE, ...FAMILY, ...READING];

/** The verbs about models: what they cost, and which to train. */
export const MODEL_VERBS: readonly Verb[] = [
  {
    name: 'describe',
    summary: 'dimensions, modules, parameters, FLOPs, memory, speed and cost of models',
    flags: [
      ...MODELS,
      ['--why', 'show the census lines behind every number'],
      ['--scaling', 'how the step grows over the slices of --chips 16..1024'],
    ],
    words: ['[names...]', 'names, sweeps, files, folders or globs'],
    help: `${NAMES_HELP}\n${examples(
      'describe NL24-SM',
      'describe FF9K --base small --chips 64',
      "describe 'NL{12..36..12}-{SM,BASE}' --json",
      'describe configs/small/config.json',
    )}`,
    run: async (words, flags, context) =>
      (await import('../../commands/describe')).describe(words, flags, context),
  },
  {
    name: 'compare',
    summary: 'models side by side with the first, with published scores and a verdict',
    flags: [
      ...MODELS,
      ...PICTURE,
      [
        '--fail-on <condition>',
        'exit 1 where a model meets it against the first, such as tflops>+5%; may be given again',
        (condition, before = []) => [...before, condition],
      ],
    ],
    words: ['[names...]', 'names, sweeps, files, folders or globs; two models or more'],
    help: `${NAMES_HELP}\n${examples(
      'compare base small-24L',
      'compare NL12-XXL NL32-XL --chips 64',
      "compare base/config.json head/config.json --fail-on 'tflops>+5%'",
    )}`,
    run: async (words, flags, context) =>
      (await import('../../commands/compare')).compare(words, flags, context),
  },
  {
    name: 'suggest',
    summary: 'which shapes to train within a budget (DeepNarrow)',
    flags: [...BUDGETS, ...SEARCH, ...COMMON, ...SETTING, ...BASE],
    help: examples(
      'suggest --budget-flops 11T',
      'suggest --budget-params 200M --min-steps-per-second 9',
      'suggest --budget-usd 500 --steps 100K --json',
      'suggest --budget-flops 11T --search wide --vary sharing=none',
    ),
    run: async (_, flags, context) => (await import('../../commands/suggest')).suggest(flags, context),
  },
];
