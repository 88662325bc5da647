import { parameterOf } from '../gin/lookup';
import type { KnownNames } from '../gin/misspellings';

/** The names of Mesh TensorFlow's T5 that a shape or a run is read from. */
export const KNOWN_NAMES: KnownNames = {
  macros: ['d_model', 'd_ff', 'd_kv', 'num_heads', 'num_layers'],
  owners: {
    Unitransformer: ['d_model', 'shared_embedding_and_softmax_weights', 'vocab_divisor'],
    make_layer_stack: ['num_layers', 'layers'],
    SelfAttention: [
      'num_heads',
      'key_value_size',
      'num_memory_heads',
      'shared_kv',
      'relative_attention_num_buckets',
    ],
    DenseReluDense: ['hidden_size', 'activation'],
    tpu_mesh_shape: ['tpu_topology', 'model_parallelism'],
    run: ['batch_size', 'sequence_length', 'train_steps', 'model_type', 'mesh_shape'],
  },
  others: ['Bitransformer', 'EncDecAttention', 'LayerStack'],
};

/** Where it is said whether the logits use the embedding: only the decoder makes logits. */
export const DECODER_EMBEDDING = [
  parameterOf('Unitransformer', 'shared_embedding_and_softmax_weights', 'decoder'),
  parameterOf('Unitransformer', 'shared_embedding_and_softmax_weights'),
];
