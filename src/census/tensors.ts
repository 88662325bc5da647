import type { Einsum, Tensor } from './einsum';

/** The readers of a census ask for its tensors again and again. */
const known = new WeakMap<readonly Einsum[], readonly Tensor[]>();

/** The distinct tensors of a census, each once. */
export function tensorsOf(census: readonly Einsum[]): readonly Tensor[] {
  const before = known.get(census);
  if (before !== undefined) return before;
  const tensors = new Set<Tensor>();
  for (const { inputs, output } of census) {
    for (const { tensor } of inputs) tensors.add(tensor);
    tensors.add(output.tensor);
  }
  const distinct = [...tensors];
  known.set(census, distinct);
  return distinct;
}

/** The distinct weights of a census, each once. */
export function weightsOf(census: readonly Einsum[]): Tensor[] {
  return tensorsOf(census).filter(({ kind }) => kind === 'weight');
}
