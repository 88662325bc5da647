import type { ModelShape } from '../model/shape';
import { applyOperatorsOf } from '../names/apply';
import { formatName as formatShape } from '../names/format';
import { parseName as parseText } from '../names/parse';
import { expandSweep } from '../names/sweep';
import { asFamily } from '../request/families';
import { MOST_MODELS, readBase, readTargetOptions } from '../request/targets';
import { checkText } from './checks';
import { readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, oneTarget } from './models';
import type { ModelOptions } from './options';

/** How a name is read. */
export type NameOptions = Pick<ModelOptions, 'base' | 'family' | 'patchSize' | 'imageSize' | 'classes'>;

const NAME_KEYS: readonly string[] = ['base', 'family', 'patchSize', 'imageSize', 'classes'];

/**
 * The shape that a name means: a size of Table 1, operators of Table 2 in any order, case and separation (`NL24-SM`,
 * `FF9K-NL12-SM`), a released name (`small-24L`), or a Vision Transformer (`ViT-S/32`).
 *
 * @param text the name
 * @param options how it is read: the size of bare operators, the family, what a Vision Transformer sees
 * @returns every dimension that a cost depends on, in elements; frozen
 * @throws {@link UserError} with the place in the text and the nearest spelling
 * @example
 * ```js
 * parseName('NL24-SM').encoderLayers; // 24
 * parseName('FF9K', { base: 'small' }).dFf; // 9216
 * ```
 */
export function parseName(text: string, options: NameOptions = {}): ModelShape {
  const { flags } = readOptions(options, NAME_KEYS);
  const name = checkText('A name', text);
  const { family, vision } = readTargetOptions(flags);
  const base = flags.base === undefined ? undefined : readBase(flags.base);
  return frozenCopy(asFamily(parseText(name, { base, vision }), family, name));
}

/**
 * The canonical name of a model: the fewest operators, in the order of Table 2. The way back of `parseName`.
 *
 * @param model a shape, a configuration, a described model, or another spelling of a name
 * @returns the name, or null for a shape outside the grammar (gated, untied, another vocabulary, grouped heads)
 * @throws {@link UserError} for what is no shape
 * @example
 * ```js
 * formatName({ ...parseName('small'), encoderLayers: 24, decoderLayers: 24 }); // 'NL24-SM'
 * formatName('small-24L'); // 'NL24-SM'
 * ```
 */
export function formatName(model: Model): string | null {
  return formatShape(oneTarget(model, {}).shape);
}

/**
 * The names that a pattern stands for, in written order, the leftmost choice varying slowest.
 *
 * @param pattern a name with choices in braces; one without stands for itself
 * @returns the names; what comes out of the braces need not be a name yet
 * @throws {@link UserError} for a mistake in the braces, and for more than 10,000 names
 * @example
 * ```js
 * expandNames('NL{12..36..12}-{SM,BASE}').map((name) => describe(name).name).join(); // 'NL12-SM,BASE,NL24-SM,NL24-BASE,NL36-SM,NL36-BASE'
 * ```
 */
export function expandNames(pattern: string): readonly string[] {
  return frozenCopy(expandSweep(checkText('A pattern', pattern), MOST_MODELS));
}

/**
 * The shape that operators make of a model: each sets what it names, whatever the shape is.
 *
 * @param model a name, a shape, a configuration or a described model
 * @param operators operators of Table 2, such as `'NL24-FF4K'`
 * @returns the shape; frozen
 * @throws {@link UserError} for what is no operator, and as `parseName` does
 * @example
 * ```js
 * const gated = { ...parseName('small'), gatedFf: true };
 * applyOperators(gated, 'NL24').decoderLayers; // 24
 * ```
 */
export function applyOperators(model: Model, operators: string): ModelShape {
  const { shape } = oneTarget(model, {});
  return frozenCopy(applyOperatorsOf(checkText('operators', operators), shape));
}
