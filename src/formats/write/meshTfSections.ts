import type { ModelShape } from '../../model/shape';
import { RELATIVE_POSITION_BUCKETS } from '../../model/sizes';
import { type FullRun, pythonBoolean, RECIPE } from './recipe';

/** The modules whose classes and functions the file binds, and the tasks that it trains on. */
export const IMPORTS = `import mesh_tensorflow.optimize
import mesh_tensorflow.transformer.dataset
import mesh_tensorflow.transformer.learning_rate_schedules
import mesh_tensorflow.transformer.transformer
import mesh_tensorflow.transformer.transformer_layers
import mesh_tensorflow.transformer.utils
import t5.data.mixtures
import t5.data.preprocessors
import t5.models.mesh_transformer`;

/** Adafactor without momentum, and the inverse square root of the step, which falls to 0 over the last tenth. */
export const OPTIMIZER_SECTION = `# Optimizer and learning rate:
# ==============================================================================
adafactor_decay_rate_pow.offset = 0
AdafactorOptimizer.beta1 = 0.0
AdafactorOptimizer.clipping_threshold = 1.0
AdafactorOptimizer.decay_rate = None
AdafactorOptimizer.epsilon1 = 1e-30
AdafactorOptimizer.epsilon2 = 0.001
AdafactorOptimizer.factored = True
AdafactorOptimizer.min_dim_size_to_factor = 128
AdafactorOptimizer.multiply_by_parameter_scale = True
learning_rate_schedules.constant.value = 1.0
learning_rate_schedules.product_learning_rate.offset = 0
linear_decay.steps_or_fraction = 0.1
truncated_rsqrt.warmup_steps = ${RECIPE.warmupSteps}`;

/** C4 with span corruption. */
export const DATA_SECTION = `# Data: C4 with span corruption
# ==============================================================================
get_vocabulary.mixture_or_task_name = %MIXTURE_NAME
mesh_train_dataset_fn.mixture_or_task_name = %MIXTURE_NAME
mesh_train_dataset_fn.pack = True
mesh_train_dataset_fn.use_cached = False  # True where the task is cached

unsupervised.preprocessors = \\
    [@preprocessors.select_random_chunk,
     @preprocessors.reduce_concat_tokens,
     @preprocessors.split_tokens,
     @preprocessors.denoise]
denoise.inputs_fn = @preprocessors.noise_span_to_unique_sentinel
denoise.noise_density = %noise_density
denoise.noise_mask_fn = @preprocessors.random_spans_noise_mask
denoise.targets_fn = @preprocessors.nonnoise_span_to_unique_sentinel
random_spans_helper.extra_tokens_per_span_inputs = 1
random_spans_helper.extra_tokens_per_span_targets = 1
random_spans_helper.inputs_length = %inputs_length
random_spans_helper.mean_noise_span_length = %mean_noise_span_length
random_spans_helper.noise_density = %noise_density
random_spans_noise_mask.mean_noise_span_length = %mean_noise_span_length
reduce_concat_tokens.batch_size = 128
reduce_concat_tokens.feature_key = 'targets'
select_random_chunk.feature_key = 'targets'
select_random_chunk.max_length = 65536
split_tokens.feature_key = 'targets'
split_tokens.max_tokens_per_segment = @preprocessors.random_spans_tokens_length()
split_tokens.min_tokens_per_segment = None`;

const LAYERS = '@mesh_tensorflow.transformer.transformer_layers';

/** Everything about one stack of layers. Cross-attention takes what is not its own from the stack's SelfAttention. */
export function stackSection(stack: 'encoder' | 'decoder', shape: ModelShape, run: FullRun): string {
  const isDecoder = stack === 'decoder';
  const layers = ['SelfAttention', ...(isDecoder ? ['EncDecAttention'] : []), 'DenseReluDense'];
  const lines = [
    `DenseReluDense.activation = ${shape.gatedFf ? "['gelu', 'linear']" : "'relu'"}`,
    'DenseReluDense.dropout_rate = %dropout_rate',
    'DenseReluDense.hidden_size = %d_ff',
    ...(isDecoder ? ['EncDecAttention.relative_attention_type = None'] : []),
    'LayerStack.recompute_grads = False',
    `LayerStack.sublayers_final = ${list(['sublayer_rms_norm', 'sublayer_dropout'])}`,
    `LayerStack.sublayers_initial = [@transformer.sublayer_dropout]`,
    `LayerStack.sublayers_per_layer = ${list(['sublayer_rms_norm', 'sublayer_call_layer', 'sublayer_dropout', 'sublayer_residual'])}`,
    'make_layer_stack.block_scope = True',
    `make_layer_stack.layers = \\\n    [${layers.map((layer) => `${LAYERS}.${layer}`).join(',\n     ')}]`,
    `make_layer_stack.num_layers = ${isDecoder ? shape.decoderLayers : shape.encoderLayers}`,
    'SelfAttention.dropout_rate = %dropout_rate',
    'SelfAttention.key_value_size = %d_kv',
    'SelfAttention.num_heads = %num_heads',
    `SelfAttention.num_memory_heads = ${shape.numMemoryHeads}${shape.numMemoryHeads === 0 ? '  # as many as heads' : ''}`,
    `SelfAttention.relative_attention_num_buckets = ${RELATIVE_POSITION_BUCKETS}`,
    "SelfAttention.relative_attention_type = 'bias_shared'",
    `SelfAttention.shared_kv = ${pythonBoolean(shape.sharedKv)}`,
    'Unitransformer.d_model = %d_model',
    `Unitransformer.max_length = ${Math.max(run.encoderLength, run.decoderLength)}`,
    'Unitransformer.positional_embedding = False',
    `Unitransformer.shared_embedding_and_softmax_weights = ${pythonBoolean(shape.tiedEmbedding)}`,
    'Unitransformer.vocab_divisor = 128',
    `Unitransformer.z_loss = ${RECIPE.zLoss}`,
  ];
  const title = isDecoder ? 'The decoder' : 'The encoder';
  const rule = `# ${'='.repeat(78)}`;
  return [`# ${title}:`, rule, ...lines.map((line) => `${stack}/${line}`)].join('\n');
}

function list(functions: readonly string[]): string {
  return `\\\n    [${functions.map((name) => `@transformer.${name}`).join(',\n     ')}]`;
}
