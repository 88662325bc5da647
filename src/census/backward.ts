import type { Einsum, Operand, Tensor } from './einsum';

/** One einsum of a training step: a forward one, or the gradient of a forward one with respect to one operand. */
export interface Operation {
  readonly pass: 'forward' | 'backward';
  readonly einsum: Einsum;
  readonly inputs: readonly Operand[];
  readonly output: Operand;
  /** The tensor whose gradient this is a part of; null in the forward pass. */
  readonly gradientOf: Tensor | null;
}

/** The forward einsums of a training step, then the backward ones, in reverse order, one a differentiable operand. */
export function trainingOperations(census: readonly Einsum[]): Operation[] {
  const forward = census.map(
    (einsum): Operation => ({
      pass: 'forward',
      einsum,
      inputs: einsum.inputs,
      output: einsum.output,
      gradientOf: null,
    }),
  );
  return [...forward, ...[...census].reverse().flatMap(gradients)];
}

function gradients(einsum: Einsum): Operation[] {
  return einsum.inputs
    .filter(({ tensor }) => tensor.kind !== 'indices')
    .map((operand) => ({
      pass: 'backward',
      einsum,
      inputs: [einsum.output, ...einsum.inputs.filter((other) => other !== operand)],
      output: operand,
      gradientOf: operand.tensor,
    }));
}
