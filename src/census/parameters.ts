import { elements, type LocalSize, wholeSize } from './dimensions';
import { type Einsum, MODULES, type Module, type Tensor } from './einsum';
import { weightsOf } from './tensors';

/** The library factors the second moment of a matrix whose two dimensions are both at least this long. */
export const SMALLEST_FACTORED_DIMENSION = 128;

/** Parameters of a model and the optimizer's numbers beside them. */
export interface ParameterCount {
  readonly total: number;
  readonly embedding: number;
  readonly encoder: number;
  readonly decoder: number;
  /** Adafactor's second moments, without momentum; of a Vision Transformer, Adam's two moments. */
  readonly optimizerSlots: number;
  /** What the non-canonical rows of Table 4 print. */
  readonly totalWithSlots: number;
  readonly byModule: Readonly<Record<Module, number>>;
}

/** Numbers that a weight holds, all its copies (one a layer) together. */
function sizeOf(weight: Tensor, local?: LocalSize): number {
  return weight.count * elements(weight.dimensions, local);
}

/**
 * What the optimizer keeps beside a weight. Adafactor's second moments: a row and a column where both dimensions of a
 * matrix are at least 128 long (before any layout), else one number a weight (mesh_tensorflow/optimize.py, `factored`).
 */
function slotsOf(weight: Tensor, local: LocalSize = wholeSize): number {
  if (weight.optimizerSlots !== undefined) return weight.optimizerSlots * sizeOf(weight, local);
  const factored =
    weight.dimensions.length === 2 &&
    weight.dimensions.every(({ size }) => size >= SMALLEST_FACTORED_DIMENSION);
  if (!factored) return sizeOf(weight, local);
  return weight.count * weight.dimensions.reduce((sum, dimension) => sum + local(dimension), 0);
}

/** Parameters on one core under a layout, or of the whole model without one. */
export function weightElements(census: readonly Einsum[], local?: LocalSize): number {
  return weightsOf(census).reduce((sum, weight) => sum + sizeOf(weight, local), 0);
}

/** The optimizer's numbers on one core under a layout, or of the whole model without one. */
export function slotElements(census: readonly Einsum[], local?: LocalSize): number {
  return weightsOf(census).reduce((sum, weight) => sum + slotsOf(weight, local), 0);
}

/** Counts the parameters of a census, module by module. A tied embedding counts once, as embedding. */
export function countParameters(census: readonly Einsum[]): ParameterCount {
  const byModule = Object.fromEntries(MODULES.map((module) => [module, 0])) as Record<Module, number>;
  const counted = new Set<Tensor>();
  for (const { module, inputs } of census) {
    for (const { tensor } of inputs) {
      if (tensor.kind !== 'weight' || counted.has(tensor)) continue;
      counted.add(tensor);
      byModule[module] += sizeOf(tensor);
    }
  }
  const sumOf = (...modules: Module[]) => modules.reduce((sum, module) => sum + byModule[module], 0);
  const total = weightElements(census);
  const optimizerSlots = slotElements(census);
  return {
    total,
    embedding: sumOf('embedding', 'logits'),
    encoder: sumOf('encoder self-attention', 'encoder feed-forward', 'encoder final norm'),
    decoder: sumOf('decoder self-attention', 'cross-attention', 'decoder feed-forward', 'decoder final norm'),
    optimizerSlots,
    totalWithSlots: total + optimizerSlots,
    byModule,
  };
}
