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

/** The dimensions that a layout splits over more than one core, with the axis that each is split over. */
type SplitNames = ReadonlyMap<DimensionName, MeshAxis>;

function splitNames(mesh: Mesh): SplitNames {
  const rules = Object.entries(LAYOUT_RULES) as [DimensionName, MeshAxis][];
  return new Map(rules.filter(([, axis]) => axisSize(mesh, axis) > 1));
}

/** The axes over which the dimensions that an operation sums over are split. */
function axesSummedOver({ inputs, output }: Operation, split: SplitNames): MeshAxis[] {
  const axes: MeshAxis[] = [];
  for (const { dimensions } of inputs) {
    for (const { name } of dimensions) {
      const axis = split.get(name);
      if (axis === undefined || axes.includes(axis) || hasDimension(output.dimensions, name)) continue;
      axes.push(axis);
    }
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
