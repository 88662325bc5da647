import assumptions from '../../../presets/quality/assumptions.json';
import type { ModelShape } from '../../model/shape';
import { nearestSize } from '../../names/format';
import { log } from '../../numerics/elementary';
import type { Vector } from '../../numerics/linearAlgebra';
import { deepestUsefulLayers } from '../depthLimits';

/** The terms of the fit, in the order of its coefficients: a constant and three exponents. */
export const TERMS = ['constant', 'depth', 'dFf', 'dModel'] as const;

/** What is measured of a shape: its published range bounds what is known. */
export const RANGED = [
  'encoderLayers',
  'decoderLayers',
  'dFf',
  'dModel',
  'dKv',
  'numHeads',
  'dFfOfModel',
  'dFfOfAttention',
] as const;

type Measures = Readonly<Record<(typeof RANGED)[number], number>>;

/** The least and the largest value of each measure among the points of a fit. */
export type Ranges = Readonly<Record<keyof Measures, readonly [least: number, most: number]>>;

const { encoderShare, encoderShareDoubt, widestCreditedModel, feedForwardOfAttention } = assumptions;

/** The depth of a stack, in layers, beyond which more adds nothing to the estimate. */
export function deepestCredited(shape: ModelShape): number {
  return deepestUsefulLayers(nearestSize(shape));
}

/** The dimensions of a shape, and its proportions: d_ff over d_model, and over heads times d_kv. */
export function measuresOf({
  encoderLayers,
  decoderLayers,
  dFf,
  dModel,
  dKv,
  numHeads,
}: ModelShape): Measures {
  const proportions = { dFfOfModel: dFf / dModel, dFfOfAttention: dFf / (numHeads * dKv) };
  return { encoderLayers, decoderLayers, dFf, dModel, dKv, numHeads, ...proportions };
}

/**
 * The features of a shape, whose product with the coefficients is the logarithm of the odds of an error: depth counts up
 * to the limit of the paper, mostly that of the encoder; d_model counts up to the widest that was scored.
 */
export function featuresOf(shape: ModelShape, deepest = deepestCredited(shape)): Vector {
  const encoder = log(Math.min(shape.encoderLayers, deepest));
  const decoder = log(Math.min(shape.decoderLayers, deepest));
  const depth = encoderShare * encoder + (1 - encoderShare) * decoder;
  return [1, -depth, -log(shape.dFf), -log(Math.min(shape.dModel, widestCreditedModel))];
}

/** How far a shape is outside of what was scored, or above what is credited. */
interface Outside {
  /** Logarithms of factors below the least and above the most, of depth, d_ff, d_model, d_kv, heads and d_ff over d_model. */
  readonly factors: readonly (readonly [below: number, above: number])[];
  readonly isOutside: boolean;
}

const INSIDE = [0, 0] as const;

function outside(value: number, [least, most]: readonly [number, number]): readonly [number, number] {
  if (value < least) return [log(least / value), 0];
  return value > most ? [0, log(value / most)] : INSIDE;
}

function outsideOf(shape: ModelShape, ranges: Ranges, deepest: number): Outside {
  const measures = measuresOf(shape);
  const credited: Readonly<Partial<Measures>> = {
    encoderLayers: deepest,
    decoderLayers: deepest,
    dModel: widestCreditedModel,
  };
  const [encoder, decoder, ...others] = RANGED.map((key) => {
    const [least, most] = ranges[key];
    return outside(measures[key], [least, Math.min(most, credited[key] ?? most)]);
  }) as [readonly [number, number], readonly [number, number]];
  const depth = [0, 1].map(
    (side) => encoderShare * (encoder[side] as number) + (1 - encoderShare) * (decoder[side] as number),
  ) as [number, number];
  const factors = [depth, ...others];
  return { factors: factors.slice(0, -1), isOutside: factors.some(([below, above]) => below + above > 0) };
}

/** What the points of a fit do not tell of a shape. */
export interface Doubts {
  /**
   * How far each thing that they do not tell may move the logarithm of the odds, with the sign in which it would: the share of
   * the encoder, where the stacks differ; heads and d_kv, where they are not those of the sizes; and beyond what was scored or
   * credited, below and above, each exponent as much as it is itself. Two shapes share each: in a difference they cancel.
   */
  readonly moves: Vector;
  /** Whether the shape is outside of what was scored or credited, in any dimension or proportion. */
  readonly isOutside: boolean;
}

/** The doubts about a shape, given the coefficients of a fit and the ranges of its points. */
export function doubtsOf(
  shape: ModelShape,
  coefficients: Vector,
  ranges: Ranges,
  deepest = deepestCredited(shape),
): Doubts {
  const [, depth, dFf, dModel] = coefficients as [number, number, number, number];
  const { factors, isOutside } = outsideOf(shape, ranges, deepest);
  // What has no exponent of its own has the weakest that is fitted.
  const exponents = [depth, dFf, dModel, dFf, dFf, dFf];
  const beyond = factors.flatMap(([below, above], i) => {
    const exponent = exponents[i] as number;
    return [exponent * below, exponent * above];
  });
  const share = depth * encoderShareDoubt * log(shape.encoderLayers / shape.decoderLayers);
  const attention = dFf * log(feedForwardOfAttention / measuresOf(shape).dFfOfAttention);
  return { moves: [share, attention, ...beyond], isOutside };
}
