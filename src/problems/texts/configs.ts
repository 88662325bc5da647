import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in configuration files. */
export const CONFIGS_TEXTS = {
  'config-missing-field': (a: { field: string; format: string }): Text => ({
    message: `This ${a.format} file does not say ${a.field}.`,
    hint: `Add ${a.field}: scaleplan guesses no dimension.`,
  }),
  'config-unknown-key': (a: { key: string; nearest: readonly string[] }): Text => ({
    message: `${quote(a.key)} is no setting of this format.`,
    hint: didYouMean(a.nearest, 'Check its spelling, or remove it.'),
  }),
  'config-bad-value': (a: { key: string; value: string; expected: string }): Text => ({
    message: `${a.key} cannot be ${quote(a.value)}.`,
    hint: `Expected: ${a.expected}.`,
  }),
  'config-too-large': (a: { limit: number }): Text => ({
    message: `This file has more than ${a.limit} characters.`,
    hint: 'A configuration is a few kilobytes of text: is this the right file?',
  }),
  'config-too-deep': (a: { limit: number }): Text => ({
    message: `Values stand more than ${a.limit} deep in one another.`,
    hint: 'Configurations and tables nest a few levels: is this the right file?',
  }),
  'config-include-missing': (a: { path: string }): Text => ({
    message: `The included file ${quote(a.path)} is not there.`,
    hint: 'Put it beside this file by that path, or set every field of the model without it.',
  }),
  'config-include-outside': (a: { path: string }): Text => ({
    message: `The included file ${quote(a.path)} is outside the folder of this file.`,
    hint: 'Include files by paths without .. from this folder, or set every field of the model without it.',
  }),
  'config-include-cycle': (a: { path: string }): Text => ({
    message: `Including ${quote(a.path)} comes back to itself.`,
    hint: 'Remove one of the include lines of this circle.',
  }),
  'config-other-architecture': (a: { found: string }): Text => ({
    message: `${quote(a.found)} is another architecture.`,
    hint: 'Plans are for T5-style Transformers (encoder-decoder, encoder-only or decoder-only) and Vision Transformers.',
  }),
  'config-batch-open': (a: { value: string; field: string }): Text => ({
    message: `A batch in ${quote(a.value)} needs ${a.field}, which this file does not say.`,
    hint: `Add ${a.field}, or give the sequences of a step: ('sequences_per_batch', 128).`,
  }),
  'config-stacks-differ': (a: { field: string; encoder: string; decoder: string }): Text => ({
    message: `The encoder's ${a.field} is ${a.encoder} and the decoder's is ${a.decoder}.`,
    hint: 'Make them equal: scaleplan knows two stacks that differ in depth only.',
  }),
  'gin-syntax': (a: { found: string; expected: string }): Text => ({
    message: `${a.found === '' ? 'The end of the file' : quote(a.found)} stands where gin has ${a.expected}.`,
    hint: 'A gin line is name = value, module.Class.parameter = value, module.Class: with a block, or include.',
  }),
  'gin-unclosed': (a: { opening: string }): Text => ({
    message: `This ${quote(a.opening)} is never closed.`,
    hint: 'Close it, and check that the file is whole.',
  }),
  'gin-unknown-macro': (a: { name: string; nearest: readonly string[] }): Text => ({
    message: `No macro is called ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, 'Set it on a line of its own: name = value.'),
  }),
  'gin-macro-cycle': (a: { name: string }): Text => ({
    message: `The macro ${quote(a.name)} comes back to itself.`,
    hint: 'Give one of the macros of this circle a value.',
  }),
  'gin-too-many': (a: { what: string; limit: number }): Text => ({
    message: `There are more than ${a.limit} ${a.what}.`,
    hint: 'A model configuration has a few hundred lines: is this the right file?',
  }),
  'config-empty': (_: Record<never, never>): Text => ({
    message: 'This file is empty.',
    hint: 'A model configuration is a config.json, a gin file or a shape of scaleplan; scaleplan.config.json holds at least {}.',
  }),
  'config-not-text': (a: { found: string }): Text => ({
    message: `This file is no UTF-8 text: it holds ${a.found}.`,
    hint: 'A configuration is text, saved as UTF-8; weights and vocabularies are none.',
  }),
  'config-unrecognised': (a: { formats: readonly string[] }): Text => ({
    message: 'This is no model configuration that scaleplan knows.',
    hint: `Formats: ${a.formats.join(', ')}.`,
  }),
  'config-missing-dimension': (a: { field: string; format: string; libraryDefault: number }): Text => ({
    message: `This ${a.format} file does not say ${a.field}.`,
    hint: `Add ${a.field}: scaleplan guesses no dimension. The library itself takes ${a.libraryDefault} where it is absent.`,
  }),
  'config-conflict': (a: { first: string; second: string }): Text => ({
    message: `${a.first} and ${a.second} contradict each other.`,
    hint: 'Keep one of the two, or make them agree.',
  }),
  'config-name-disagrees': (a: { name: string; differences: string }): Text => ({
    message: `The shape is not that of ${quote(a.name)}: ${a.differences}.`,
    hint: 'Mend the name or the shape, or leave one of them out.',
  }),
  'config-several-models': (a: { found: number }): Text => ({
    message: `This file holds ${a.found} models.`,
    hint: 'Keep one model a file: describe one name at a time.',
  }),
  'json-syntax': (a: { reason: string }): Text => ({
    message: `This is not JSON: ${a.reason}.`,
    hint: 'JSON has numbers, "text" in double quotes, true, false and null: no NaN, no comments, no comma at an end.',
  }),
  'json-too-many': (a: { what: string; limit: number }): Text => ({
    message: `This file has more than ${a.limit} ${a.what}.`,
    hint: 'A model configuration has a few dozen: is this the right file?',
  }),
  'json-duplicate-key': (a: { key: string }): Text => ({
    message: `The key ${quote(a.key)} is written twice.`,
    hint: 'Keep one of the two.',
  }),
  'project-unknown-rule': (a: {
    name: string;
    nearest: readonly string[];
    names: readonly string[];
  }): Text => ({
    message: `No rule is called ${quote(a.name)}.`,
    hint: didYouMean(a.nearest, `Rules: ${a.names.join(', ')}.`),
  }),
  'project-unknown-key': (a: {
    key: string;
    nearest: readonly string[];
    names: readonly string[];
  }): Text => ({
    message: `The configuration has no key ${quote(a.key)} here.`,
    hint: didYouMean(a.nearest, `Keys here: ${a.names.join(', ')}.`),
  }),
  'project-bad-value': (a: { key: string; value: string; expected: string }): Text => ({
    message: `${quote(a.key)} cannot be ${quote(a.value)}.`,
    hint: `Write ${a.expected}.`,
  }),
  'project-missing-key': (a: { key: string; expected: string }): Text => ({
    message: `The key ${quote(a.key)} is missing here.`,
    hint: `Add it: ${a.expected}.`,
  }),
  'project-no-target': (_: Record<never, never>): Text => ({
    message: 'This target says neither which files nor which names it is about.',
    hint: 'Add "files": ["configs/*.json"] or "names": ["NL24-SM"].',
  }),
} satisfies Record<string, (details: never) => Text>;
