import { type Operation, trainingOperations } from '../census/backward';
import type { Census } from '../census/census';
import { FLOPS_PER_MAC } from '../census/compute';
import { elements, hasDimension } from '../census/dimensions';
import type { Einsum } from '../census/einsum';
import { BFLOAT16_BYTES } from '../census/stack';
import type { Mesh } from '../machine/mesh';
import { type MatmulWork, matmulWork } from './matmul';
import { findReductions, type Reduction } from './reductions';

const NO_WORK: MatmulWork = { macs: 0, paddedMacs: 0 };

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

  const known = new Map<Einsum, CoreSeconds>();
  const operations = trained.map((operation): OperationSeconds => {
    const { einsum, pass } = operation;
    const own = known.get(einsum) ?? coreSeconds(einsum, mesh);
    known.set(einsum, own);
    const memorySeconds = pass === 'forward' ? own.forwardMemorySeconds : own.memorySeconds;
    const { macs, paddedMacs, matmulSeconds } = own;
    const networkSeconds = network.get(operation) ?? 0;
    return { operation, macs, paddedMacs, matmulSeconds, memorySeconds, networkSeconds };
  });
  let lowerBoundSeconds = 0;
  let upperBoundSeconds = 0;
  for (const { matmulSeconds, memorySeconds, networkSeconds } of operations) {
    lowerBoundSeconds += Math.max(matmulSeconds, memorySeconds, networkSeconds);
    upperBoundSeconds += matmulSeconds + memorySeconds + networkSeconds;
  }
  return { operations, reductions, lowerBoundSeconds, upperBoundSeconds };
}

/** What an einsum and each of its gradients take from a core. */
interface CoreSeconds {
  readonly macs: number;
  readonly paddedMacs: number;
  readonly matmulSeconds: number;
  readonly memorySeconds: number;
  readonly forwardMemorySeconds: number;
}

/** Gradients loop over the dimensions of their einsum, in other roles, and read and write its operands: their work is its own. */
function coreSeconds(einsum: Einsum, mesh: Mesh): CoreSeconds {
  const { machine } = mesh.slice;
  const { kind, repeat, inputs } = einsum;
  const isPerMicrobatch = inputs.some(({ dimensions }) => hasDimension(dimensions, 'batch'));
  const runs = repeat * (isPerMicrobatch ? mesh.microbatches : 1);
  const onMatrixUnit = kind === 'projection' || kind === 'attention';
  const work = onMatrixUnit ? matmulWork(einsum, mesh.local, machine.matrixUnitWidth) : NO_WORK;
  const written = elements(einsum.output.dimensions, mesh.local);
  const moved = readElements(einsum, mesh) + written;
  const secondsToMove = (count: number) =>
    (runs * (BFLOAT16_BYTES * count)) / machine.memoryBytesPerSecondPerCore;
  return {
    macs: runs * work.macs,
    paddedMacs: runs * work.paddedMacs,
    matmulSeconds: (runs * FLOPS_PER_MAC * work.paddedMacs) / machine.peakFlopsPerCore,
    memorySeconds: secondsToMove(moved),
    // A look-up reads the rows that it returns, not the one-hot or the table.
    forwardMemorySeconds: secondsToMove(kind === 'lookup' ? 2 * written : moved),
  };
}

function readElements({ inputs }: Einsum, mesh: Mesh): number {
  let read = 0;
  for (const { tensor, dimensions } of inputs)
    if (tensor.kind !== 'indices') read += elements(dimensions, mesh.local);
  return read;
}
