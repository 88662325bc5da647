import { BASE, COMMON, PICTURE, READING, SETTING } from '../flags';
import { examples } from '../help';
import type { Verb } from '../verb';

/** The verbs about measurements: the paper's, the user's own, and how far the estimates are from them. */
export const EVIDENCE_VERBS: readonly Verb[] = [
  {
    name: 'backtest',
    summary: 'every published figure beside the computed one, and the error on rows left out',
    flags: COMMON,
    help: examples('backtest', 'backtest --json'),
    run: async (_, flags, context) => (await import('../../commands/backtest')).backtest(flags, context),
  },
  {
    name: 'audit',
    summary: "the paper's claims recomputed: which of them do not hold, and why",
    flags: [['--all', 'show the claims that hold too'], ...COMMON],
    help: examples('audit', 'audit --all', 'audit --json'),
    run: async (_, flags, context) => (await import('../../commands/audit')).audit(flags, context),
  },
  {
    name: 'fit',
    summary: 'a power law e = Nc * N^alpha + eInf through measured points (Appendix A, Equation 1)',
    flags: [
      ['--published', "fit the paper's own rows"],
      ['--x <column>', 'the size: a column; or params, flops or tflops, computed from a column of models'],
      ['--y <column>', 'the error: a column of losses or accuracies (default: one called so)'],
      ['--accuracy', 'the y column is an accuracy: fit 1 - accuracy (points of 100 are seen as such)'],
      ['--shape <column>', 'the column of the shape term (default: depth, where there is one)'],
      ['--level <percent>', 'confidence level of intervals (default: 95)'],
      ...PICTURE,
      ...COMMON,
    ],
    words: ['[files...]', 'one CSV or JSON file of points; - is standard input'],
    help: examples('fit runs.csv --x parameters --y loss', 'fit --published', 'fit --published -o fit.svg'),
    run: async (words, flags, context) => (await import('../../commands/fit')).fit(words, flags, context),
  },
  {
    name: 'calibrate',
    summary: 'a calibration of the step time from measured runs of your own',
    flags: [
      ['--published', "use the paper's Table 4 as the measured runs"],
      ['-o, --output <file>', 'write the calibration to a file; never over another one'],
      ['--force', 'overwrite the file'],
      ...COMMON,
      // A calibration is made of the runs alone.
      ...SETTING.filter(([flag]) => !flag.startsWith('--calibration')),
      ...BASE,
      ...READING,
    ],
    words: ['[files...]', 'a CSV or JSON file of runs; - is standard input'],
    help: examples(
      'calibrate runs.csv -o cluster.json',
      'describe BASE --calibration cluster.json',
      'calibrate --published',
    ),
    run: async (words, flags, context) =>
      (await import('../../commands/calibrate')).calibrate(words, flags, context),
  },
];
