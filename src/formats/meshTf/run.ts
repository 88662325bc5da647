import type { RunSettings } from '../config';
import type { GinConfig } from '../gin/config';
import { failValue, LARGEST, wholeNumber } from '../gin/expectations';
import { type GinSetting, itemSetting, parameterOf } from '../gin/lookup';
import { type Reading, takeOptional } from '../gin/reading';
import { defined, takeCount, takeLengths } from '../gin/runs';

/** Cores of a TPU chip of the kinds whose names count cores: `v3-32` is 16 chips. */
const CORES_PER_CHIP = 2;

/** A batch as the file counts it. */
interface Batch {
  readonly unit: 'tokens' | 'sequences';
  readonly count: number;
  readonly setting: GinSetting;
}

/**
 * The run settings of a Mesh TensorFlow file; tokens are shared out by the longer of the two lengths, as the library does.
 * @throws UserError for one that cannot be
 */
export function readRun(reading: Reading): RunSettings {
  const lengths = takeLengths(reading, [parameterOf('run', 'sequence_length')]);
  const chips = takeOptional(reading, {
    field: 'chips',
    label: 'tpu_topology',
    keys: [parameterOf('tpu_mesh_shape', 'tpu_topology')],
    read: chipsOf,
  });
  return {
    ...defined({ chips, sequences: takeSequences(reading, lengths) }),
    ...lengths,
    ...takeCount(reading, 'trainSteps', [parameterOf('run', 'train_steps')]),
    ...takeCount(reading, 'modelParallelism', [parameterOf('tpu_mesh_shape', 'model_parallelism')]),
  };
}

function takeSequences(reading: Reading, lengths: RunSettings): number | undefined {
  const keys = [parameterOf('run', 'batch_size')];
  const longest = Math.max(lengths.encoderLength ?? 0, lengths.decoderLength ?? 0);
  return takeOptional(reading, {
    field: 'sequences',
    label: 'batch_size',
    keys,
    read: (setting, config) => sequencesOf(batchOf(setting, config), longest),
  });
}

function sequencesOf(batch: Batch | null, longest: number): number | undefined {
  if (batch?.unit === 'sequences') return batch.count;
  if (!batch || longest === 0) return undefined;
  const sequences = batch.count / longest;
  if (Number.isInteger(sequences) && sequences <= LARGEST.sequences) return sequences;
  const most = `${LARGEST.sequences} sequences`;
  return failValue(batch.setting, `a multiple of the longer sequence length, ${longest}, up to ${most}`);
}

/** Null for a batch that is counted by the replica, which a file without its mesh does not settle. */
function batchOf(setting: GinSetting, config: GinConfig): Batch | null {
  const { value } = setting;
  if (value.kind === 'none') return null;
  if (value.kind !== 'list') {
    return { unit: 'sequences', count: wholeNumber(LARGEST.sequences)(setting), setting };
  }
  const [method, count] = value.items.map((item) => itemSetting(config, setting, item));
  if (value.items.length !== 2 || method?.value.kind !== 'text' || !count) return failBatch(setting);
  switch (method.value.value) {
    case 'tokens_per_batch':
      return { unit: 'tokens', count: wholeNumber(LARGEST.tokens)(count), setting };
    case 'sequences_per_batch':
      return { unit: 'sequences', count: wholeNumber(LARGEST.sequences)(count), setting };
    case 'tokens_per_replica':
    case 'sequences_per_replica':
      return null;
    default:
      return failBatch(setting);
  }
}

function failBatch(setting: GinSetting): never {
  return failValue(setting, "('tokens_per_batch', 65536) or ('sequences_per_batch', 128)");
}

function chipsOf(setting: GinSetting): number | undefined {
  const { value } = setting;
  if (value.kind === 'none' || (value.kind === 'text' && value.value === '')) return undefined;
  const written = value.kind === 'text' ? value.value : '';
  const cores = /^v[234]-(\d{1,7})$/.exec(written)?.[1];
  const sides = /^\d{1,5}(?:x\d{1,5}){1,2}$/.test(written) ? written.split('x').map(Number) : [];
  const chips =
    cores === undefined ? sides.reduce((a, b) => a * b, sides.length > 0 ? 1 : 0) : +cores / CORES_PER_CHIP;
  const isTaken = Number.isInteger(chips) && chips >= 1 && chips <= LARGEST.cores;
  return isTaken ? chips : failValue(setting, "a slice, such as '4x4' or 'v3-32'");
}
