import type { Operation } from '../census/backward';
import { type DimensionName, elements, hasDimension, roundsPerStep } from '../census/dimensions';
import type { Tensor } from '../census/einsum';
import { allReduceSeconds, bytesPerElement } from '../machine/allReduce';
import { axisSize, LAYOUT_RULES, type Mesh, type MeshAxis } from '../machine/mesh';

/** An all-reduce that an operation of a training step ends with. */
export interface Reduction {
  readonly operation: Operation;
  readonly axis: MeshAxis;
  /** Elements a core brings to one all-reduce. */
  readonly elementsPerRun: number;
  readonly runsPerStep: number;
  readonly bytesPerElement: number;
  /** All runs of a step, at the peak rate of the links. */
  readonly seconds: number;
}

/**
 * The all-reduces of a training step, from one rule: an operation that sums over a dimension that the layout splits
 * leaves partial sums, and its output is reduced over that axis. Partial sums that are added together (the gradients of
 * one tensor) are reduced once: once a microbatch where the tensor has a batch dimension, else (weights, the
 * relative-position bias) once a step.
 */
export function findReductions(operations: readonly Operation[], mesh: Mesh): Reduction[] {
  const split = splitNames(mesh);
  const reduced = new Map<Tensor, MeshAxis[]>();
  return operations.flatMap((operation) => {
    const axes = axesSummedOver(operation, split);
    const { gradientOf } = operation;
    if (axes.length === 0 || gradientOf === null) return axes.map((axis) => reduction(operation, axis, mesh));
    const done = reduced.get(gradientOf) ?? [];
    const missing = axes.filter((axis) => !done.includes(axis));
    reduced.set(gradientOf, [...done, ...missing]);
    return missing.map((axis) => reduction(operation, axis, mesh));
  });
}

/** A dimension that a layout splits over more than one core, and the axis that it is split over. */
type SplitName = readonly [name: DimensionName, axis: MeshAxis];

function splitNames(mesh: Mesh): SplitName[] {
  const rules = Object.entries(LAYOUT_RULES) as SplitName[];
  return rules.filter(([, axis]) => axisSize(mesh, axis) > 1);
}

/** The axes over which the dimensions that an operation sums over are split. */
function axesSummedOver({ inputs, output }: Operation, split: readonly SplitName[]): MeshAxis[] {
  const axes: MeshAxis[] = [];
  for (const [name, axis] of split) {
    if (hasDimension(output.dimensions, name) || axes.includes(axis)) continue;
    if (inputs.some(({ dimensions }) => hasDimension(dimensions, name))) axes.push(axis);
  }
  return axes;
}

function reduction(operation: Operation, axis: MeshAxis, mesh: Mesh): Reduction {
  const { gradientOf, output, einsum } = operation;
  const elementsPerRun = elements(output.dimensions, mesh.local);
  const copies = gradientOf ? gradientOf.count : einsum.repeat;
  const runsPerStep = copies * roundsPerStep(output.dimensions, mesh.microbatches);
  return {
    operation,
    axis,
    elementsPerRun,
    runsPerStep,
    bytesPerElement: bytesPerElement(mesh, axis),
    seconds: runsPerStep * allReduceSeconds(mesh, axis, elementsPerRun),
  };
}
