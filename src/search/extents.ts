import type { Setting } from '../estimate/setting';
import type { ModelShape } from '../model/shape';
import { COSTS, costsOfModel } from './costs';
import { type SearchGrid, type Sharing, shapeShared } from './grid';
import type { Extent } from './witnesses';

/** From what to what each cost goes (in the order of `COSTS`) among a grid's shapes on some meshes. */
export function extentsOf(
  grid: SearchGrid,
  setting: Setting,
  modelParallelisms: readonly number[],
): readonly Extent[] {
  const extents = COSTS.map(() => ({ least: Number.POSITIVE_INFINITY, most: 0 }));
  for (const modelParallelism of modelParallelisms) {
    for (const corner of ['first', 'last'] as const) {
      const shape = cornerOf(grid, grid.sharing[0] as Sharing, modelParallelism, corner);
      if (shape === null) continue;
      const costs = costsOfModel(shape, setting, modelParallelism);
      extents.forEach((extent, i) => {
        const cost = costAt(costs, i, shape);
        extent.least = Math.min(extent.least, cost);
        extent.most = Math.max(extent.most, cost);
      });
    }
  }
  return extents;
}

/** The narrowest and shallowest shape of a mesh, or the widest and deepest; null where the mesh divides none. */
function cornerOf(
  grid: SearchGrid,
  sharing: Sharing,
  modelParallelism: number,
  corner: 'first' | 'last',
): ModelShape | null {
  const pick = (values: readonly number[]) => (corner === 'first' ? values[0] : values.at(-1)) as number;
  const divided = (values: readonly number[]) => values.filter((value) => value % modelParallelism === 0);
  const [numHeads, dFf] = [divided(grid.numHeads), divided(grid.dFf)];
  if (numHeads.length === 0 || dFf.length === 0) return null;
  return {
    ...shapeShared(sharing),
    dModel: pick(grid.dModel),
    dFf: pick(dFf),
    numHeads: pick(numHeads),
    dKv: pick(grid.dKv),
    encoderLayers: pick(grid.encoderLayers),
    decoderLayers: pick(grid.decoderLayers),
  };
}

function costAt(costs: Float64Array, cost: number, { encoderLayers, decoderLayers }: ModelShape): number {
  const [corner, encoder, decoder] = costs.subarray(3 * cost) as unknown as [number, number, number];
  return corner + (encoderLayers - 1) * encoder + (decoderLayers - 1) * decoder;
}
