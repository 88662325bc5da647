import { elements, type LocalSize } from './dimensions';
import type { Einsum } from './einsum';
import { slotElements, weightElements } from './parameters';
import { BFLOAT16_BYTES, FLOAT32_BYTES } from './stack';
import { tensorsOf } from './tensors';

/** Bytes that one core holds at the end of the forward pass. */
export interface MemoryUse {
  readonly perCoreBytes: number;
  /** float32 weights. */
  readonly weightBytes: number;
  /** bfloat16 gradients of the weights. */
  readonly gradientBytes: number;
  /** float32 optimizer slots: Adafactor's, or Adam's in a Vision Transformer. */
  readonly optimizerBytes: number;
  /** Everything in bfloat16 or float32 that the backward pass reads: saved activations, logits, and the bfloat16 copy of the weights. */
  readonly activationBytes: number;
  /** Of the activations: the logits and their gradient. */
  readonly logitBytes: number;
  /** Of the activations: the bfloat16 copy of the weights. */
  readonly weightCopyBytes: number;
}

/** Memory of one core: no recomputation, one microbatch's activations at a time (the T5 library's training loop). */
export function measureMemory(census: readonly Einsum[], local: LocalSize): MemoryUse {
  const weights = weightElements(census, local);
  const weightBytes = FLOAT32_BYTES * weights;
  const gradientBytes = BFLOAT16_BYTES * weights;
  const optimizerBytes = FLOAT32_BYTES * slotElements(census, local);
  const saved = (tensors: ReturnType<typeof tensorsOf>) =>
    tensors.reduce(
      (sum, { count, savedBytes, dimensions }) => sum + count * savedBytes * elements(dimensions, local),
      0,
    );
  const logitBytes = saved(
    census.filter(({ module }) => module === 'logits').map(({ output }) => output.tensor),
  );
  const weightCopyBytes = BFLOAT16_BYTES * weights;
  const activationBytes = saved(tensorsOf(census)) + weightCopyBytes;
  return {
    perCoreBytes: weightBytes + gradientBytes + optimizerBytes + activationBytes,
    weightBytes,
    gradientBytes,
    optimizerBytes,
    activationBytes,
    logitBytes,
    weightCopyBytes,
  };
}
