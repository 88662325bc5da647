import { type Census, takeCensus } from '../census/census';
import type { Workload } from '../census/workload';
import { layOut, type Mesh, type Slice } from '../machine/mesh';
import type { ModelShape } from '../model/shape';
import { type Features, readFeatures } from './features';
import { type Roofline, takeRoofline } from './roofline';

/** One training step of a shape on a mesh: its census and what the machine makes of it. */
export interface Step {
  readonly shape: ModelShape;
  readonly census: Census;
  readonly mesh: Mesh;
  readonly roofline: Roofline;
  readonly features: Features;
}

/**
 * Takes the census of a shape's step and lays it out over a slice.
 * @throws UserError where it cannot be laid out that way
 */
export function takeStep(
  shape: ModelShape,
  workload: Workload,
  slice: Slice,
  modelParallelism: number,
): Step {
  const mesh = layOut(shape, workload, slice, modelParallelism);
  const census = takeCensus(shape, workload);
  const roofline = takeRoofline(census, mesh);
  return { shape, census, mesh, roofline, features: readFeatures(shape, census, mesh, roofline) };
}
