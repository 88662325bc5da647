import inefficient from '../../presets/rules/inefficient.json';
import type { ModelShape } from '../model/shape';
import { type SizeName, sizeNamed } from '../model/sizes';
import { formatName, nearestSize } from '../names/format';
import { formatWhole, significant } from '../units/format';
import type { RuleContext } from './context';
import { inFile, placeOf } from './place';
import { defineRule, type Rule, type RuleResult } from './rule';

const COMMON = { category: 'shape', defaultSeverity: 'warning' } as const;

/** The widths of a shape in multiples of those of the nearest size. */
interface WidthRatios {
  readonly size: SizeName;
  readonly own: ModelShape;
  readonly dModel: number;
  /** A gated block has three matrices where the sizes have two. */
  readonly feedForward: number;
  readonly attention: number;
}

function widthRatios(shape: ModelShape): WidthRatios {
  const size = nearestSize(shape);
  const own = sizeNamed(size).shape;
  return {
    size,
    own,
    dModel: shape.dModel / own.dModel,
    feedForward: ((shape.gatedFf ? 1.5 : 1) * shape.dFf) / own.dFf,
    attention: (shape.numHeads * shape.dKv) / (own.numHeads * own.dKv),
  };
}

/** Feed-forward blocks that the paper found a poor buy. */
export const INEFFICIENT_FEED_FORWARD: Rule = defineRule({
  ...COMMON,
  id: 'inefficient-feed-forward',
  title: 'a feed-forward size that the paper found less efficient than layers',
  page: {
    what: `Compares d_ff with that of the nearest size of Table 1, in proportion to d_model: ${inefficient.feedForward.leastRatio} times as much or more is what FF9K and FF12K are to Base. FF2K on Base is named for itself. A gated block counts its third matrix.`,
    why: `Section 4.3: ${inefficient.feedForward.quote}. And: ${inefficient.exactFeedForward.quote}.`,
    example:
      'd_ff is 9,216, 3.00 times the 3,072 of BASE: the paper found such shapes less Pareto-efficient than more layers (section 4.3: FF9K and FF12K against NL16 and NL24).',
    mend: "Use the size's own d_ff and spend the FLOPs on layers.",
  },
  check: checkFeedForward,
});

function checkFeedForward(context: RuleContext): RuleResult[] {
  const { shape } = context;
  const { size, own, dModel, feedForward } = widthRatios(shape);
  const { exactFeedForward, feedForward: large } = inefficient;
  const isNamed = formatName(shape) === exactFeedForward.name;
  if (!isNamed && feedForward / dModel < large.leastRatio) return [];
  const sentence = isNamed
    ? `d_ff is ${formatWhole(shape.dFf)} on ${size}: the paper found FF2K outclassed by ${exactFeedForward.alternatives.join(' and ')} (section 4.3, Figure 3).`
    : `d_ff is ${formatWhole(shape.dFf)}, ${significant(feedForward, 3)} times the ${formatWhole(own.dFf)} of ${size}${shape.gatedFf ? ' (gated)' : ''}: the paper found such shapes less Pareto-efficient than more layers (section 4.3: FF9K and FF12K against ${large.alternatives.join(' and ')}).`;
  const instead = isNamed
    ? `Train ${exactFeedForward.alternatives.join(' or ')} instead`
    : `Use d_ff ${own.dFf}${inFile(context)} and spend the FLOPs on layers`;
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
    what: `Compares d_model with that of the nearest size of Table 1: ${inefficient.dModel.leastRatio} times as much or more while neither d_ff nor the attention width (heads x d_kv) grew as much, as in DM2K.`,
    why: `Section 4.3: ${inefficient.dModel.quote}; scaling it down is fine.`,
    example:
      'd_model is 2,048, 2.00 times the 1,024 of LG, while d_ff and the attention grew less: scaling up, i.e., DM2K, results in a highly Pareto-inefficient model (section 4.3).',
    mend: "Use the size's own d_model with more layers; when the depth limit is reached, the next size.",
  },
  check: checkDModel,
});

function checkDModel(context: RuleContext): RuleResult[] {
  const { shape } = context;
  const { size, own, dModel, feedForward, attention } = widthRatios(shape);
  const isAlone = feedForward < dModel && attention < dModel;
  if (dModel < inefficient.dModel.leastRatio || !isAlone) return [];
  return [
    {
      message: `d_model is ${formatWhole(shape.dModel)}, ${significant(dModel, 3)} times the ${formatWhole(own.dModel)} of ${size}, while d_ff and the attention grew less: ${inefficient.dModel.quote} (section 4.3).`,
      hint: `Use d_model ${own.dModel}${inFile(context)} and spend the FLOPs on layers (NL).`,
      actual: shape.dModel,
      limit: own.dModel,
      unit: 'd_model',
      place: placeOf(context, 'dModel'),
    },
  ];
}
