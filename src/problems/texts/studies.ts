import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in sweeps and scaling tables. */
export const STUDIES_TEXTS = {
  'unknown-knob': (a: { name: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--knobs knows no knob ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, `Knobs: ${a.names.join(', ')}.`),
  }),
  'around-without-knobs': (_: Record<never, never>): Text => ({
    message: '--around needs --knobs.',
    hint: 'Say which knobs to turn around it: --knobs NL,DM,FF,NH,KV.',
  }),
  'around-not-one': (_: Record<never, never>): Text => ({
    message: '--around takes one model.',
    hint: 'Name one, such as --around SM; other models can be named beside --knobs.',
  }),
  'frontier-metric': (a: { metric: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--frontier knows no metric ${quote(a.metric)}.`,
    hint: didYouMean(a.nearest, `Metrics: ${a.names.join(', ')}.`),
  }),
  'frontier-metrics': (a: { names: readonly string[]; most: number }): Text => ({
    message: `--frontier takes two ${a.most > 3 ? `to ${a.most}` : 'or three'} metrics.`,
    hint: `Write them with commas, as in flops,quality. Metrics: ${a.names.join(', ')}.`,
  }),
  'metric-twice': (a: { metric: string; most: number }): Text => ({
    message: `--frontier names ${a.metric} twice.`,
    hint: `Name two ${a.most > 3 ? `to ${a.most}` : 'or three'} different metrics, as in params,speed,quality.`,
  }),
  'frontier-without-scores': (_: Record<never, never>): Text => ({
    message: 'The score of none of these models is known.',
    hint: "Scores are of the paper's run and of T5-like shapes; draw the frontier over --frontier flops,speed instead.",
  }),
  'frontier-without-values': (a: { metric: string }): Text => ({
    message: `The ${a.metric} of these models is not known on this machine.`,
    hint: 'Draw the frontier over other metrics, such as --frontier flops,speed.',
  }),
  'chips-range': (a: { text: string }): Text => ({
    message: `A range of chips such as ${quote(a.text)} needs --scaling.`,
    hint: 'Add --scaling for a table of slices, or name one slice: --chips 64.',
  }),
  'chips-range-unreadable': (a: { text: string }): Text => ({
    message: `--chips cannot read ${quote(a.text)} as slices.`,
    hint: 'Write the least and the most chips, as in 16..1024; or one number; or leave it away for all slices.',
  }),
  'chips-range-reversed': (a: { least: number; most: number }): Text => ({
    message: `A range of chips from ${a.least} to ${a.most} holds nothing.`,
    hint: `Write the smaller number first: ${a.most}..${a.least}.`,
  }),
  'too-many-scaled': (a: { count: number; limit: number }): Text => ({
    message: `--scaling is for up to ${a.limit} models at a time; these are ${a.count}.`,
    hint: 'Narrow a range or widen its step; sweep shows many models on one slice.',
  }),
  'chips-range-empty': (a: { text: string; machine: string; slices: readonly number[] }): Text => ({
    message: `No ${a.machine} slice is within ${quote(a.text)}.`,
    hint: `Slices have ${a.slices.join(', ')} chips.`,
  }),
  'scaling-and-why': (_: Record<never, never>): Text => ({
    message: '--scaling and --why do not go together.',
    hint: 'Ask for one of them: --why is about one slice, --scaling about several.',
  }),
} satisfies Record<string, (details: never) => Text>;
