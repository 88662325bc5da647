import * as z from 'zod';
import { MODULES } from '../census/einsum';
import { fieldsFor, whole } from './fields';

/** Parameters of a model and the optimizer's numbers beside them. */
export const parameters = z
  .looseObject({
    total: whole('Parameters of the model.'),
    embedding: whole('Parameters of the embedding; a tied embedding counts once, here.'),
    encoder: whole('Parameters of the encoder.'),
    decoder: whole('Parameters of the decoder.'),
    optimizerSlots: whole("Adafactor's second moments, without momentum (numbers, not bytes)."),
    totalWithSlots: whole('Parameters and optimizer slots: what the non-canonical rows of Table 4 print.'),
    byModule: z
      .looseObject(fieldsFor(MODULES, (module) => whole(`Parameters of module ${module}.`)))
      .describe('Parameters by module.'),
  })
  .describe("Parameters of a model and the optimizer's numbers beside them.");
