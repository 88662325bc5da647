import type { RunSettings } from '../config';
import { parameterOf } from '../gin/lookup';
import type { Reading } from '../gin/reading';
import { defined, takeCount, takeLengths } from '../gin/runs';
import { takeSequences } from './batch';
import { readCores } from './mesh';

/**
 * The run settings of a Mesh TensorFlow file; tokens are shared out by the longer of the two lengths, as the library does.
 * @throws UserError for one that cannot be
 */
export function readRun(reading: Reading): RunSettings {
  const lengths = takeLengths(reading, [parameterOf('run', 'sequence_length')]);
  const cores = readCores(reading);
  const longest = Math.max(lengths.encoderLength ?? 0, lengths.decoderLength ?? 0);
  return {
    ...defined({ ...cores, sequences: takeSequences(reading, { longest, cores }) }),
    ...lengths,
    ...takeCount(reading, 'trainSteps', [parameterOf('run', 'train_steps')]),
  };
}
