import type { Operation } from '../census/backward';
import { type Dimension, type DimensionName, type LocalSize, union } from '../census/dimensions';
import type { Operand } from '../census/einsum';

/** Dimensions that the matrix unit streams or loops over: never padded. */
const UNPADDED: ReadonlySet<DimensionName> = new Set([
  'batch',
  'encoderLength',
  'decoderLength',
  'memoryLength',
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
export function matmulWork(operation: Operation, local: LocalSize, width: number): MatmulWork {
  const [first, second] = operation.inputs as [Operand, Operand];
  const operands = [first, second, operation.output];
  const roles = new Map<string, Dimension[]>();
  for (const dimension of union(first.dimensions, second.dimensions)) {
    const role = operands.map((operand) => (has(operand, dimension.name) ? '1' : '0')).join('');
    roles.set(role, [...(roles.get(role) ?? []), dimension]);
  }
  let macs = 1;
  let paddedMacs = 1;
  for (const dimensions of roles.values()) {
    for (const dimension of dimensions) macs *= local(dimension);
    paddedMacs *= paddedProduct(dimensions, local, width);
  }
  return { macs, paddedMacs };
}

function has(operand: Operand, name: DimensionName): boolean {
  return operand.dimensions.some((dimension) => dimension.name === name);
}

function paddedProduct(dimensions: readonly Dimension[], local: LocalSize, width: number): number {
  let streamed = 1;
  let held = 1;
  let holds = false;
  for (const dimension of dimensions) {
    if (UNPADDED.has(dimension.name)) {
      streamed *= local(dimension);
    } else {
      held *= local(dimension);
      holds = true;
    }
  }
  return holds ? streamed * Math.ceil(held / width) * width : streamed;
}
