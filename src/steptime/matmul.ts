import type { Operation } from '../census/backward';
import { type DimensionName, hasDimension, type LocalSize, union } from '../census/dimensions';
import type { Operand } from '../census/einsum';

/** Dimensions that the matrix unit streams or loops over: never padded. */
const UNPADDED: ReadonlySet<DimensionName> = new Set([
  'batch',
  'encoderLength',
  'decoderLength',
  'memoryLength',
  'patches',
  'heads',
]);

/** Multiply-accumulates of one run of a matrix product on a core: as counted, and as the matrix unit spends them. */
export interface MatmulWork {
  readonly macs: number;
  readonly paddedMacs: number;
}

/**
 * The work of a matrix product whose roles (rows M, columns N, summed K, and the batch over which the product is
 * repeated) are padded, each role as one product of its dimensions, to the width of the matrix unit.
 */
export function matmulWork(
  product: Pick<Operation, 'inputs' | 'output'>,
  local: LocalSize,
  width: number,
): MatmulWork {
  const [first, second] = product.inputs as [Operand, Operand];
  const operands = [first, second, product.output];
  // Dimensions with the same role are in the same operands; roles are numbered by which.
  const heldByRole = [0, 0, 0, 0, 0, 0, 0, 0];
  let macs = 1;
  let paddedMacs = 1;
  for (const dimension of union(first.dimensions, second.dimensions)) {
    const size = local(dimension);
    macs *= size;
    if (UNPADDED.has(dimension.name)) {
      paddedMacs *= size;
      continue;
    }
    const role = roleOf(dimension.name, operands);
    heldByRole[role] = (heldByRole[role] || 1) * size;
  }
  for (const held of heldByRole) {
    if (held > 0) paddedMacs *= Math.ceil(held / width) * width;
  }
  return { macs, paddedMacs };
}

function roleOf(name: DimensionName, operands: readonly Operand[]): number {
  let role = 0;
  for (const { dimensions } of operands) role = 2 * role + (hasDimension(dimensions, name) ? 1 : 0);
  return role;
}
