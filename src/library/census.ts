import type { Census } from '../census/census';
import { DIMENSION_LETTERS, type Dimension, type DimensionName } from '../census/dimensions';
import type { EinsumKind, Operand, Tensor } from '../census/einsum';
import { type CensusLine, censusLines } from '../census/lines';
import { layOutTarget } from '../request/estimates';
import { readOptions } from './flags';
import { frozenCopy } from './frozen';
import { type Model, readOne } from './models';
import type { ModelOptions } from './options';

/** A named dimension of a tensor, as the whole step sees it. */
export interface CensusDimension {
  readonly name: DimensionName;
  /** The paper's letter. */
  readonly letter: string;
  readonly size: number;
}

/** A tensor as an einsum sees it. */
export interface CensusOperand {
  /** Uses of one tensor by several einsums have the same name. */
  readonly tensor: string;
  /** Indices, and pixels, have no gradient. */
  readonly kind: Tensor['kind'];
  /** How many of these tensors there are: one a layer, say. */
  readonly count: number;
  readonly dimensions: readonly CensusDimension[];
}

/** One einsum of the forward pass, and what is read from it. */
export interface CensusEinsum extends CensusLine {
  /** What it does: `projection`, `attention`, `lookup`, `elementwise` or `addition`. */
  readonly kind: EinsumKind;
  /** Products over the same dimensions that this entry stands for; 0 where nothing is multiplied. */
  readonly products: number;
  readonly inputs: readonly CensusOperand[];
  readonly output: CensusOperand;
}

/**
 * Every einsum of a model's forward pass over a step's sequences, in the order in which they run: what all its numbers
 * come from. Source: the Mesh TensorFlow transformer that the paper trains.
 *
 * @param model a name, a shape, a configuration or a described model
 * @param options the setting: the workload sets sizes, the layout what is counted more than once
 * @returns einsums whose `parameters` sum to `parameters.total` of `describe`, and whose `forwardMacs` sum to
 * `compute.forwardMacs`: multiply-accumulates of the whole step, laid out
 * @throws {@link UserError} as `describe` does
 * @example
 * ```js
 * const einsums = census('NL24-SM');
 * einsums.reduce((sum, { parameters }) => sum + parameters, 0); // describe('NL24-SM').parameters.total
 * einsums[1].dimensions; // 'B S d, d -> B S d'
 * ```
 */
export function census(model: Model, options: ModelOptions = {}): readonly CensusEinsum[] {
  const { flags } = readOptions(options);
  const { step } = layOutTarget(readOne(model, flags), flags);
  const taken: Census = step.census;
  const lines = censusLines(taken, step.mesh);
  return frozenCopy(
    taken.map(({ kind, products, inputs, output }, i) => ({
      ...(lines[i] as CensusLine),
      kind,
      products,
      inputs: inputs.map(operandOf),
      output: operandOf(output),
    })),
  );
}

function operandOf({ tensor, dimensions }: Operand): CensusOperand {
  const { name, kind, count } = tensor;
  return { tensor: name, kind, count, dimensions: dimensions.map(dimensionOf) };
}

function dimensionOf({ name, size }: Dimension): CensusDimension {
  return { name, letter: DIMENSION_LETTERS[name], size };
}
