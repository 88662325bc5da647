import { type FullRun, RECIPE } from './recipe';

/** The modules whose classes and functions the file binds, and the tasks that it trains on. */
export const IMPORTS = `from __gin__ import dynamic_registration

import __main__ as train_script
import seqio
from t5.data import mixtures
from t5x import adafactor
from t5x import models
from t5x import partitioning
from t5x import trainer
from t5x import utils
from t5x.examples.t5 import network`;

/** The optimizer and the model that it trains, as in T5X's own files of T5. */
export function modelSection(): string {
  return `# ------------------- Optimizer ------------------------------------------------
OPTIMIZER = @adafactor.Adafactor()
adafactor.Adafactor:
  decay_rate = 0.8
  step_offset = 0
  logical_factor_rules = @adafactor.standard_logical_factor_rules()

# ------------------- Model ----------------------------------------------------
MODEL = @models.EncoderDecoderModel()
models.EncoderDecoderModel:
  module = @network.Transformer()
  input_vocabulary = %VOCABULARY
  output_vocabulary = %VOCABULARY
  optimizer_def = %OPTIMIZER
  z_loss = %Z_LOSS
  label_smoothing = %LABEL_SMOOTHING
  loss_normalizing_factor = %LOSS_NORMALIZING_FACTOR`;
}

/** What T5X's train loop needs: partitions, data, checkpoints, learning rate. */
export function runSections({ modelParallelism, microbatches }: FullRun): string[] {
  return [
    `# ------------------- Train loop -----------------------------------------------
train_script.train:
  model = %MODEL
  model_dir = %MODEL_DIR
  train_dataset_cfg = @train/utils.DatasetConfig()
  train_eval_dataset_cfg = @train_eval/utils.DatasetConfig()
  infer_eval_dataset_cfg = None
  checkpoint_cfg = @utils.CheckpointConfig()
  partitioner = @partitioning.PjitPartitioner()
  trainer_cls = @trainer.Trainer
  total_steps = %TRAIN_STEPS
  eval_steps = 20
  eval_period = 1000
  random_seed = None

partitioning.PjitPartitioner:
  num_partitions = ${modelParallelism}  # model parallelism; all other devices are data parallel
  model_parallel_submesh = None
  logical_axis_rules = @partitioning.standard_logical_axis_rules()`,
    datasetSection('train', 'train', true),
    datasetSection('train_eval', 'validation', false),
    `utils.CheckpointConfig:
  restore = @utils.RestoreCheckpointConfig()
  save = @utils.SaveCheckpointConfig()
utils.RestoreCheckpointConfig:
  path = []  # from scratch
utils.SaveCheckpointConfig:
  period = 5000
  dtype = 'float32'
  keep = None

trainer.Trainer:
  num_microbatches = ${microbatches === 1 ? 'None' : microbatches}
  learning_rate_fn = @utils.create_learning_rate_scheduler()
utils.create_learning_rate_scheduler:
  factors = 'constant * rsqrt_decay'
  base_learning_rate = 1.0
  warmup_steps = ${RECIPE.warmupSteps}`,
  ];
}

function datasetSection(scope: string, split: string, shuffles: boolean): string {
  return `${scope}/utils.DatasetConfig:
  mixture_or_task_name = %MIXTURE_OR_TASK_NAME
  task_feature_lengths = %TASK_FEATURE_LENGTHS
  split = '${split}'
  batch_size = %BATCH_SIZE
  shuffle = ${shuffles ? 'True' : 'False'}
  seed = ${shuffles ? 'None' : '42'}
  use_cached = %USE_CACHED_TASKS
  pack = True`;
}
