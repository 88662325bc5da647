import * as z from 'zod';
import { MODULES } from '../census/einsum';
import { amount, fieldsFor, whole } from './fields';

/** The arithmetic of a training step, in multiply-accumulates (MACs) and floating-point operations (FLOPs). */
export const compute = z
  .looseObject({
    tflops: amount(
      "The paper's #TFlops of one whole step: forward MACs over all cores and microbatches, laid out, in units of 1e12.",
    ),
    forwardMacs: whole('The same, not divided: forward MACs of one step.'),
    forwardMacsUnique: whole(
      'Forward MACs of one step with nothing counted twice that several cores or microbatches repeat.',
    ),
    forwardMacsPerMicrobatch: whole(
      "What the library's counter sees where it looks at one microbatch, in MACs.",
    ),
    trainFlopsPerStep: whole('6 x forwardMacs, in FLOPs a step: the convention; mfu uses it.'),
    usefulTrainFlopsPerStep: whole('The same without look-ups and bias gathers, which are no arithmetic.'),
    trainFlops: whole('FLOPs of the whole run: trainFlopsPerStep x trainSteps.'),
    byModule: z
      .looseObject(fieldsFor(MODULES, (module) => whole(`Forward MACs of one step in module ${module}.`)))
      .describe('Forward MACs of one step by module.'),
  })
  .describe('Multiply-accumulates (MACs) and floating-point operations (FLOPs, two a MAC).');
