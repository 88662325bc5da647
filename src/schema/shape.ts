import * as z from 'zod';
import { flag, whole } from './fields';

/** The shape of a model; letters as in the paper. */
export const shape = z
  .looseObject({
    encoderLayers: whole('Encoder layers (L).'),
    decoderLayers: whole('Decoder layers (L).'),
    dModel: whole('Width of the residual stream (d).'),
    dFf: whole('Width of the feed-forward blocks (f).'),
    dKv: whole('Width of one attention head (k).'),
    numHeads: whole('Attention heads (H).'),
    numMemoryHeads: whole("Heads of keys and values; 0: as many as numHeads, 1: the paper's SH."),
    sharedKv: flag("The paper's SKV: one matrix makes both keys and values."),
    gatedFf: flag('A gated feed-forward block (T5 1.1): three matrices instead of two.'),
    tiedEmbedding: flag('One embedding matrix serves the inputs and the logits.'),
    vocabSize: whole('Size of the vocabulary (V).'),
  })
  .describe('Every dimension that the cost of a T5-style encoder-decoder Transformer depends on.');
