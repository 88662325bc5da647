import workload from '../../../presets/workload.json';
import type { GinConfig } from '../gin/config';
import { findSetting, parameterOf } from '../gin/lookup';

/** Where a file trains otherwise than what is estimated. */
export function notesOf(config: GinConfig): string[] {
  const { tokensPerReplica } = workload.microbatch;
  const key = parameterOf('serialize_num_microbatches', 'tokens_per_microbatch_per_replica');
  const setting = findSetting(config, [key]);
  if (!setting || (setting.value.kind === 'number' && setting.value.value === tokensPerReplica)) return [];
  const { start, end, source } = setting.value;
  const found = setting.value.kind === 'number' ? setting.value.value : source.text.slice(start, end);
  return [
    `The file asks for microbatches of ${String(found).slice(0, LONGEST_SHOWN)} tokens a replica; speed and memory are estimated for ${tokensPerReplica}.`,
  ];
}

/** Of a value that is no number. */
const LONGEST_SHOWN = 40;
