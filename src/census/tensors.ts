import type { Einsum, Tensor } from './einsum';

/** The distinct tensors of a census, each once. */
export function tensorsOf(census: readonly Einsum[]): Tensor[] {
  return [
    ...new Set(
      census.flatMap(({ inputs, output }) => [...inputs.map(({ tensor }) => tensor), output.tensor]),
    ),
  ];
}

/** The distinct weights of a census, each once. */
export function weightsOf(census: readonly Einsum[]): Tensor[] {
  return tensorsOf(census).filter(({ kind }) => kind === 'weight');
}
