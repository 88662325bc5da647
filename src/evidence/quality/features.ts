import assumptions from '../../../presets/quality/assumptions.json';
import type { ModelShape } from '../../model/shape';
import { nearestSize } from '../../names/format';
import { log } from '../../numerics/elementary';
import type { Vector } from '../../numerics/linearAlgebra';
import { deepestUsefulLayers } from '../depth';

/** The terms of the fit, in the order of its coefficients: a constant and three exponents. */
export const TERMS = ['constant', 'depth', 'dFf', 'dModel'] as const;

export type Term = (typeof TERMS)[number];

/** The dimensions whose published range bounds what is known. */
export const RANGED = ['encoderLayers', 'decoderLayers', 'dFf', 'dModel'] as const;

/** The least and the largest value of each dimension among the points of a fit. */
export type Ranges = Readonly<Record<(typeof RANGED)[number], readonly [least: number, most: number]>>;

const { encoderShare, encoderShareDoubt, widestCreditedModel, feedForwardOfAttention } = assumptions;

/** The depth of a stack, in layers, beyond which more adds nothing to the estimate. */
export function deepestCredited(shape: ModelShape): number {
  return deepestUsefulLayers(nearestSize(shape));
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

/** How far the logarithm of the odds may be off by what the points do not tell, each part as a half-width. */
export interface Doubts {
  /** Of the share of the encoder, where the stacks differ. */
  readonly share: number;
  /** Of heads and d_kv, where they are not those of the sizes. */
  readonly attention: number;
  /** Of each exponent as much as it is itself, beyond what was scored or credited. */
  readonly beyond: number;
}

/** How far a value is outside a range, or above what is credited, as the logarithm of a factor. */
function beyond(value: number, [least, most]: readonly [number, number], credited: number): number {
  if (value < least) return log(least / value);
  const top = Math.min(most, credited);
  return value > top ? log(value / top) : 0;
}

/** The doubts about a shape, given the coefficients of a fit and the ranges of its points. */
export function doubtsOf(shape: ModelShape, coefficients: Vector, ranges: Ranges, deepest: number): Doubts {
  const [, depth, dFf, dModel] = coefficients as [number, number, number, number];
  const { encoderLayers, decoderLayers, numHeads, dKv } = shape;
  const beyondDepth =
    encoderShare * beyond(encoderLayers, ranges.encoderLayers, deepest) +
    (1 - encoderShare) * beyond(decoderLayers, ranges.decoderLayers, deepest);
  return {
    share: Math.abs(depth * encoderShareDoubt * log(encoderLayers / decoderLayers)),
    attention: Math.abs(dFf * log((feedForwardOfAttention * numHeads * dKv) / shape.dFf)),
    beyond:
      depth * beyondDepth +
      dFf * beyond(shape.dFf, ranges.dFf, Number.POSITIVE_INFINITY) +
      dModel * beyond(shape.dModel, ranges.dModel, widestCreditedModel),
  };
}
