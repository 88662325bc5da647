import * as z from 'zod';
import { flag, whole } from './fields';

/** Bytes that one core holds at the end of the forward pass. */
export const memory = z
  .looseObject({
    perCoreBytes: whole('Bytes a core: weights, gradients, optimizer and activations.'),
    weightBytes: whole('Bytes a core of float32 weights.'),
    gradientBytes: whole('Bytes a core of bfloat16 gradients of the weights.'),
    optimizerBytes: whole('Bytes a core of float32 Adafactor slots.'),
    activationBytes: whole(
      'Bytes a core that the backward pass reads: saved activations, logits, and the bfloat16 copy of the weights.',
    ),
    logitBytes: whole('Of the activations: bytes a core of the logits and their gradient.'),
    weightCopyBytes: whole('Of the activations: bytes a core of the bfloat16 copy of the weights.'),
    limitBytes: whole("Bytes of a core's memory."),
    fits: flag('Whether perCoreBytes is within limitBytes.'),
  })
  .describe('Bytes that one core holds at the end of the forward pass.');
