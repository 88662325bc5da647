import workload from '../../../presets/workload.json';
import type { ModelShape } from '../../model/shape';
import { UserError } from '../../problems/problem';
import { checkSayable } from './limits';
import { DATA_SECTION, IMPORTS, OPTIMIZER_SECTION, stackSection } from './meshTfSections';
import { type FullRun, headerOf, RECIPE } from './recipe';

/** The rectangle of chips of every TPU v3 slice; a chip has two cores. Source: cloud.google.com/tpu/docs/v3. */
const TOPOLOGIES: Readonly<Record<number, string>> = {
  4: '2x2',
  16: '4x4',
  32: '4x8',
  64: '8x8',
  128: '8x16',
  256: '16x16',
  512: '16x32',
  1024: '32x32',
};

/**
 * A gin file for the T5 library on Mesh TensorFlow: model and pre-training run in one file that includes no other.
 * Its bindings are scoped to each stack as in an operative config, so that they win over the library's default files.
 * @throws UserError `export-cannot-say` for a vocabulary other than T5's, `export-no-topology` for a slice of no known form
 */
export function writeMeshTf(shape: ModelShape, run: FullRun): string {
  checkSayable(shape, 'mesh-tf');
  const header = headerOf(shape, run, 'the T5 library (Mesh TensorFlow)', [
    `The vocabulary comes from the task of MIXTURE_NAME: T5's own, rounded up to ${shape.vocabSize}.`,
    'Start it with: t5_mesh_transformer --gin_file=THIS_FILE --model_dir=DIR --tpu=NAME',
  ]);
  const sections = [
    `# -*-Python-*-\n${header}`,
    IMPORTS,
    macros(shape, run),
    stackSection('encoder', shape, run),
    stackSection('decoder', shape, run),
    modelSection(),
    runSection(run),
    OPTIMIZER_SECTION,
    DATA_SECTION,
  ];
  return `${sections.join('\n\n')}\n`;
}

function macros(shape: ModelShape, run: FullRun): string {
  return `# Macros:
# ==============================================================================
d_ff = ${shape.dFf}
d_kv = ${shape.dKv}
d_model = ${shape.dModel}
dropout_rate = ${RECIPE.dropoutRate}  # pre-training; fine-tuning uses 0.1
inputs_length = ${run.encoderLength}
mean_noise_span_length = ${RECIPE.meanNoiseSpanLength}
MIXTURE_NAME = 'c4_v020_unsupervised'
noise_density = ${RECIPE.noiseDensity}
num_heads = ${shape.numHeads}`;
}

function modelSection(): string {
  return `# Both stacks:
# ==============================================================================
Bitransformer.shared_embedding = True
get_variable_dtype.activation_dtype = 'bfloat16'
get_variable_dtype.master_dtype = 'bfloat16'
get_variable_dtype.slice_dtype = 'float32'
make_bitransformer.decoder_name = 'decoder'
make_bitransformer.encoder_name = 'encoder'
sublayer_dropout.dropout_rate = %dropout_rate
sublayer_rms_norm.epsilon = ${RECIPE.normEpsilon}`;
}

function runSection(run: FullRun): string {
  const longest = Math.max(run.encoderLength, run.decoderLength);
  return `# The run:
# ==============================================================================
run.autostack = True
run.batch_size = ('tokens_per_batch', ${run.sequences * longest})  # ${run.sequences} x ${longest}
run.dataset_split = 'train'
run.layout_rules = \\
    'ensemble:ensemble,batch:batch,d_ff:model,heads:model,vocab:model,experts:batch'
run.learning_rate_schedule = \\
    [@learning_rate_schedules.truncated_rsqrt,
     @learning_rate_schedules.linear_decay,
     @learning_rate_schedules.constant]
run.mesh_shape = @utils.tpu_mesh_shape()
run.mode = 'train'
run.model_type = 'bitransformer'
run.optimizer = @optimize.AdafactorOptimizer
run.sequence_length = {'inputs': ${run.encoderLength}, 'targets': ${run.decoderLength}}
run.train_dataset_fn = @t5.models.mesh_transformer.mesh_train_dataset_fn
run.train_steps = ${run.trainSteps}
run.vocabulary = @t5.models.mesh_transformer.get_vocabulary()
serialize_num_microbatches.tokens_per_microbatch_per_replica = ${workload.microbatch.tokensPerReplica}
utils.tpu_mesh_shape.model_parallelism = ${run.modelParallelism}
utils.tpu_mesh_shape.tpu_topology = '${topologyOf(run.chips)}'  # ${run.chips} chips of 2 cores`;
}

function topologyOf(chips: number): string {
  const topology = TOPOLOGIES[chips];
  if (topology !== undefined) return topology;
  throw new UserError('export-no-topology', { chips, slices: Object.keys(TOPOLOGIES).map(Number) });
}
