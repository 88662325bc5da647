import { countCompute } from '../census/compute';
import { measureMemory } from '../census/memory';
import { weightElements } from '../census/parameters';
import { layOutStep } from '../estimate/parallelism';
import type { Setting } from '../estimate/setting';
import type { ModelShape } from '../model/shape';
import { predictSeconds } from '../steptime/calibration';
import { atOtherDepths, type Step } from '../steptime/step';

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
 * value(Le, Ld) = c0 + Le x cE + Ld x cD, so three of them give all; where the mesh follows the shape (`auto`),
 * every depth takes a census of its own.
 * @throws UserError where the widths cannot be laid out over the slice
 */
export function costsByDepth(widths: ModelShape, setting: Setting): CostsByDepth {
  const shapeAt = (encoderLayers: number, decoderLayers: number) => ({
    ...widths,
    encoderLayers,
    decoderLayers,
  });
  const step = layOutStep(shapeAt(1, 1), setting);
  if (setting.modelParallelism === 'auto') {
    return (...depths) => costsOf(layOutStep(shapeAt(...depths), setting), setting);
  }
  const corner = costsOf(step, setting);
  const deeper = (...depths: [number, number]) =>
    costsOf(atOtherDepths(step, shapeAt(...depths), setting.workload), setting);
  const deeperEncoder = deeper(2, 1);
  const deeperDecoder = deeper(1, 2);
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

function costsOf(
  { census, mesh, features }: Pick<Step, 'census' | 'mesh' | 'features'>,
  setting: Setting,
): DepthCosts {
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
