import { forwardMacs, type Spread } from './compute';
import { DIMENSION_LETTERS, type Dimension, elements } from './dimensions';
import type { Einsum, Module, Operand, Tensor } from './einsum';

/** One line of a census: an einsum and what is read from it. */
export interface CensusLine {
  readonly module: Module;
  readonly einsum: string;
  /** In the paper's letters: `B S d, d Hk -> B S Hk`. */
  readonly dimensions: string;
  /** Runs a microbatch: once a layer, say. */
  readonly repeat: number;
  /** A weight's parameters stand at its first use. */
  readonly parameters: number;
  /** Laid out, in the whole step. */
  readonly forwardMacs: number;
}

/** The lines of a census that every count comes from. */
export function censusLines(census: readonly Einsum[], spread: Spread): CensusLine[] {
  const counted = new Set<Tensor>();
  return census.map((einsum) => ({
    module: einsum.module,
    einsum: einsum.name.slice(einsum.module.length + 2),
    dimensions: inLetters(einsum),
    repeat: einsum.repeat,
    parameters: newParameters(einsum, counted),
    forwardMacs: forwardMacs(einsum, spread),
  }));
}

function newParameters({ inputs }: Einsum, counted: Set<Tensor>): number {
  let sum = 0;
  for (const { tensor } of inputs) {
    if (tensor.kind !== 'weight' || counted.has(tensor)) continue;
    counted.add(tensor);
    sum += tensor.count * elements(tensor.dimensions);
  }
  return sum;
}

function inLetters({ inputs, output }: Einsum): string {
  const letters = (dimensions: readonly Dimension[]) =>
    dimensions.map(({ name }) => DIMENSION_LETTERS[name]).join(' ');
  return `${inputs.map(({ dimensions }: Operand) => letters(dimensions)).join(', ')} -> ${letters(output.dimensions)}`;
}
