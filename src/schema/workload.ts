import * as z from 'zod';
import { whole } from './fields';

/** What one training step is run on, and how many steps. */
export const workload = z
  .looseObject({
    sequences: whole('Sequences a step (B).'),
    encoderLength: whole('Tokens of an encoder sequence (S).'),
    decoderLength: whole('Tokens of a decoder sequence (T).'),
    trainSteps: whole('Training steps of the whole run.'),
  })
  .describe('What one training step is run on, and how many steps.');
