import { quote } from './quote';

/** What a user reads about a problem: what is wrong, and how to mend it. */
interface Text {
  readonly message: string;
  readonly hint: string;
}

/** The one table of messages. A code exists when it has a text here; its arguments are the text's parameters. */
export const TEXTS = {
  'unknown-machine': (a: { name: string; names: readonly string[] }): Text => ({
    message: `Unknown machine ${quote(a.name)}.`,
    hint: `Machines: ${a.names.join(', ')}.`,
  }),
  'no-such-slice': (a: { chips: number; machine: string; slices: readonly number[] }): Text => ({
    message: `No ${a.machine} slice has ${a.chips} chips.`,
    hint: `Slices have ${a.slices.join(', ')} chips.`,
  }),
  'bad-model-parallelism': (a: { modelParallelism: number; allowed: readonly number[] }): Text => ({
    message: `Model parallelism cannot be ${a.modelParallelism}.`,
    hint: `Use a power of two up to the paper's largest: ${a.allowed.join(', ')}.`,
  }),
  'model-parallelism-not-a-number': (a: { text: string; allowed: readonly number[] }): Text => ({
    message: `--model-parallelism cannot be ${quote(a.text)}.`,
    hint: `Use one of ${a.allowed.join(', ')}, or default (the size's own), or auto (the fastest that fits).`,
  }),
  'no-models': (a: { command: string; example: string }): Text => ({
    message: `${a.command} needs a model.`,
    hint: `Name one or more: ${a.example}`,
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
    message: `No model parallelism spreads ${a.sequences} sequences and ${a.heads} heads evenly over ${a.chips} chips.`,
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
  'name-empty': (_: Record<never, never>): Text => ({
    message: 'A model needs a name.',
    hint: 'Name a size, or operators on a size: BASE, NL24-SM or EL16-DL4-SM.',
  }),
  'name-too-long': (a: { length: number; limit: number }): Text => ({
    message: `A name of ${a.length} characters is too long.`,
    hint: `A name or a sweep has at most ${a.limit} characters.`,
  }),
  'name-character': (a: { character: string }): Text => ({
    message: `A name cannot contain ${quote(a.character)}.`,
    hint: 'Write it with letters, digits and dashes: NL24-SM. A sweep is written in braces: NL{2..36..2}-SM.',
  }),
  'unknown-operator': (a: { spelling: string; nearest: readonly string[]; known: string }): Text => ({
    message: `No operator or size is called ${quote(a.spelling)}.`,
    hint: didYouMean(a.nearest, a.known),
  }),
  'operator-without-number': (a: { spelling: string; code: string }): Text => ({
    message: `${quote(a.spelling)} needs a number.`,
    hint: `Write the number directly behind the operator, as in ${a.code}24.`,
  }),
  'number-without-operator': (a: { number: string }): Text => ({
    message: `The number ${quote(a.number)} belongs to no operator.`,
    hint: `Put an operator before it: NL${shortened(a.number)} for layers, FF${shortened(a.number)} for d_ff.`,
  }),
  'switch-with-number': (a: { spelling: string; number: string }): Text => ({
    message: `${quote(a.spelling)} takes no number.`,
    hint: `Write ${a.spelling} alone, without ${quote(a.number)}.`,
  }),
  'operator-negative': (a: { code: string; number: string }): Text => ({
    message: `${a.code} takes a positive number, not ${quote(`-${a.number}`)}.`,
    hint: `Did you mean ${a.code}${shortened(a.number)}? No dash stands between an operator and its number.`,
  }),
  'operator-zero': (a: { code: string }): Text => ({
    message: `${a.code} cannot be 0.`,
    hint: `The smallest is ${a.code}1.`,
  }),
  'operator-not-whole': (a: { code: string; number: string; nearest: readonly string[] }): Text => ({
    message: `${a.code} takes a whole number, not ${quote(a.number)}.`,
    hint: didYouMean(
      a.nearest,
      `Write a whole number, as in ${a.code}24, or a sweep in braces, as in ${a.code}{2..8}.`,
    ),
  }),
  'operator-too-large': (a: { code: string; number: string; limit: number; reason: string }): Text => ({
    message: `${a.code} cannot be ${quote(a.number)}: ${a.limit} is the limit.`,
    hint: `Write a number up to ${a.limit}; ${a.reason}.`,
  }),
  'operator-repeated': (a: { code: string; first: string; second: string }): Text => ({
    message: `${a.code} is given twice: ${quote(a.first)} and ${quote(a.second)}.`,
    hint: 'Keep one of the two.',
  }),
  'size-repeated': (a: { first: string; second: string }): Text => ({
    message: `A name has one size, not two: ${quote(a.first)} and ${quote(a.second)}.`,
    hint: 'Keep one of the two; operators are applied to it.',
  }),
  'depth-given-twice': (a: { first: string; second: string }): Text => ({
    message: `${quote(a.first)} and ${quote(a.second)} set the same layers.`,
    hint: 'Use NL for both stacks, or EL and DL for each its own.',
  }),
  'sweep-unbalanced': (a: { brace: string }): Text => ({
    message: `The ${quote(a.brace)} of this sweep has no partner.`,
    hint: 'Every { needs a }: NL{2..36..2}-SM.',
  }),
  'sweep-empty': (_: Record<never, never>): Text => ({
    message: 'A choice in this sweep is empty.',
    hint: 'List what to try between the braces: {SM,BASE} or NL{2..36..2}.',
  }),
  'sweep-range': (a: { range: string }): Text => ({
    message: `${quote(a.range)} is not a range.`,
    hint: 'A range is two whole numbers of at most 9 digits, and a step if it is not 1: {2..36} or {2..36..2}.',
  }),
  'sweep-step': (a: { range: string }): Text => ({
    message: `The step of ${quote(a.range)} is 0.`,
    hint: 'A step is at least 1; a range from large to small runs downwards by itself: {36..2..2}.',
  }),
  'sweep-too-many': (a: { limit: number }): Text => ({
    message: `This names more than ${a.limit} models.`,
    hint: 'Sweep over fewer choices or with a larger step, or split the sweep over several calls.',
  }),
  'quantity-not-a-number': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} takes a number, not ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
  }),
  'quantity-suffix': (a: {
    flag: string;
    suffix: string;
    nearest: readonly string[];
    examples: string;
  }): Text => ({
    message: `${a.flag} does not know the suffix ${quote(a.suffix)}.`,
    hint: didYouMean(a.nearest, `Write it as in ${a.examples}.`),
  }),
  'quantity-not-positive': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} must be above 0, not ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
  }),
  'quantity-too-large': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} cannot be as large as ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
  }),
  'quantity-not-whole': (a: { flag: string; text: string; examples: string }): Text => ({
    message: `${a.flag} takes a whole number, not ${quote(a.text)}.`,
    hint: `Write it as in ${a.examples}.`,
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
  'file-missing': (a: { path: string }): Text => ({
    message: `There is no file ${quote(a.path)}.`,
    hint: 'Check the path; a glob in quotes is taken apart by scaleplan, without them by the shell.',
  }),
  'file-unreadable': (a: { path: string; reason: string }): Text => ({
    message: `${quote(a.path)} cannot be read: ${a.reason}.`,
    hint: 'Name a readable text file, a folder or a glob, or - for standard input.',
  }),
  'file-not-text': (a: { path: string }): Text => ({
    message: `${quote(a.path)} is no UTF-8 text.`,
    hint: 'Configuration files are text: save it as UTF-8.',
  }),
  'file-exists': (a: { path: string }): Text => ({
    message: `${quote(a.path)} is there already.`,
    hint: 'Choose another name, or overwrite it with --force.',
  }),
  'file-unwritable': (a: { path: string; reason: string }): Text => ({
    message: `${quote(a.path)} cannot be written: ${a.reason}.`,
    hint: 'Check the folder and its permissions.',
  }),
  'no-files': (a: { pattern: string }): Text => ({
    message: `${quote(a.pattern)} holds no model configuration.`,
    hint: 'Model configurations are .json and .gin files.',
  }),
  'fail-on-unreadable': (a: { text: string }): Text => ({
    message: `--fail-on cannot read ${quote(a.text)}.`,
    hint: 'Write a metric, > or <, and a quantity: tflops>+5%, parameters>+10M or stepsPerSecond<9.',
  }),
  'fail-on-metric': (a: { metric: string; nearest: readonly string[]; names: readonly string[] }): Text => ({
    message: `--fail-on knows no metric ${quote(a.metric)}.`,
    hint: didYouMean(a.nearest, `Metrics: ${a.names.join(', ')}.`),
  }),
  'format-unknown': (a: { format: string; formats: readonly string[] }): Text => ({
    message: `There is no format ${quote(a.format)}.`,
    hint: `Formats: ${a.formats.join(', ')}.`,
  }),
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
    hint: 'A model configuration is a few kilobytes of text: is this the right file?',
  }),
  'config-too-deep': (a: { limit: number }): Text => ({
    message: `Values stand more than ${a.limit} deep in one another.`,
    hint: 'A model configuration nests a few levels: is this the right file?',
  }),
  'config-include-missing': (a: { path: string }): Text => ({
    message: `The included file ${quote(a.path)} is not there.`,
    hint: 'Put it beside this file by that path, or set every field of the model without it.',
  }),
  'config-include-cycle': (a: { path: string }): Text => ({
    message: `Including ${quote(a.path)} comes back to itself.`,
    hint: 'Remove one of the include lines of this circle.',
  }),
  'config-other-architecture': (a: { found: string }): Text => ({
    message: `${quote(a.found)} is another architecture.`,
    hint: 'Plans are for T5-style encoder-decoder Transformers: self-attention, cross-attention, feed-forward.',
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
    hint: 'A model configuration is a config.json, a gin file or a shape of scaleplan.',
  }),
  'config-not-text': (a: { found: string }): Text => ({
    message: `This file is no UTF-8 text: it holds ${a.found}.`,
    hint: 'A model configuration is text, saved as UTF-8; weights and vocabularies are none.',
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
  'export-no-format': (a: { names: readonly string[] }): Text => ({
    message: 'export needs a format.',
    hint: `Say --to ${a.names.join(', ')}.`,
  }),
  'export-one-model': (a: { length: number }): Text => ({
    message: `export writes one model, not ${a.length}.`,
    hint: 'Name one model; export others in calls of their own.',
  }),
  'export-cannot-say': (a: {
    name: string;
    text: string;
    reason: string;
    names: readonly string[];
  }): Text => ({
    message: `${a.name} cannot say ${a.text}: ${a.reason}.`,
    hint:
      a.names.length > 0
        ? `Export it --to ${a.names.join(' or --to ')}.`
        : 'No format can say all of this shape: change one part of it.',
  }),
  'export-no-topology': (a: { chips: number; slices: readonly number[] }): Text => ({
    message: `A Mesh TensorFlow gin file cannot say ${a.chips} chips: no form of that slice is known.`,
    hint: `Use --chips ${a.slices.join(', ')}.`,
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

/** The code of a user's mistake. */
export type ProblemCode = keyof typeof TEXTS;

/** The arguments that the text of a code needs. */
export type ProblemArguments<Code extends ProblemCode> = Parameters<(typeof TEXTS)[Code]>[0];

function didYouMean(nearest: readonly string[], otherwise: string): string {
  return nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : otherwise;
}

function shortened(digits: string): string {
  return digits.length > 12 ? `${digits.slice(0, 12)}...` : digits;
}
