import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in calls of commands. */
export const COMMANDS_TEXTS = {
  'no-models': (a: { command: string; example: string }): Text => ({
    message: `${a.command} needs a model.`,
    hint: `Name one or more: ${a.example}`,
  }),
  'help-surplus': (a: { surplus: string }): Text => ({
    message: `help takes one command or topic: ${quote(a.surplus)} is one word too many.`,
    hint: 'Ask for each in a call of its own, as in scaleplan help names.',
  }),
  usage: (a: { message: string; hint: string }): Text => ({ message: a.message, hint: a.hint }),
  'base-not-a-size': (a: { sizes: readonly string[] }): Text => ({
    message: '--base needs a size without operators.',
    hint: `Sizes: ${a.sizes.join(', ')}.`,
  }),
  'flag-too-large': (a: { flag: string; limit: number }): Text => ({
    message: `${a.flag} goes up to ${a.limit}.`,
    hint: 'Check the number: a slipped digit or suffix?',
  }),
  'family-unknown': (a: { name: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--family cannot be ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, `Families: ${a.names.join(', ')}. A Vision Transformer is named: ViT-S/32.`),
  }),
  'family-conflict': (a: { name: string; found: string; expected: string }): Text => ({
    message: `${quote(a.name)} is ${a.found}: it cannot be made ${a.expected}.`,
    hint: 'Leave --family away, or name a model with both stacks.',
  }),
  'flag-without-effect': (a: { flag: string; what: string }): Text => ({
    message: `${a.flag} changes nothing here: it is for ${a.what}.`,
    hint: `Leave it away, or name one of the ${a.what}.`,
  }),
  'too-many-models': (a: { limit: number }): Text => ({
    message: `The names and sweeps together stand for more than ${a.limit} models.`,
    hint: 'Narrow a range or widen its step, or ask in several calls.',
  }),
  'compare-needs-two': (_: Record<never, never>): Text => ({
    message: 'compare needs at least two models.',
    hint: 'Name two or more: scaleplan compare base small-24L',
  }),
  'no-budget': (_: Record<never, never>): Text => ({
    message: 'suggest needs a budget.',
    hint: 'Give at least one, such as --budget-flops 11T, --budget-params 200M or --min-steps-per-second 9.',
  }),
  'fail-on-unreadable': (a: { text: string }): Text => ({
    message: `--fail-on cannot read ${quote(a.text)}.`,
    hint: 'Write a metric, > or <, and a quantity: tflops>+5%, parameters>+10M or stepsPerSecond<9.',
  }),
  'fail-on-metric': (a: { metric: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--fail-on knows no metric ${quote(a.metric)}.`,
    hint: didYouMean(a.nearest, `Metrics: ${a.names.join(', ')}.`),
  }),
  'shell-missing': (a: { shells: readonly string[] }): Text => ({
    message: 'completion needs the name of a shell.',
    hint: `Name one of ${a.shells.join(', ')}: scaleplan completion bash`,
  }),
  'shell-unknown': (a: { name: string; nearest: readonly string[]; shells: readonly string[] }): Text => ({
    message: `There is no completion for a shell ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, `Shells: ${a.shells.join(', ')}.`),
  }),
  'increase-twice': (a: { flag: string }): Text => ({
    message: `${a.flag} takes a percentage, a quantity, or one of each.`,
    hint: 'Write it as in 5%, 0.5T or 5%,0.5T.',
  }),
} satisfies Record<string, (details: never) => Text>;
