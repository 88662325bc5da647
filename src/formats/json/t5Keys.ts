/** The library that Hugging Face's configurations are for has these names for the dimensions. */
export type DimensionKey = 'd_model' | 'd_ff' | 'd_kv' | 'num_layers' | 'num_heads' | 'vocab_size';

/** A relative of T5, and what transformers takes for a field that its file leaves out. */
export interface Family {
  readonly modelType: string;
  /** What its classes start with, as in T5ForConditionalGeneration. */
  readonly classPrefix: string;
  readonly gatedFf: boolean;
  readonly tiedEmbedding: boolean;
  readonly dimensions: Readonly<Record<DimensionKey, number>>;
  /** Where the census departs from the family. */
  readonly notes: readonly string[];
}

const T5 = { d_model: 512, d_ff: 2048, d_kv: 64, num_layers: 6, num_heads: 8, vocab_size: 32128 };
const MT5 = { d_model: 512, d_ff: 1024, d_kv: 64, num_layers: 8, num_heads: 6, vocab_size: 250_112 };

/** Source: transformers 4.57.6, models/{t5,mt5,umt5,longt5}/configuration_*.py. */
export const FAMILIES: readonly Family[] = [
  { modelType: 't5', classPrefix: 'T5', gatedFf: false, tiedEmbedding: true, dimensions: T5, notes: [] },
  { modelType: 'mt5', classPrefix: 'MT5', gatedFf: true, tiedEmbedding: false, dimensions: MT5, notes: [] },
  {
    modelType: 'umt5',
    classPrefix: 'UMT5',
    gatedFf: true,
    tiedEmbedding: true,
    dimensions: MT5,
    notes: [
      'umt5 has a relative-position bias in every layer; it is counted in the first of each stack, as in T5: parameters and #TFlops are not exact.',
    ],
  },
  {
    modelType: 'longt5',
    classPrefix: 'LongT5',
    gatedFf: false,
    tiedEmbedding: true,
    dimensions: T5,
    notes: [
      'The encoder of longt5 attends locally; it is counted as attending everywhere, without side tokens, as in T5: parameters and #TFlops are not exact.',
    ],
  },
];

/** T5Config.attribute_map: another name for a field, for files that lack the T5 name. */
export const ALIASES: Readonly<Partial<Record<string, string>>> = {
  d_model: 'hidden_size',
  num_heads: 'num_attention_heads',
  num_layers: 'num_hidden_layers',
  d_kv: 'head_dim',
};

/** The dimensions that a file has to give. */
const DIMENSION_KEYS = Object.keys(T5) as readonly DimensionKey[];

/** Every key that the shape comes from: a key that is nearly one of these is a slip. */
export const SHAPE_KEYS: readonly string[] = [
  ...DIMENSION_KEYS,
  'num_decoder_layers',
  'feed_forward_proj',
  'is_gated_act',
  'dense_act_fn',
  'tie_word_embeddings',
  'relative_attention_num_buckets',
  'model_type',
  ...Object.values(ALIASES).map(String),
];

/** Keys of T5Config and PretrainedConfig that say nothing of the shape, but look like keys that do. */
export const OTHER_KEYS: readonly string[] = `
  architectures attn_implementation bos_token_id chunk_size_feed_forward classifier_dropout
  cross_attention_hidden_size decoder_start_token_id do_sample dropout_rate dtype
  encoder_attention_type eos_token_id finetuning_task global_block_size hidden_act hidden_dropout_prob id2label
  initializer_factor initializer_range is_decoder is_encoder_decoder label2id layer_norm_eps layer_norm_epsilon
  local_radius max_length min_length model_max_length n_positions num_beam_groups num_beams num_labels
  num_return_sequences output_attentions output_hidden_states output_past output_scores pad_token_id prefix
  problem_type pruned_heads relative_attention_max_distance return_dict sep_token_id task_specific_params
  tie_encoder_decoder tokenizer_class top_k top_p torch_dtype torchscript transformers_version use_bfloat16
  use_cache
`
  .trim()
  .split(/\s+/);
