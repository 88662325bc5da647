import type { ModelShape } from '../model/shape';
import { SIZES, type Size, sizeNamed } from '../model/sizes';
import { formatName, nearestSize } from '../names/format';

/** The size of Table 1 that the shape rules hold a shape against. */
interface Yardstick extends Size {
  /** Whether the shape is that size with at most one of its widths changed, as the paper's own operators do. */
  readonly isOneOperator: boolean;
}

/** The widths of a shape in multiples of those of a size. */
export interface WidthRatios {
  readonly dModel: number;
  /** A gated block has three matrices where the sizes have two. */
  readonly feedForward: number;
  readonly attention: number;
}

/** For the pages of documentation. */
export const YARDSTICK_PAGE =
  'A shape that is a size with at most one of d_model, d_ff, d_kv and heads changed (FF9K-BASE, DM2K-LG) is held against that size. Any other is held against the size of the nearest widths: the ratios of d_model, d_ff (a gated one counts half as much again) and heads x d_kv, each at least 1, multiply to the least.';

const OPERATORS = ['dModel', 'dFf', 'dKv', 'numHeads'] as const;

/** The size to hold a shape against; of two that are equally near, the wider. */
export function yardstickOf(shape: ModelShape): Yardstick {
  const named = sizeNamed(nearestSize(shape));
  const changed = OPERATORS.filter((width) => shape[width] !== named.shape[width]);
  if (changed.length <= 1 && formatName(shape) !== null) return { ...named, isOneOperator: true };
  const nearest = SIZES.reduce((best, next) =>
    widthDistance(shape, next) <= widthDistance(shape, best) ? next : best,
  );
  return { ...nearest, isOneOperator: false };
}

/** How a shape's widths compare with those of a size. */
export function widthRatios(shape: ModelShape, { shape: own }: Size): WidthRatios {
  return {
    dModel: shape.dModel / own.dModel,
    feedForward: ((shape.gatedFf ? 1.5 : 1) * shape.dFf) / own.dFf,
    attention: (shape.numHeads * shape.dKv) / (own.numHeads * own.dKv),
  };
}

/** The weights of an encoder layer: how wide a shape is as a whole. */
export function layerWeights({ dModel, dFf, dKv, numHeads, gatedFf }: ModelShape): number {
  return dModel * (4 * numHeads * dKv + (gatedFf ? 3 : 2) * dFf);
}

function widthDistance(shape: ModelShape, size: Size): number {
  const { dModel, feedForward, attention } = widthRatios(shape, size);
  return [dModel, feedForward, attention].reduce((product, ratio) => product * Math.max(ratio, 1 / ratio), 1);
}
