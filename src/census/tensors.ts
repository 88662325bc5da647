import type { Einsum, Tensor } from './einsum';

/** The readers of a census ask for its tensors again and again. */
const known = new WeakMap<readonly Einsum[], KnownTensors>();

interface KnownTensors {
  readonly all: readonly Tensor[];
  readonly weights: readonly Tensor[];
}

/** The distinct tensors of a census, each once. */
export function tensorsOf(census: readonly Einsum[]): readonly Tensor[] {
  return knownOf(census).all;
}

/** The distinct weights of a census, each once. */
export function weightsOf(census: readonly Einsum[]): readonly Tensor[] {
  return knownOf(census).weights;
}

function knownOf(census: readonly Einsum[]): KnownTensors {
  const before = known.get(census);
  if (before !== undefined) return before;
  const tensors = new Set<Tensor>();
  for (const { inputs, output } of census) {
    for (const { tensor } of inputs) tensors.add(tensor);
    tensors.add(output.tensor);
  }
  const all = [...tensors];
  const distinct = { all, weights: all.filter(({ kind }) => kind === 'weight') };
  known.set(census, distinct);
  return distinct;
}
