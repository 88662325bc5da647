import { type Operation, trainingOperations } from '../census/backward';
import type { Census } from '../census/census';
import { FLOPS_PER_MAC } from '../census/compute';
import { elements, hasDimension } from '../census/dimensions';
import { BFLOAT16_BYTES } from '../census/stack';
import type { Mesh } from '../machine/mesh';
import { matmulWork } from './matmul';
import { findReductions, type Reduction } from './reductions';

/** What one operation of a training step takes from a core in a whole step, at the peak rate of each resource. */
export interface OperationSeconds {
  readonly operation: Operation;
  readonly macs: number;
  readonly paddedMacs: number;
  readonly matmulSeconds: number;
  readonly memorySeconds: number;
  readonly networkSeconds: number;
}

/** The roofline of a training step over its operations. */
export interface Roofline {
  readonly operations: readonly OperationSeconds[];
  readonly reductions: readonly Reduction[];
  /** Sum over operations of the largest of the three: everything inside an operation overlaps. */
  readonly lowerBoundSeconds: number;
  /** Sum over operations of all three: nothing overlaps. */
  readonly upperBoundSeconds: number;
}

/**
 * The roofline of one training step on a mesh: every operation's matrix-unit, memory and network seconds at peak rates.
 * Source of the two bounds: jax-ml.github.io/scaling-book, "roofline" (T_lower = max, T_upper = sum).
 */
export function takeRoofline(census: Census, mesh: Mesh): Roofline {
  const trained = trainingOperations(census);
  const reductions = findReductions(trained, mesh);
  const network = new Map<Operation, number>();
  for (const { operation, seconds } of reductions)
    network.set(operation, (network.get(operation) ?? 0) + seconds);

  const operations = trained.map((operation) => {
    return { operation, ...coreSeconds(operation, mesh), networkSeconds: network.get(operation) ?? 0 };
  });
  let lowerBoundSeconds = 0;
  let upperBoundSeconds = 0;
  for (const { matmulSeconds, memorySeconds, networkSeconds } of operations) {
    lowerBoundSeconds += Math.max(matmulSeconds, memorySeconds, networkSeconds);
    upperBoundSeconds += matmulSeconds + memorySeconds + networkSeconds;
  }
  return { operations, reductions, lowerBoundSeconds, upperBoundSeconds };
}

function coreSeconds(
  operation: Operation,
  mesh: Mesh,
): Pick<OperationSeconds, 'macs' | 'paddedMacs' | 'matmulSeconds' | 'memorySeconds'> {
  const { machine } = mesh.slice;
  const { kind, repeat } = operation.einsum;
  const isPerMicrobatch = operation.inputs.some(({ dimensions }) => hasDimension(dimensions, 'batch'));
  const runs = repeat * (isPerMicrobatch ? mesh.microbatches : 1);
  const onMatrixUnit = kind === 'projection' || kind === 'attention';
  const work = onMatrixUnit
    ? matmulWork(operation, mesh.local, machine.matrixUnitWidth)
    : { macs: 0, paddedMacs: 0 };
  const bytes = BFLOAT16_BYTES * movedElements(operation, mesh);
  return {
    macs: runs * work.macs,
    paddedMacs: runs * work.paddedMacs,
    matmulSeconds: (runs * FLOPS_PER_MAC * work.paddedMacs) / machine.peakFlopsPerCore,
    memorySeconds: (runs * bytes) / machine.memoryBytesPerSecondPerCore,
  };
}

/** Elements that an operation reads and writes. A look-up reads the rows that it returns, not the one-hot or the table. */
function movedElements({ einsum, pass, inputs, output }: Operation, mesh: Mesh): number {
  const written = elements(output.dimensions, mesh.local);
  if (einsum.kind === 'lookup' && pass === 'forward') return 2 * written;
  let read = 0;
  for (const { tensor, dimensions } of inputs)
    if (tensor.kind !== 'indices') read += elements(dimensions, mesh.local);
  return read + written;
}
