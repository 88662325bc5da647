import { UserError } from '../../problems/problem';
import { placeIn } from '../../text/place';
import type { GinConfig } from '../gin/config';
import { failValue, LARGEST, wholeNumber } from '../gin/expectations';
import { type GinSetting, itemSetting, parameterOf } from '../gin/lookup';
import { type Reading, refuseMissingIncludes, takeOptional } from '../gin/reading';
import { CORES_PER_CHIP, type Cores } from './mesh';

/** How a batch is counted: what of, and for all replicas together or for each. */
const METHODS = {
  tokens_per_batch: { inTokens: true, perReplica: false },
  tokens_per_replica: { inTokens: true, perReplica: true },
  sequences_per_batch: { inTokens: false, perReplica: false },
  sequences_per_replica: { inTokens: false, perReplica: true },
} as const;

type Method = keyof typeof METHODS;

/** A batch as the file counts it. */
interface Batch {
  readonly method: Method;
  readonly count: number;
  readonly setting: GinSetting;
}

/** What a batch may be counted by. */
interface Units {
  /** The longer of the two lengths, by which tokens are shared out; 0 where the file says neither. */
  readonly longest: number;
  readonly cores: Cores;
}

/**
 * The sequences of a step, where the file has a batch.
 * @throws UserError for one that cannot be, and for one that is counted by something that the file does not say
 */
export function takeSequences(reading: Reading, units: Units): number | undefined {
  return takeOptional(reading, {
    field: 'sequences',
    label: 'batch_size',
    keys: [parameterOf('run', 'batch_size')],
    read: (setting, config) => {
      const batch = batchOf(setting, config);
      return batch === null ? undefined : sequencesOf(reading, batch, units);
    },
  });
}

function sequencesOf(reading: Reading, batch: Batch, { longest, cores }: Units): number {
  const { inTokens, perReplica } = METHODS[batch.method];
  if (inTokens && longest === 0) failOpen(reading, batch, 'run.sequence_length');
  const counted = inTokens ? batch.count / longest : batch.count;
  const sequences = counted * (perReplica ? replicasOf(reading, batch, cores) : 1);
  if (Number.isInteger(counted) && sequences <= LARGEST.sequences) return sequences;
  const most = `${LARGEST.sequences} sequences`;
  return failValue(
    batch.setting,
    inTokens ? `a multiple of the longer sequence length, ${longest}, up to ${most}` : `up to ${most}`,
  );
}

function replicasOf(reading: Reading, batch: Batch, { chips, modelParallelism }: Cores): number {
  if (chips === undefined) return failOpen(reading, batch, 'tpu_mesh_shape.tpu_topology');
  if (modelParallelism === undefined) return failOpen(reading, batch, 'tpu_mesh_shape.model_parallelism');
  const replicas = (chips * CORES_PER_CHIP) / modelParallelism;
  if (Number.isInteger(replicas)) return replicas;
  const details = { first: 'model_parallelism', second: 'tpu_topology' };
  throw new UserError('config-conflict', details, reading.places.modelParallelism);
}

function failOpen(reading: Reading, { method, setting }: Batch, field: string): never {
  refuseMissingIncludes(reading);
  const { source, start, end } = setting.value;
  throw new UserError('config-batch-open', { value: method, field }, placeIn(source, start, end));
}

function batchOf(setting: GinSetting, config: GinConfig): Batch | null {
  const { value } = setting;
  if (value.kind === 'none') return null;
  if (value.kind !== 'list') {
    return { method: 'sequences_per_batch', count: wholeNumber(LARGEST.sequences)(setting), setting };
  }
  const [written, count] = value.items.map((item) => itemSetting(config, setting, item));
  const method = written?.value.kind === 'text' ? written.value.value : '';
  if (value.items.length !== 2 || !isMethod(method) || !count) {
    return failValue(setting, "('tokens_per_batch', 65536) or ('sequences_per_batch', 128)");
  }
  const largest = METHODS[method].inTokens ? LARGEST.tokens : LARGEST.sequences;
  return { method, count: wholeNumber(largest)(count), setting };
}

function isMethod(text: string): text is Method {
  return Object.hasOwn(METHODS, text);
}
