import { printable, quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in machines, slices and layouts. */
export const LAYOUT_TEXTS = {
  'unknown-machine': (a: { name: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `Unknown machine ${quote(a.name)}.`,
    hint: `${didYouMean(a.nearest, '')} Machines: ${a.names.join(', ')}.`.trim(),
  }),
  'no-such-slice': (a: { chips: number; machine: string; slices: readonly number[] }): Text => ({
    message: `No ${printable(a.machine)} slice has ${a.chips} chips.`,
    hint: `Slices have ${a.slices.join(', ')} chips; a machine of your own (--machine-file) may have others.`,
  }),
  'bad-model-parallelism': (a: { modelParallelism: number; allowed: readonly number[] }): Text => ({
    message: `Model parallelism cannot be ${a.modelParallelism}.`,
    hint: `Use a power of two up to the paper's largest: ${a.allowed.join(', ')}.`,
  }),
  'model-parallelism-not-a-number': (a: { text: string; allowed: readonly number[] }): Text => ({
    message: `--model-parallelism cannot be ${quote(a.text)}.`,
    hint: `Use one of ${a.allowed.join(', ')}, or default (the size's own), or auto (the fastest that fits).`,
  }),
  'more-model-parallelism-than-cores': (a: {
    modelParallelism: number;
    cores: number;
    chips: number;
  }): Text => ({
    message: `Model parallelism ${a.modelParallelism} needs more cores than the ${a.cores} of ${a.chips} chips.`,
    hint: `Use --model-parallelism ${a.cores} or less, or more chips.`,
  }),
  'no-model-parallelism': (a: { chips: number; sequences: number; heads: number }): Text => ({
    message: `No model parallelism spreads ${a.sequences} sequence${a.sequences === 1 ? '' : 's'} and ${a.heads} heads evenly over ${a.chips} chips.`,
    hint: 'Use more --sequences or fewer --chips.',
  }),
  'indivisible-dimensions': (a: {
    modelParallelism: number;
    dimensions: readonly (readonly [string, number])[];
    wouldDo: readonly number[];
  }): Text => ({
    message: `Model parallelism ${a.modelParallelism} does not divide ${a.dimensions.map(([name, size]) => `${name} (${size})`).join(' and ')}.`,
    hint: `Use --model-parallelism ${a.wouldDo.join(', ')}.`,
  }),
  'fewer-sequences-than-replicas': (a: { sequences: number; replicas: number }): Text => ({
    message: `A step of ${a.sequences} ${a.sequences === 1 ? 'sequence' : 'sequences'} cannot keep ${a.replicas} replicas busy.`,
    hint: 'Use more --sequences, fewer --chips, or more --model-parallelism (auto chooses one that works).',
  }),
  'indivisible-sequences': (a: { sequences: number; replicas: number }): Text => ({
    message: `A step of ${a.sequences} sequences cannot be shared out evenly among ${a.replicas} replicas.`,
    hint: `Use a multiple of ${a.replicas} for --sequences, or another --model-parallelism or number of --chips.`,
  }),
} satisfies Record<string, (details: never) => Text>;
