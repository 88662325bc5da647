import inefficient from '../../presets/rules/inefficient.json';
import { SIZES } from '../model/sizes';
import { formatName } from '../names/format';
import { formatWhole, significant } from '../units/format';
import type { RuleContext } from './context';
import { inFile, keyOf, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';
import { type WidthRatios, widthRatios, YARDSTICK_PAGE, yardstickOf } from './yardstick';

const COMMON = { category: 'shape', defaultSeverity: 'warning', families: ['encoder-decoder'] } as const;

/** Feed-forward blocks that the paper found a poor buy. */
export const INEFFICIENT_FEED_FORWARD: Rule = defineRule({
  ...COMMON,
  id: 'inefficient-feed-forward',
  title: 'a feed-forward size that the paper found less efficient than layers',
  page: {
    what: `Compares d_ff with that of a size of Table 1, in proportion to d_model: ${inefficient.feedForward.leastRatio} times as much or more is what FF9K and FF12K are to Base. FF2K on Base is named for itself. A gated block counts its third matrix. ${YARDSTICK_PAGE}`,
    why: `Section 4.3: ${inefficient.feedForward.quote}. And: ${inefficient.exactFeedForward.quote}.`,
    example:
      'd_ff is 9,216, 3.00 times the 3,072 of BASE: the paper found such shapes less Pareto-efficient than more layers (section 4.3: FF9K and FF12K against NL16 and NL24).',
    mend: "Use the size's own d_ff and spend the FLOPs on layers.",
  },
  check: checkFeedForward,
});

function checkFeedForward(context: RuleContext): RuleResult[] {
  const { shape } = context;
  const yardstick = yardstickOf(shape);
  const { name: size, shape: own } = yardstick;
  const { dModel, feedForward } = widthRatios(shape, yardstick);
  const { exactFeedForward, feedForward: large } = inefficient;
  const isNamed = formatName(shape) === exactFeedForward.name;
  if (!isNamed && feedForward / dModel < large.leastRatio) return [];
  const sentence = isNamed
    ? `d_ff is ${formatWhole(shape.dFf)} on ${size}: the paper found FF2K outclassed by ${exactFeedForward.alternatives.join(' and ')} (section 4.3, Figure 3).`
    : `d_ff is ${formatWhole(shape.dFf)}, ${significant(feedForward, 3)} times the ${formatWhole(own.dFf)} of ${size}${shape.gatedFf ? ' (gated)' : ''}: the paper found such shapes less Pareto-efficient than more layers (section 4.3: FF9K and FF12K against ${large.alternatives.join(' and ')}).`;
  const instead = isNamed
    ? `Train ${exactFeedForward.alternatives.join(' or ')} instead`
    : `Use ${keyOf(context, 'dFf')} ${own.dFf}${inFile(context, 'dFf')} and spend the FLOPs on layers`;
  return [
    {
      message: sentence,
      hint: `${instead}; \`scaleplan suggest\` lists what a budget buys.`,
      actual: shape.dFf,
      limit: own.dFf,
      unit: 'd_ff',
      place: placeOf(context, 'dFf'),
    },
  ];
}

/** A model dimension scaled up alone. */
export const INEFFICIENT_D_MODEL: Rule = defineRule({
  ...COMMON,
  id: 'inefficient-d-model',
  title: 'd_model is scaled up alone',
  page: {
    what: `Compares d_model with that of a size of Table 1: ${inefficient.dModel.leastRatio} times as much or more, and as much more than d_ff and the attention width (heads x d_kv) grew, as in DM2K. ${YARDSTICK_PAGE} Such another shape must be as lopsided against every other size too: T5 1.1 XXL has the d_ff and heads x d_kv of XL with 4 times its d_model, but is Large with all widths scaled alike.`,
    why: `Section 4.3: ${inefficient.dModel.quote}; scaling it down is fine.`,
    example:
      'd_model is 2,048, 2.00 times the 1,024 of LG, while d_ff and the attention grew less: scaling up, i.e., DM2K, results in a highly Pareto-inefficient model (section 4.3).',
    mend: "Use the size's own d_model with more layers; when the depth limit is reached, the next size.",
  },
  check: checkDModel,
});

function checkDModel(context: RuleContext): RuleResult[] {
  const { shape } = context;
  const yardstick = yardstickOf(shape);
  const { name: size, shape: own } = yardstick;
  const ratios = widthRatios(shape, yardstick);
  const others = yardstick.isOneOperator ? [] : SIZES.map((other) => widthRatios(shape, other));
  if (ratios.dModel < inefficient.dModel.leastRatio || ![ratios, ...others].every(isAlone)) return [];
  return [
    {
      message: `d_model is ${formatWhole(shape.dModel)}, ${significant(ratios.dModel, 3)} times the ${formatWhole(own.dModel)} of ${size}, while d_ff and the attention grew less: ${inefficient.dModel.quote} (section 4.3).`,
      hint: `Use ${keyOf(context, 'dModel')} ${own.dModel}${inFile(context, 'dModel')} and spend the FLOPs on layers (NL).`,
      actual: shape.dModel,
      limit: own.dModel,
      unit: 'd_model',
      place: placeOf(context, 'dModel'),
    },
  ];
}

function isAlone({ dModel, feedForward, attention }: WidthRatios): boolean {
  return dModel >= inefficient.dModel.leastRatio * Math.max(feedForward, attention);
}
