import type { ModelShape } from '../../model/shape';
import { RELATIVE_POSITION_BUCKETS } from '../../model/sizes';
import { checkSayable } from './limits';
import { RECIPE } from './recipe';

/** Distance from which all positions share the last bucket (T5Config, Mesh TensorFlow). */
const RELATIVE_POSITION_MAX_DISTANCE = 128;

/**
 * A `config.json` that `T5Config` of transformers loads, as its `save_pretrained` writes one: keys in order, real numbers
 * with a point. It holds no run; its `dropout_rate` is 0.0, that of pre-training (the library fine-tunes with 0.1).
 * @throws UserError `export-cannot-say` for SH, SKV or memory heads
 */
export function writeHuggingFace(shape: ModelShape): string {
  checkSayable(shape, 'hf');
  const fields: Readonly<Record<string, string>> = {
    architectures: '[\n    "T5ForConditionalGeneration"\n  ]',
    d_ff: `${shape.dFf}`,
    d_kv: `${shape.dKv}`,
    d_model: `${shape.dModel}`,
    decoder_start_token_id: '0',
    dropout_rate: RECIPE.dropoutRate,
    eos_token_id: '1',
    feed_forward_proj: shape.gatedFf ? '"gated-gelu"' : '"relu"',
    initializer_factor: '1.0',
    is_encoder_decoder: 'true',
    layer_norm_epsilon: RECIPE.normEpsilon,
    model_type: '"t5"',
    num_decoder_layers: `${shape.decoderLayers}`,
    num_heads: `${shape.numHeads}`,
    num_layers: `${shape.encoderLayers}`,
    pad_token_id: '0',
    relative_attention_max_distance: `${RELATIVE_POSITION_MAX_DISTANCE}`,
    relative_attention_num_buckets: `${RELATIVE_POSITION_BUCKETS}`,
    tie_word_embeddings: `${shape.tiedEmbedding}`,
    use_cache: 'true',
    vocab_size: `${shape.vocabSize}`,
  };
  const lines = Object.entries(fields).map(([key, value]) => `  "${key}": ${value}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
