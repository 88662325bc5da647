import { BASE, COMMON, FAMILY, PICTURE, READING, SETTING } from '../flags';
import { examples, NAMES_HELP } from '../help';
import type { Verb } from '../verb';

/** The verbs that study many shapes at once, or one in depth. */
export const STUDY_VERBS: readonly Verb[] = [
  {
    name: 'sweep',
    summary: 'many shapes at once: what each knob costs and buys, and the Pareto frontier',
    flags: [
      ['--knobs <codes>', 'turn these knobs one at a time, such as NL,DM,FF,NH,KV (Figures 2 and 3)'],
      ['--around <name>', 'the model whose knobs are turned (default: base)'],
      [
        '--frontier <metrics>',
        'two or three of flops, params, speed, quality, train-flops, hours, usd, memory (default: flops,quality)',
      ],
      ...PICTURE,
      ...COMMON,
      ...SETTING,
      ...BASE,
      ...FAMILY,
      ...READING,
    ],
    words: ['[patterns...]', 'names and sweeps such as NL{2..36..2}-{SM,BASE,LG}, files, folders or globs'],
    help: `${NAMES_HELP}\n${examples(
      "sweep 'NL{2..36..2}-{SM,BASE,LG}'",
      'sweep --knobs NL,DM,FF,NH,KV --around SM',
      "sweep 'NL{2..36..2}-{SM,BASE,LG}' -o depth.svg",
    )}`,
    run: async (words, flags, context) => (await import('../../commands/sweep')).sweep(words, flags, context),
  },
  {
    name: 'roofline',
    summary: "where a step's time goes: arithmetic intensity, attainable and estimated rate, what binds",
    flags: [...PICTURE, ...COMMON, ...SETTING, ...BASE, ...FAMILY, ...READING],
    words: ['[names...]', 'names or files of models'],
    help: `${NAMES_HELP}\n${examples('roofline BASE', 'roofline BASE NL24-SM -o roofline.html')}`,
    run: async (words, flags, context) =>
      (await import('../../commands/roofline')).roofline(words, flags, context),
  },
  {
    name: 'depth',
    summary: "how deep a model should be: Levine et al.'s optimum beside the paper's limit",
    flags: [...COMMON, ...BASE, ...FAMILY, ...READING],
    words: ['[names...]', 'names or files of models; the sizes of the paper unless told'],
    help: examples('depth', 'depth XL NL32-XL'),
    run: async (words, flags, context) => (await import('../../commands/depth')).depth(words, flags, context),
  },
];
