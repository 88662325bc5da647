import { countCompute } from '../census/compute';
import { measureMemory } from '../census/memory';
import { weightElements } from '../census/parameters';
import { layOutStep } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import type { ModelShape } from '../model/shape';
import { predictSeconds } from '../steptime/calibration';

/** The costs of a shape that a search compares. */
export interface DepthCosts {
  readonly parameters: number;
  readonly forwardMacs: number;
  readonly trainFlops: number;
  readonly seconds: number;
  readonly perCoreBytes: number;
}

/** Costs as a function of encoder and decoder layers, at fixed widths. */
export type CostsByDepth = (encoderLayers: number, decoderLayers: number) => DepthCosts;

/**
 * The costs of all depths of a shape's widths. On a fixed mesh each is affine in both depths,
 * value(Le, Ld) = c0 + Le x cE + Ld x cD, so three censuses give all; where the mesh follows the shape (`auto`),
 * every depth takes a census of its own.
 * @throws UserError where the widths cannot be laid out over the slice
 */
export function costsByDepth(widths: ModelShape, setting: Setting): CostsByDepth {
  const at = (encoderLayers: number, decoderLayers: number) =>
    costsOf({ ...widths, encoderLayers, decoderLayers }, setting);
  const corner = at(1, 1);
  if (setting.modelParallelism === 'auto') return at;
  const deeperEncoder = at(2, 1);
  const deeperDecoder = at(1, 2);
  return (encoderLayers, decoderLayers) => {
    const affine = (cost: keyof DepthCosts) => {
      const perEncoderLayer = deeperEncoder[cost] - corner[cost];
      const perDecoderLayer = deeperDecoder[cost] - corner[cost];
      return corner[cost] + (encoderLayers - 1) * perEncoderLayer + (decoderLayers - 1) * perDecoderLayer;
    };
    return {
      parameters: affine('parameters'),
      forwardMacs: affine('forwardMacs'),
      trainFlops: affine('trainFlops'),
      seconds: affine('seconds'),
      perCoreBytes: affine('perCoreBytes'),
    };
  };
}

function costsOf(shape: ModelShape, setting: Setting): DepthCosts {
  const { census, mesh, features } = layOutStep(shape, setting);
  const { coefficients } = setting.calibration;
  const { forwardMacs, trainFlops } = countCompute(census, setting.workload, mesh);
  return {
    parameters: weightElements(census),
    forwardMacs,
    trainFlops,
    seconds: predictSeconds({ coefficients, corners: [] }, features).seconds,
    perCoreBytes: measureMemory(census, mesh.local).perCoreBytes,
  };
}
