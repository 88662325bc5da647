import inefficient from '../../presets/rules/inefficient.json';
import studied from '../../presets/rules/studied.json';
import { deepestUsefulLayers } from '../evidence/depth';
import type { ConfigField } from '../formats/config';
import { sizeNamed } from '../model/sizes';
import { nearestSize } from '../names/format';
import { formatTyped, plural, significant } from '../units/format';
import type { RuleContext } from './context';
import { inFile, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

const COMMON = { category: 'shape', defaultSeverity: 'warning' } as const;

/** Layers beyond where depth pays. */
export const TOO_DEEP: Rule = defineRule({
  ...COMMON,
  id: 'too-deep',
  title: 'more layers than the paper sees pay',
  page: {
    what: 'Compares the deeper of the two stacks with 36 layers, or with 32 for XL and wider.',
    why: 'The relative gain of depth diminishes and converges at 32 to 36 layers (section 4.4); beyond that the next size is the better buy (Figure 4).',
    example: '48 encoder layers: the paper sees depth stop paying at 32 to 36 layers (36 at this width).',
    mend: 'Use at most that many layers and spend the rest on the next wider size (`scaleplan suggest`).',
  },
  check: checkDepth,
});

function checkDepth(context: RuleContext): RuleResult[] {
  const { encoderLayers, decoderLayers } = context.shape;
  const size = nearestSize(context.shape);
  const limit = deepestUsefulLayers(size);
  const actual = Math.max(encoderLayers, decoderLayers);
  if (actual <= limit) return [];
  const [field, stack]: [ConfigField, string] =
    encoderLayers >= decoderLayers ? ['encoderLayers', 'encoder'] : ['decoderLayers', 'decoder'];
  const both = encoderLayers === decoderLayers ? 'encoder and decoder' : stack;
  return [
    {
      message: `${plural(actual, `${both} layer`)}: the paper sees depth stop paying at 32 to 36 layers (${limit} at this width).`,
      hint: `Use at most ${limit} layers a stack${inFile(context)}, and the next size wider than ${size} with what is left of the budget.`,
      actual,
      limit,
      unit: 'layers',
      place: placeOf(context, field),
    },
  ];
}

/** Stacks of more different depth than the paper tried. */
export const UNSTUDIED_IMBALANCE: Rule = defineRule({
  ...COMMON,
  id: 'unstudied-imbalance',
  title: 'encoder and decoder differ more in depth than in anything the paper tried',
  page: {
    what: `Compares the layers of the two stacks. The released checkpoints go up to ${studied.layerRatios.mostEncoderPerDecoder} encoder layers for one of the decoder (small-el16-dl2), and up to ${studied.layerRatios.mostDecoderPerEncoder} decoder layers for one of the encoder (base-el2, large-el4).`,
    why: 'The EL and DL operators deepen one stack alone (Table 2); Table 4 prints scores of one such shape, Small 32EL. Beyond the range that was trained nothing is known about the score.',
    example: '36 encoder layers over 2 decoder layers, 18.0 times as many; the paper trained up to 8 times.',
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
  const stacks = isEncoderHeavy ? `${encoder} over ${decoder}` : `${decoder} under ${encoder}`;
  return [
    {
      message: `${stacks}, ${significant(actual, 3)} times as many; the paper trained up to ${limit} times.`,
      hint: `Move layers from the ${isEncoderHeavy ? 'encoder to the decoder' : 'decoder to the encoder'}${inFile(context)}, or measure it before relying on it.`,
      actual,
      limit,
      unit: 'layers a layer',
      place: isEncoderHeavy
        ? placeOf(context, 'encoderLayers', 'decoderLayers')
        : placeOf(context, 'decoderLayers', 'encoderLayers'),
    },
  ];
}

/** A key size other than the size's own. */
export const INEFFICIENT_KEY_SIZE: Rule = defineRule({
  ...COMMON,
  id: 'inefficient-key-size',
  title: "the key size is not the size's own",
  page: {
    what: 'Compares d_kv with that of the nearest size of Table 1: 64, or 128 for XL and wider.',
    why: `Section 4.3: ${inefficient.keySize.quote} (Figure 2).`,
    example:
      'd_kv is 32 where the d_kv of BASE is 64: varying d_kv seems to result in models that are less Pareto-efficient (section 4.3).',
    mend: "Use the size's own d_kv and spend or save on layers instead.",
  },
  check: checkKeySize,
});

function checkKeySize(context: RuleContext): RuleResult[] {
  const size = nearestSize(context.shape);
  const own = sizeNamed(size).shape.dKv;
  const actual = context.shape.dKv;
  if (actual === own) return [];
  return [
    {
      message: `d_kv is ${formatTyped(actual)} where the d_kv of ${size} is ${own}: ${inefficient.keySize.quote} (section 4.3).`,
      hint: `Use d_kv ${own}${inFile(context)} and ${actual < own ? 'save' : 'spend'} on layers (NL) instead.`,
      actual,
      limit: own,
      unit: 'd_kv',
      place: placeOf(context, 'dKv', 'numHeads'),
    },
  ];
}
