import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in a search over a grid. */
export const SEARCH_TEXTS = {
  'search-unknown': (a: { name: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--search cannot be ${quote(a.name)}.`,
    hint: didYouMean(
      a.nearest,
      `Write ${a.names.join(' or ')}: the sizes of the paper, or a grid of every width and depth.`,
    ),
  }),
  'flag-of-wide-search': (a: { flag: string }): Text => ({
    message: `${a.flag} needs --search wide.`,
    hint: `Add --search wide, or leave ${a.flag} away: the search of sizes has a fixed grid.`,
  }),
  'vary-unreadable': (a: { text: string }): Text => ({
    message: `--vary cannot read ${quote(a.text)}.`,
    hint: 'Write a knob, an equals sign and its values: DM=512..2048..128, NH=8,16 or sharing=none; or scored, for what the paper scored.',
  }),
  'vary-knob': (a: { name: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--vary knows no knob ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, `Knobs: ${a.names.join(', ')}.`),
  }),
  'vary-twice': (a: { knob: string }): Text => ({
    message: `--vary sets ${a.knob} twice.`,
    hint: `Write all values of ${a.knob} in one --vary, with commas.`,
  }),
  'vary-values': (a: { knob: string; text: string; example: string }): Text => ({
    message: `--vary cannot read ${quote(a.text)} as a value of ${a.knob}.`,
    hint: `Write values with commas, ranges with two dots, and a step behind two more, as in ${a.knob}=${a.example}.`,
  }),
  'vary-sharing': (a: { name: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--vary knows no sharing ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, `Write one or more of ${a.names.join(', ')}, with commas.`),
  }),
  'vary-reversed': (a: { knob: string; first: string; last: string }): Text => ({
    message: `A range of ${a.knob} from ${quote(a.first)} to ${quote(a.last)} holds nothing.`,
    hint: `Write the smaller number first: ${a.last}..${a.first}.`,
  }),
  'vary-step': (a: { knob: string; text: string }): Text => ({
    message: `A step of 0 leads nowhere: ${quote(a.text)}.`,
    hint: `Write a step above 0, or leave it away: then ${a.knob} takes the values that the grid has in the range.`,
  }),
  'vary-out-of-reach': (a: { knob: string; value: string; limit: number; limitReason: string }): Text => ({
    message: `${a.knob} cannot be ${quote(a.value)}.`,
    hint: `It goes from 1 to ${a.limit}: ${a.limitReason}.`,
  }),
  'vary-nothing': (a: { knob: string; text: string; step: string }): Text => ({
    message: `The grid has no ${a.knob} in ${quote(a.text)}.`,
    hint: `Say the step: ${a.step}.`,
  }),
  'vary-too-many': (a: { knob: string; limit: number }): Text => ({
    message: `--vary gives ${a.knob} more than ${a.limit} values.`,
    hint: 'Narrow a range or widen its step.',
  }),
  'jobs-unreadable': (a: { text: string; limit: number }): Text => ({
    message: `--jobs takes a whole number from 1 to ${a.limit}, not ${quote(a.text)}.`,
    hint: `Write the threads that the search may take, 1 to ${a.limit}, as in --jobs 2; or leave it away for one.`,
  }),
  'grid-indivisible': (a: {
    modelParallelisms: readonly number[];
    isAsked: boolean;
    undivided: readonly { code: string; name: string; values: readonly number[] }[];
    chips: number;
    sequences: number;
  }): Text => {
    const meshes = a.modelParallelisms.join(' or ');
    const named = a.undivided.map(
      ({ name, values }) => `${name} (${values.slice(0, 4).join(', ')}${values.length > 4 ? ', ...' : ''})`,
    );
    const least = a.modelParallelisms[0] ?? 1;
    const codes = a.undivided.map(({ code }) => `--vary ${code}=...`).join(' ');
    const values = `Let ${codes} have multiples of ${least}`;
    return {
      message: a.isAsked
        ? `The grid has no shape that model parallelism ${meshes} divides: none of its ${named.join(' nor ')}.`
        : `The grid has no shape that can be laid out: ${a.chips} chips and ${a.sequences} sequences need model parallelism ${meshes}, which divides none of its ${named.join(' nor ')}.`,
      hint: a.isAsked
        ? `${values}, or leave --model-parallelism away to search every mesh.`
        : `${values}, or use fewer --chips or more --sequences.`,
    };
  },
  'grid-without-scores': (a: { sharing: readonly string[]; others: readonly string[] }): Text => ({
    message: `No score is known of any shape of the grid: all of them share keys or values (${a.sharing.join(', ')}).`,
    hint: `Draw the frontier over --frontier ${a.others.join(',')}, or let the grid have shapes without: --vary sharing=none,${a.sharing.join(',')}.`,
  }),
  'grid-too-large': (a: { shapes: string; limit: string; knobs: readonly string[] }): Text => ({
    message: `A grid of ${a.shapes} shapes is too large: a search goes up to ${a.limit}.`,
    hint: `Widen a step or narrow a range of ${a.knobs.join(' or ')}, which have the most values: --vary ${a.knobs[0] ?? 'DM'}=...`,
  }),
  'grid-too-many-at-once': (a: { knobs: readonly string[]; places: string; limit: string }): Text => ({
    message: `${a.knobs.join(' and ')} have ${a.places} combinations of values: a search goes up to ${a.limit}.`,
    hint: `Widen a step or narrow a range of one of them: --vary ${a.knobs[0] ?? 'NH'}=...`,
  }),
  'grid-too-many-places': (a: { places: string; limit: string; knobs: readonly string[] }): Text => ({
    message: `A grid of ${a.places} combinations of values is too large, even where no mesh divides most of them: a search goes up to ${a.limit}.`,
    hint: `Widen a step or narrow a range of ${a.knobs.join(' or ')}, which have the most values, or leave away what no mesh divides: --vary ${a.knobs[0] ?? 'FF'}=...`,
  }),
} satisfies Record<string, (details: never) => Text>;
