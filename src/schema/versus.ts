import * as z from 'zod';
import { amount, text } from './fields';

/** What a model costs as a ratio to another. */
export const ratios = z
  .looseObject({
    name: text('Name of the model.'),
    parametersRatio: amount('Its parameters over those of the other.'),
    tflopsRatio: amount('Its #TFlops over those of the other.'),
    stepsPerSecondRatio: amount('Its steps a second over those of the other.'),
  })
  .meta({ id: 'ratios', description: 'What a model costs as a ratio to another.' });
