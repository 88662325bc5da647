import { type Census, takeCensus } from '../census/census';
import type { Einsum, Tensor } from '../census/einsum';
import { tensorsOf } from '../census/tensors';
import type { Workload } from '../census/workload';
import { layOut, type Mesh, type Slice } from '../machine/mesh';
import type { ModelShape } from '../model/shape';
import { type Features, readFeatures, type Sums } from './features';
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

/**
 * What a step's costs are read from, of the same widths at other depths (of at least one layer) on the same mesh: the einsums
 * and tensors of the two are the same, only more or fewer, and so no operation is looked at again.
 */
export function atOtherDepths(
  { census: from, mesh, roofline }: Step,
  shape: ModelShape,
  workload: Workload,
): Pick<Step, 'census' | 'mesh' | 'features'> {
  const census = takeCensus(shape, workload);
  const times = new Map<Einsum | Tensor, number>();
  const tensors = tensorsOf(census);
  for (const [i, einsum] of from.entries()) times.set(einsum, (census[i] as Einsum).repeat / einsum.repeat);
  for (const [i, tensor] of tensorsOf(from).entries())
    times.set(tensor, (tensors[i] as Tensor).count / tensor.count);
  const timesOf = (one: Einsum | Tensor) => times.get(one) as number;
  const sums: Sums = {
    operations: roofline.operations.map(({ operation: { einsum }, matmulSeconds }) => ({
      matmulSeconds: matmulSeconds * timesOf(einsum),
    })),
    reductions: roofline.reductions.map(({ operation: { gradientOf, einsum }, seconds }) => ({
      seconds: seconds * timesOf(gradientOf ?? einsum),
    })),
  };
  return { census, mesh, features: readFeatures(shape, census, mesh, sums) };
}
