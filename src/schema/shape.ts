import * as z from 'zod';
import { flag, whole } from './fields';

/** What a Vision Transformer looks at and tells apart. */
const vision = z.looseObject({
  patchSize: whole("Pixels of a patch's side."),
  imageSize: whole("Pixels of an image's side."),
  classes: whole('Classes of the head.'),
});

/** The shape of a model; letters as in the paper. */
export const shape = z
  .looseObject({
    encoderLayers: whole('Encoder layers (L); 0: no encoder.'),
    decoderLayers: whole('Decoder layers (L); 0: no decoder.'),
    dModel: whole('Width of the residual stream (d).'),
    dFf: whole('Width of the feed-forward blocks (f).'),
    dKv: whole('Width of one attention head (k).'),
    numHeads: whole('Attention heads (H).'),
    numMemoryHeads: whole("Heads of keys and values; 0: as many as numHeads, 1: the paper's SH."),
    sharedKv: flag("The paper's SKV: one matrix makes both keys and values."),
    gatedFf: flag('A gated feed-forward block (T5 1.1): three matrices instead of two.'),
    tiedEmbedding: flag('One embedding matrix serves the inputs and the logits.'),
    vocabSize: whole('Size of the vocabulary (V); 0 where the model reads images.'),
    vision: vision.optional().describe('The image side of a Vision Transformer; absent in models of text.'),
  })
  .describe('Every dimension that the cost of a Transformer depends on; a stack of 0 layers is not there.');
