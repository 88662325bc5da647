import inefficient from '../../presets/rules/inefficient.json';
import studied from '../../presets/rules/studied.json';
import { DEPTH_CONVERGES, deepestUsefulLayers } from '../evidence/depthLimits';
import type { ConfigField } from '../formats/config';
import type { ModelShape } from '../model/shape';
import { SIZES, sizeNamed } from '../model/sizes';
import { formatTyped, plural, significant } from '../units/format';
import type { RuleContext } from './context';
import { inFile, keyOf, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';
import { layerWeights, YARDSTICK_PAGE, yardstickOf } from './yardstick';

const COMMON = { category: 'shape', defaultSeverity: 'warning', families: ['encoder-decoder'] } as const;

const CONVERGES = `${DEPTH_CONVERGES.from} to ${DEPTH_CONVERGES.to}`;

/** Layers beyond where depth pays. */
export const TOO_DEEP: Rule = defineRule({
  ...COMMON,
  id: 'too-deep',
  title: 'more layers than the paper sees pay',
  page: {
    what: `Compares the deeper of the two stacks with ${DEPTH_CONVERGES.to} layers, or with ${DEPTH_CONVERGES.from} for XL and wider. ${YARDSTICK_PAGE} Whatever its size, a shape with at least as many weights a layer as XL is as wide as XL.`,
    why: `The relative gain of depth diminishes and converges at ${CONVERGES} layers (section 4.4); beyond that the next size is the better buy (Figure 4).`,
    example: `48 encoder layers: the paper sees depth stop paying at ${CONVERGES} layers (${DEPTH_CONVERGES.to} at this width).`,
    mend: 'Use at most that many layers and spend the rest on the next wider size (`scaleplan suggest`).',
  },
  check: checkDepth,
});

function checkDepth(context: RuleContext): RuleResult[] {
  const { encoderLayers, decoderLayers } = context.shape;
  const limit = deepestLayers(context.shape);
  const actual = Math.max(encoderLayers, decoderLayers);
  if (actual <= limit) return [];
  const [field, stack]: [ConfigField, string] =
    encoderLayers >= decoderLayers ? ['encoderLayers', 'encoder'] : ['decoderLayers', 'decoder'];
  const both = encoderLayers === decoderLayers ? 'encoder and decoder' : stack;
  return [
    {
      message: `${plural(actual, `${both} layer`)}: the paper sees depth stop paying at ${CONVERGES} layers (${limit} at this width).`,
      hint: `Use at most ${limit} layers a stack${inFile(context, field)}, and wider layers with what is left of the budget (\`scaleplan suggest\` lists what it buys).`,
      actual,
      limit,
      unit: 'layers',
      place: placeOf(context, field),
    },
  ];
}

/** Depth pays no longer in shapes as wide as XL than in XL. */
function deepestLayers(shape: ModelShape): number {
  const isWide = layerWeights(shape) >= layerWeights(sizeNamed('XL').shape);
  return deepestUsefulLayers(isWide ? 'XL' : yardstickOf(shape).name);
}

/** Stacks of more different depth than in the released checkpoints. */
export const UNSTUDIED_IMBALANCE: Rule = defineRule({
  ...COMMON,
  id: 'unstudied-imbalance',
  title: 'encoder and decoder differ more in depth than in any checkpoint that scaleplan knows of',
  page: {
    what: `Compares the layers of the two stacks. The released checkpoints that scaleplan knows of go up to ${studied.layerRatios.mostEncoderPerDecoder} encoder layers for one of the decoder (small-el16-dl2), and up to ${studied.layerRatios.mostDecoderPerEncoder} decoder layers for one of the encoder (large-el2). It knows those of a list, not all that were released.`,
    why: 'The EL and DL operators deepen one stack alone (Table 2); Table 4 prints scores of one such shape, Small 32EL. Beyond that range nothing is known to scaleplan about the score.',
    example:
      '36 encoder layers over 2 decoder layers, 18.0 times as many; the released checkpoints that scaleplan knows of go up to 8 times.',
    mend: 'Move layers from the deeper stack to the other, or take the shape as an experiment of your own.',
  },
  check: checkBalance,
});

function checkBalance(context: RuleContext): RuleResult[] {
  const { encoderLayers, decoderLayers } = context.shape;
  const isEncoderHeavy = encoderLayers >= decoderLayers;
  const { mostEncoderPerDecoder, mostDecoderPerEncoder } = studied.layerRatios;
  const limit = isEncoderHeavy ? mostEncoderPerDecoder : mostDecoderPerEncoder;
  const actual = isEncoderHeavy ? encoderLayers / decoderLayers : decoderLayers / encoderLayers;
  if (actual <= limit) return [];
  const encoder = plural(encoderLayers, 'encoder layer');
  const decoder = plural(decoderLayers, 'decoder layer');
  const fields: readonly ConfigField[] = isEncoderHeavy
    ? ['encoderLayers', 'decoderLayers']
    : ['decoderLayers', 'encoderLayers'];
  const stacks = isEncoderHeavy ? `${encoder} over ${decoder}` : `${decoder} under ${encoder}`;
  return [
    {
      message: `${stacks}, ${significant(actual, 3)} times as many; the released checkpoints that scaleplan knows of go up to ${limit} times.`,
      hint: `Move layers from the ${isEncoderHeavy ? 'encoder to the decoder' : 'decoder to the encoder'}${inFile(context, ...fields)}, or measure it before relying on it.`,
      actual,
      limit,
      unit: 'layers a layer',
      place: placeOf(context, ...fields),
    },
  ];
}

/** A key size other than the size's own. */
export const INEFFICIENT_KEY_SIZE: Rule = defineRule({
  ...COMMON,
  id: 'inefficient-key-size',
  title: "the key size is not the size's own",
  page: {
    what: `Compares d_kv with that of a size of Table 1: 64, or 128 for XL and wider. ${YARDSTICK_PAGE} Such another shape may have the d_kv of any size.`,
    why: `Section 4.3: ${inefficient.keySize.quote} (Figure 2).`,
    example:
      'd_kv is 32 where the d_kv of BASE is 64: varying d_kv seems to result in models that are less Pareto-efficient (section 4.3).',
    mend: "Use the size's own d_kv and spend or save on layers instead.",
  },
  check: checkKeySize,
});

function checkKeySize(context: RuleContext): RuleResult[] {
  const actual = context.shape.dKv;
  const { name: size, shape, isOneOperator } = yardstickOf(context.shape);
  const own = shape.dKv;
  const isOfASize = !isOneOperator && SIZES.some((other) => other.shape.dKv === actual);
  if (actual === own || isOfASize) return [];
  return [
    {
      message: `d_kv is ${formatTyped(actual)} where the d_kv of ${size} is ${own}: ${inefficient.keySize.quote} (section 4.3).`,
      hint: `Use ${keyOf(context, 'dKv')} ${own}${inFile(context, 'dKv')} and ${actual < own ? 'save' : 'spend'} on layers (NL) instead.`,
      actual,
      limit: own,
      unit: 'd_kv',
      place: placeOf(context, 'dKv', 'numHeads'),
    },
  ];
}
