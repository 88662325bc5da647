import { quote } from '../quote';
import { didYouMean, type Text } from './text';

/** What is said about mistakes in names and sweeps. */
export const NAMES_TEXTS = {
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
  'no-layers': (_: Record<never, never>): Text => ({
    message: 'A model without encoder layers and without decoder layers is none.',
    hint: 'Leave one of the stacks its layers: DL0-BASE is encoder-only, EL0-BASE decoder-only.',
  }),
  'vision-without-size': (a: { sizes: readonly string[] }): Text => ({
    message: 'A Vision Transformer needs a size.',
    hint: `Sizes: ${a.sizes.join(', ')}; with a patch and operators: ViT-S/32-NL24.`,
  }),
  'vision-operator-inside': (a: { operator: string; model: string }): Text => ({
    message: `No operator stands between ViT and its size, as ${quote(a.operator)} does.`,
    hint: `Put it behind the model, or before it: ${a.model}-${a.operator} or ${a.operator}-${a.model}.`,
  }),
  'vision-size': (a: { spelling: string; nearest: readonly string[]; sizes: readonly string[] }): Text => ({
    message: `No Vision Transformer has the size ${quote(a.spelling)}.`,
    hint: didYouMean(a.nearest, `Sizes: ${a.sizes.join(', ')}.`),
  }),
  'vision-pixels': (a: { what: 'patch' | 'image'; number: string; limit: number }): Text => ({
    message: `The side of ${a.what === 'image' ? 'an image' : 'a patch'} is a whole number of pixels up to ${a.limit}, not ${quote(a.number)}.`,
    hint: 'The patch stands behind a slash, the image behind an @, as in ViT-S/32@384.',
  }),
  'vision-twice': (a: { what: string; flag: string; first: number; second: number }): Text => ({
    message: `The name says ${a.what} of ${a.first} pixels, ${a.flag} says ${a.second}.`,
    hint: 'Keep one of the two.',
  }),
  'vision-indivisible': (a: { imageSize: number; patchSize: number; nearest: readonly number[] }): Text => ({
    message: `Patches of ${a.patchSize} pixels do not tile an image of ${a.imageSize}.`,
    hint: `Look at an image of ${a.nearest.join(' or ')} pixels (--image-size, or behind an @: ViT-S/32@384), or through another patch.`,
  }),
  'vision-operator': (a: { spelling: string }): Text => ({
    message: `${quote(a.spelling)} does not apply to a Vision Transformer.`,
    hint: 'It is one encoder stack with heads of their own keys and values: use NL, FF, DM, KV or NH.',
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
} satisfies Record<string, (details: never) => Text>;

function shortened(digits: string): string {
  return digits.length > 12 ? `${digits.slice(0, 12)}...` : digits;
}
