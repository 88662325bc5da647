import type { RunSettings } from '../config';
import type { GinConfig } from '../gin/config';
import { failValue, LARGEST, wholeNumber } from '../gin/expectations';
import { type GinSetting, itemSetting, macro, parameterOf } from '../gin/lookup';
import { type Reading, takeOptional } from '../gin/reading';
import { defined, takeCount, takeLengths } from '../gin/runs';

/** The macros of a T5X run file that are read. */
export const T5X_RUN_MACROS = ['BATCH_SIZE', 'TASK_FEATURE_LENGTHS', 'TRAIN_STEPS', 'NUM_MODEL_PARTITIONS'];

/** Macros of T5X run files that are near one that is read, and right. */
export const T5X_RUN_OTHERS = ['EVAL_STEPS', 'WARMUP_STEPS', 'INFER_BATCH_SIZE', 'EVAL_BATCH_SIZE'];

/**
 * The settings of a T5X run: what the trainer's own parameters say, else the macros.
 * @throws UserError for one that cannot be
 */
export function readT5xRun(reading: Reading): RunSettings {
  return {
    ...takeCount(reading, 'sequences', [
      parameterOf('DatasetConfig', 'batch_size', 'train'),
      macro('BATCH_SIZE'),
    ]),
    ...takeLengths(reading, [
      parameterOf('DatasetConfig', 'task_feature_lengths', 'train'),
      macro('TASK_FEATURE_LENGTHS'),
    ]),
    ...takeCount(reading, 'trainSteps', [parameterOf('train', 'total_steps'), macro('TRAIN_STEPS')]),
    ...takePartitions(reading),
  };
}

function takePartitions(reading: Reading): RunSettings {
  const submesh = takeOptional(reading, {
    field: 'modelParallelism',
    label: 'model_parallel_submesh',
    keys: partitionerKeys('model_parallel_submesh'),
    read: coresOf,
  });
  if (submesh !== undefined) return defined({ modelParallelism: submesh });
  return takeCount(reading, 'modelParallelism', [
    ...partitionerKeys('num_partitions'),
    macro('NUM_MODEL_PARTITIONS'),
  ]);
}

function partitionerKeys(parameter: string) {
  return ['PjitPartitioner', 'ModelBasedPjitPartitioner', 'BasePartitioner'].map((owner) =>
    parameterOf(owner, parameter),
  );
}

/** The cores of a submesh such as (2, 1, 1, 1): their product. */
function coresOf(setting: GinSetting, config: GinConfig): number | undefined {
  const { value } = setting;
  if (value.kind === 'none') return undefined;
  if (value.kind !== 'list' || value.items.length > 8)
    return failValue(setting, 'a tuple such as (2, 1, 1, 1)');
  const sides = value.items.map((item) => itemSetting(config, setting, item));
  const cores = sides.reduce((product, side) => product * (side ? wholeNumber(LARGEST.cores)(side) : 1), 1);
  return cores <= LARGEST.cores ? cores : failValue(setting, `at most ${LARGEST.cores} cores`);
}
