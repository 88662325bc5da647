import { type Census, takeCensus } from '../census/census';
import { forwardMacs } from '../census/compute';
import type { Module } from '../census/einsum';
import { measureMemory } from '../census/memory';
import { weightElements } from '../census/parameters';
import type { Setting } from '../estimate/setting';
import { layOut } from '../machine/mesh';
import type { ModelShape } from '../model/shape';
import { predictSeconds } from '../steptime/calibration';
import { readFeatures } from '../steptime/features';
import { takeRoofline } from '../steptime/roofline';

/** What a search computes of every shape, in this order: what metrics and budgets are made of. */
export const COSTS = ['forwardMacs', 'parameters', 'seconds', 'perCoreBytes'] as const;

/** How many costs a shape has. */
export const COST_COUNT = COSTS.length;

/** One number a cost. */
type CostVector = readonly number[];

/**
 * Costs as a function of depths, flat: for every cost its value at one layer a stack, then what another layer of the encoder
 * and what another layer of the decoder adds.
 */
export const ROW = 3 * COST_COUNT;

/** The modules whose costs depend on heads and d_kv, and those that depend on d_ff. */
const ATTENTION: readonly Module[] = ['encoder self-attention', 'decoder self-attention', 'cross-attention'];
const FEED_FORWARD: readonly Module[] = ['encoder feed-forward', 'decoder feed-forward'];

/** The depths at which a census is taken: at them all costs of a fixed mesh are known, being affine in depth. */
const DEPTHS = [
  { encoderLayers: 1, decoderLayers: 1 },
  { encoderLayers: 2, decoderLayers: 1 },
  { encoderLayers: 1, decoderLayers: 2 },
] as const;

/** The costs of a whole model by depth. */
export function costsOfModel(shape: ModelShape, setting: Setting, modelParallelism: number): Float64Array {
  return byDepth(shape, setting, modelParallelism, (census) => census);
}

/**
 * The costs of a model's attention by depth, with what they share with the rest of it: of use as a difference of two models
 * that differ in heads or d_kv only.
 */
export function costsOfAttention(
  shape: ModelShape,
  setting: Setting,
  modelParallelism: number,
): Float64Array {
  return byDepth(shape, setting, modelParallelism, only(ATTENTION));
}

/** The costs of a model's feed-forward blocks by depth: of use as a difference of two models that differ in d_ff only. */
export function costsOfFeedForward(
  shape: ModelShape,
  setting: Setting,
  modelParallelism: number,
): Float64Array {
  return byDepth(shape, setting, modelParallelism, only(FEED_FORWARD));
}

function only(modules: readonly Module[]): (census: Census) => Census {
  return (census) => census.filter(({ module }) => modules.includes(module));
}

function byDepth(
  widths: ModelShape,
  setting: Setting,
  modelParallelism: number,
  choose: (census: Census) => Census,
): Float64Array {
  const [corner, deeperEncoder, deeperDecoder] = DEPTHS.map((depths) =>
    readCosts({ ...widths, ...depths }, setting, modelParallelism, choose),
  ) as [CostVector, CostVector, CostVector];
  const row = new Float64Array(ROW);
  corner.forEach((value, cost) => {
    row[3 * cost] = value;
    row[3 * cost + 1] = (deeperEncoder[cost] as number) - value;
    row[3 * cost + 2] = (deeperDecoder[cost] as number) - value;
  });
  return row;
}

/** Reads the costs of some einsums of a shape's step, by the readers that estimates are made with. */
function readCosts(
  shape: ModelShape,
  { workload, slice, calibration }: Setting,
  modelParallelism: number,
  choose: (census: Census) => Census,
): CostVector {
  const mesh = layOut(shape, workload, slice, modelParallelism);
  const census = choose(takeCensus(shape, workload));
  const features = readFeatures(shape, census, mesh, takeRoofline(census, mesh));
  return [
    census.reduce((sum, einsum) => sum + forwardMacs(einsum, mesh), 0),
    weightElements(census),
    predictSeconds({ coefficients: calibration.coefficients, corners: [] }, features).seconds,
    measureMemory(census, mesh.local).perCoreBytes,
  ];
}
